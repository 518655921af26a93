// Elements. Texts become text nodes and nothing else: no markup is ever made of what files hold.

const build = (tag, given = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
};

// Marks that cannot be seen, or that turn the direction of what follows: shown by their number.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ue000-\uf8ff]/u;

const named = (mark) => {
  const number = mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return build("span", { class: "unseen", title: `U+${number}` }, `U+${number}`);
};

// A text from files, on its own: what it does to the direction of writing stays within it.
const text = (value, kind = "") => {
  const parts = [...String(value)].reduce((found, letter) => {
    if (UNSEEN.test(letter)) found.push(named(letter));
    else if (typeof found.at(-1) === "string") found[found.length - 1] += letter;
    else found.push(letter);
    return found;
  }, []);
  return build("bdi", { class: `text ${kind}` }, ...parts);
};

const button = (label, onclick, given = {}) =>
  build("button", { type: "button", ...given, onclick }, ...[label].flat());

const badge = (label, kind) => (label ? build("span", { class: `badge ${kind}` }, label) : null);

const table = (heads, rows, kind = "") =>
  build("div", { class: `scroll ${kind}` },
    build("table", {},
      build("thead", {}, build("tr", {}, heads.map((head) => build("th", { scope: "col" }, head)))),
      build("tbody", {}, rows.map((cells) => build("tr", {}, cells.map((cell) => {
        const number = typeof cell === "number";
        return build("td", { class: number ? "number" : null }, number ? String(cell) : text(cell || WORDS.none));
      }))))));

const CLOCK = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  hourCycle: "h23",
});
const clock = (time) => CLOCK.format(new Date(time));
