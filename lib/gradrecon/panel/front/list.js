// The queue: only the lines in sight are there, however long it is.

const HEIGHT = 54; // of a line, in pixels; the style sheet has the same
const SPARE = 8; // lines above and below those in sight

const listOf = (ask, go, sorting) => {
  const left = build("div", { class: "left", role: "status", title: WORDS.leftMeans });
  const bar = build("div", { class: "bar" }, build("i"));
  const lines = build("div", { class: "lines" });
  const none = build("p", { class: "none" });
  const scroller = build("div", {
    class: "scroller", role: "listbox", "aria-label": "问题列表", tabindex: "0", onscroll: () => scrolled(),
  }, lines);
  const node = build("div", { class: "list" }, build("div", { class: "counted" }, left, ...sorting, bar), none, scroller);
  let shown = { total: 0, first: 0, lines: [], place: -1 };
  let later = 0;

  const sight = () => ({
    from: Math.max(0, Math.floor(scroller.scrollTop / HEIGHT) - SPARE),
    count: Math.ceil((scroller.clientHeight || 600) / HEIGHT) + 2 * SPARE,
  });

  const scrolled = () => {
    const { from, count } = sight();
    const last = Math.min(from + count, shown.total);
    const inside = from >= shown.first && last <= shown.first + shown.lines.length;
    if (inside || later) return;
    later = setTimeout(() => {
      later = 0;
      ask("lines");
    }, 60);
  };

  new ResizeObserver(() => scroller.clientHeight && scrolled()).observe(scroller);

  const line = (one, place) => build("div", {
    class: `line ${one.turn} ${one.severity}`, role: "option", style: `top:${place * HEIGHT}px`,
    "aria-selected": String(place === shown.place), "data-finding": one.finding,
    onclick: () => go(one.finding),
  },
  build("div", { class: "title" }, build("i", { class: `dot ${one.severity}`, title: one.severity_label }),
    build("span", { class: "name" }, one.title),
    one.turn === "aside" ? badge(one.turn_label, "pending") : "",
    badge(one.awaits_label || (one.state === "open" ? "" : one.state_label), one.awaits || one.state)),
  build("div", { class: "who" }, text(one.name), text(one.student_no),
    one.holder ? build("span", { class: "holder" }, WORDS.holder(one.holder))
      : build("span", { class: "college" }, one.college_name)));

  const follow = () => {
    const top = shown.place * HEIGHT;
    const { scrollTop, clientHeight } = scroller;
    if (top < scrollTop) scroller.scrollTop = top - HEIGHT;
    else if (top + HEIGHT > scrollTop + clientHeight) scroller.scrollTop = top - clientHeight + 3 * HEIGHT;
  };

  const show = (list, moved) => {
    const before = shown.place;
    shown = list;
    const done = list.total > 0 && list.left === 0;
    left.textContent = done ? WORDS.done(list.total) : WORDS.left(list.left, list.total);
    bar.firstChild.style.width = `${list.total ? 100 * (1 - list.left / list.total) : 0}%`;
    lines.style.height = `${list.total * HEIGHT}px`;
    lines.replaceChildren(...list.lines.map((one, place) => line(one, list.first + place)));
    none.textContent = list.total === 0 ? WORDS.nothing : "";
    if (moved || list.place !== before) follow();
  };

  return { node, show, sight };
};
