// The keyboard. Digits and the letters E C S O are verdicts.
// Keys pressed within the panel never reach JupyterLab's own.

const TEXTUAL = "input, textarea, select";

const keysOf = (root, acts) => {
  const plainly = (event) => !(event.ctrlKey || event.metaKey || event.altKey);
  const named = {
    j: () => acts.step(1), ArrowDown: () => acts.step(1),
    k: () => acts.step(-1), ArrowUp: () => acts.step(-1),
    n: acts.next, p: acts.previous, u: acts.undoLast, m: acts.note, v: acts.reveal, "/": acts.search,
    f: acts.facets, b: acts.bulk, g: acts.progress, r: acts.retry, Escape: acts.back,
    ArrowRight: () => acts.slide(1), ArrowLeft: () => acts.slide(-1),
    PageDown: () => acts.scroll(1), PageUp: () => acts.scroll(-1),
  };

  const written = (event) => {
    if (event.key === "Escape") return acts.back;
    if (event.key === "Enter" && !event.isComposing) return acts.confirm;
    return null;
  };

  const meant = (event) => {
    if (event.target.matches(TEXTUAL)) return written(event);
    const upright = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (upright && event.target.closest(".values, .words")) return () => acts.walk(event.key === "ArrowDown" ? 1 : -1);
    if (/^[1-9ecso]$/i.test(event.key)) return () => acts.press(event.key.toUpperCase());
    return named[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  };

  const pressed = (event) => {
    event.stopPropagation();
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // or the browser would offer to save the page
      acts.alreadySaved();
    }
    if (!plainly(event) || event.isComposing) return;
    const act = meant(event);
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || [named.j, named.k].includes(act) || /Arrow|Page/.test(event.key)) act();
  };

  root.addEventListener("keydown", pressed);
  for (const kind of ["keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());
};
