// The panel: the parts put together, and what each answer does to them.

const render = ({ model, el }) => {
  const memory = memoryOf(model.get("place"));
  let shown = null; // the case on the screen
  let sending = null; // the decision that is not answered yet

  const root = build("div", {
    class: "gradrecon-panel", tabindex: "0", "data-lm-suppress-shortcuts": "true", lang: "zh-CN",
    role: "application", "aria-label": "复核",
  });
  const banner = build("div", { class: "banner", role: "alert", hidden: true });
  const toast = build("div", { class: "toast", role: "status" });
  const link = linkTo(model, {
    answer: (answer, question) => answered(answer, question),
    silence: (questions) => silent(questions),
    idle: () => shown !== null && ask("refresh"),
  });

  const home = () => root.focus({ preventScroll: true });
  const ask = (word, given = {}) => link.ask(word, { ...list.sight(), ...given });
  const kept = () => (sending ? WORDS.silentKept(sending.undo ? WORDS.undo : sending.verdict) : "");

  // ── what is asked ──────────────────────────────────────────────────────────────────────────

  const writing = (word, given) => {
    if (sending) return;
    sending = ask(word, given);
    memory.keep({ sending });
  };
  const decide = (verdict, value, note) => {
    if (sending || !shown) return;
    verdicts.busy(verdict);
    writing("decide", { verdict, value, note, finding: shown.finding });
  };
  const go = (finding) => {
    ask("go", { finding });
    home();
  };
  const undo = (entry) => writing("undo", { entry, undo: true });
  const undoLast = () => writing("undo_last", { undo: true });
  const openBulk = () => shown && bulk.start(verdicts.choices());

  const facets = facetsOf(
    (filters) => {
      ask("narrow", { filters });
      memory.keep({ filters });
    },
    (order) => {
      ask("sort", { order });
      memory.keep({ order });
      home();
    },
  );
  const list = listOf((word) => ask(word), go, facets.sorting);
  const middle = caseOf((field) => ask("reveal", { field }), undo);
  const verdicts = verdictsOf({
    decide, undo, go, undoLast, bulk: openBulk, progress: () => ask("progress"),
    seek: (sought) => ask("seek", { text: sought }),
    consider: (number) => ask("consider", { student_no: number }),
  }, memory);
  const bulk = bulkOf(root, {
    preview: (verdict) => ask("preview", { verdict, note: verdicts.note.value }),
    apply: () => writing("apply", { verdict: WORDS.bulk }),
  });
  const progress = progressOf(root, go);

  // ── what is shown ──────────────────────────────────────────────────────────────────────────

  const alarm = (headline, ...content) => {
    banner.replaceChildren(build("strong", {}, headline),
      ...content.filter(Boolean).map((one) => (typeof one === "string" ? build("p", {}, text(one)) : one)));
    banner.hidden = false;
  };
  const calm = () => {
    banner.hidden = true;
    banner.dataset.kind = "";
  };
  const tell = (sentence) => {
    toast.textContent = sentence;
    toast.classList.remove("seen");
    void toast.offsetWidth; // starts the fading anew
    toast.classList.add("seen");
  };

  const silent = (questions) => {
    if (questions) {
      banner.dataset.kind = "silent";
      alarm(WORDS.silent, WORDS.silentText, kept(), WORDS.silentMend,
        sending ? button([WORDS.again, build("kbd", {}, "R")], retry, { class: "act" }) : "");
    } else if (banner.dataset.kind === "silent") calm();
  };

  const failed = (error) => {
    banner.dataset.kind = "failed";
    const unsaved = panelState.work?.unsaved;
    alarm(unsaved ? WORDS.unsaved(unsaved.undo ? WORDS.undo : unsaved.verdict) : error.headline, error.text, error.mend,
      build("div", { class: "acts" },
        unsaved ? button([WORDS.again, build("kbd", {}, "R")], retry, { class: "act" }) : "",
        button(WORDS.close, calm, { class: "plain" })));
  };

  const retry = () => {
    if (sending) link.again(sending);
    else if (panelState.work?.unsaved) writing("retry", { verdict: panelState.work.unsaved.verdict });
  };

  const panelState = {};
  const draw = (view, moved) => {
    Object.assign(panelState, view);
    if (view.about) {
      facets.orders(view.about.orders);
      who.replaceChildren(text(view.about.reviewer));
    }
    if (view.facets) facets.show(view.facets);
    if ("case" in view) open(view.case);
    if (view.list) list.show(view.list, moved);
    if (view.work) {
      verdicts.recent(view.work);
      notice.textContent = view.work.notice;
    }
    if (view.preview) bulk.show(view.preview);
    if (view.sought) verdicts.sought(view.sought);
    if (view.progress) progress.show(view.progress);
  };

  const open = (next) => {
    const same = next && shown && next.finding === shown.finding;
    const typing = same && [verdicts.value, verdicts.note].includes(document.activeElement);
    shown = next;
    middle.show(next);
    if (!typing) verdicts.show(next);
    if (!same) memory.keep({ finding: next?.finding ?? "" });
  };

  const finished = (question, error, view) => {
    if (!sending || question.id !== sending.id) return;
    sending = null;
    memory.keep({ sending: null });
    verdicts.busy("");
    if (error) return;
    if (question.do === "apply") bulk.close();
    if (question.do === "decide") memory.keepNote(question.finding, "");
    if (banner.dataset.kind) calm();
    const latest = panelState.work?.mine.find((one) => one.undoable);
    if (question.do === "undo_last" && latest) tell(WORDS.undid(latest.verdict, latest.name, view?.work?.undone ?? 1));
    else tell(WORDS.saved(question.undo ? WORDS.undo : question.verdict));
    home();
  };

  const answered = (answer, question) => {
    if (answer.closed) return closed(answer.closed);
    if (!root.contains(board)) root.replaceChildren(board, legend, banner, toast);
    finished(question, answer.error, answer.view);
    draw(answer.view ?? {}, question.do !== "refresh" && question.do !== "lines");
    if (answer.error) refused(answer.error);
    if (question.do === "open") returned(question.place?.sending);
    if (document.activeElement === document.body || document.activeElement?.contains(root)) home();
    return null;
  };

  const refused = (error) => {
    if (bulk.node.open) bulk.say(error.text);
    else if (error.kind === "refused") verdicts.say(error.text, Boolean(error.note));
    if (error.kind !== "refused") failed(error);
  };

  // A decision was on its way when the page or the kernel went: is it there, or not?
  const returned = (lost) => {
    memory.keep({ sending: null });
    if (lost?.do !== "decide") return;
    const own = shown?.finding === lost.finding ? shown.past : panelState.work.mine;
    const there = own.some((one) => one.own && one.standing && one.finding === lost.finding && one.verdict === lost.verdict);
    if (there) return tell(WORDS.kept(lost.verdict));
    const { verdict, value, note, finding } = lost;
    banner.dataset.kind = "lost";
    alarm(WORDS.lost(verdict), build("div", { class: "acts" },
      button(WORDS.resend, () => writing("decide", { verdict, value, note, finding }), { class: "act" }),
      button(WORDS.drop, calm, { class: "plain" })));
    return null;
  };

  const closed = (why) => {
    const name = build("input", { type: "text", class: "note", maxlength: "40", "aria-label": WORDS.begin, autocomplete: "off" });
    const other = why.kind === "other";
    const begin = () => link.ask("name", other ? { name: why.reviewer, reason: name.value } : { name: name.value });
    const asked = other ? WORDS.otherName(why.login, why.reviewer) : WORDS.welcome;
    root.replaceChildren(build("div", { class: "closed" }, ...(other || why.kind === "nameless"
      ? [build("p", {}, text(asked)), name, button(WORDS.begin, begin, { class: "main" })]
      : [build("h2", {}, why.headline), build("p", {}, text(why.text)), build("p", {}, text(why.mend)),
        button(WORDS.again, () => link.ask("again"), { class: "main" })])));
    root.querySelector("input, button").focus();
  };

  // ── the frame ──────────────────────────────────────────────────────────────────────────────

  const who = build("span", { class: "reviewer" });
  const notice = build("span", { class: "notice" });
  const board = build("div", { class: "board" },
    build("aside", { class: "queue", "aria-label": "列表" }, facets.node, list.node),
    middle.node, verdicts.node, bulk.node, progress.node);
  const legend = build("div", { class: "legend" },
    build("span", { class: "keys" }, KEYS.map(([key, what]) => build("span", {}, build("kbd", {}, key), what))),
    build("span", { class: "invite" }, WORDS.focus), notice, who);

  const back = () => {
    facets.close(null);
    for (const one of [bulk, progress]) if (one.node.open) one.close();
    verdicts.giveUp();
    home();
  };
  keysOf(root, {
    press: (key) => {
      if (bulk.node.open) bulk.press(key);
      else if (!progress.node.open) verdicts.press(key);
    },
    confirm: () => {
      if (!root.contains(board)) root.querySelector(".main")?.click();
      else if (document.activeElement === verdicts.value) verdicts.confirm();
      else if (document.activeElement === verdicts.note && verdicts.wanting()) verdicts.confirm();
      else home();
    },
    step: (by) => ask("step", { by }),
    next: () => ask("next"),
    previous: () => ask("previous"),
    undoLast, retry, back, bulk: openBulk,
    note: () => verdicts.note.focus(),
    search: () => facets.search.select(),
    facets: () => facets.first().focus(),
    walk: facets.walk,
    progress: () => ask("progress"),
    reveal: () => middle.hidden() && ask("reveal", { field: middle.hidden() }),
    alreadySaved: () => tell(WORDS.alreadySaved),
    slide: middle.slide,
    scroll: (by) => middle.node.scrollBy({ top: by * 0.8 * middle.node.clientHeight }),
  });
  root.addEventListener("pointerdown", (event) => facets.close(event.target));

  root.append(build("p", { class: "closed" }, WORDS.opening));
  el.append(root);
  link.ask("open", { from: 0, count: 40, place: memory.read() });
  home();
  return () => link.close();
};

export default { render };
