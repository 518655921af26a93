// What may be said of a case: what is possible with its sentence, in one order; a value, a note, what
// I did. A verdict whose note must say something waits for it.

const verdictsOf = (acts, drafts) => {
  const buttons = build("div", { class: "choices", role: "group", "aria-label": WORDS.verdict });
  const value = build("input", {
    type: "text", class: "fill", autocomplete: "off", spellcheck: "false", maxlength: "200",
  });
  const sought = build("div", { class: "values sought", role: "group", "aria-label": WORDS.sought, hidden: true });
  value.addEventListener("input", () => {
    clearTimeout(value.later);
    if (wanting?.needs === WORDS.studentNo) value.later = setTimeout(() => acts.seek(value.value), 150);
  });
  const pick = (one) => {
    value.value = one.student_no;
    value.focus();
    acts.consider(one.student_no);
  };
  const note = build("input", {
    type: "text", class: "note", placeholder: WORDS.note, "aria-label": WORDS.note, maxlength: "1000",
    autocomplete: "off", oninput: () => drafts.keepNote(finding, note.value),
  });
  const hint = build("p", { class: "hint", role: "status" });
  const mine = build("ol", { class: "past mine" });
  let finding = "";
  let choices = [];
  let wanting = null;

  const want = (choice) => {
    wanting = choice;
    value.value = choice?.needs ? choice.value : "";
    value.disabled = !choice?.needs;
    sought.hidden = true;
    value.placeholder = choice?.needs ? WORDS.fill(choice.needs) : "";
    for (const one of buttons.children) one.classList.toggle("wanting", one.dataset.verdict === choice?.verdict);
    if (choice?.needs) value.select();
  };

  const say = (choice) => {
    if (!choice.possible) hint.textContent = choice.why_not;
    else if (choice.needs && wanting?.verdict !== choice.verdict) want(choice);
    else if (choice.note && !note.value.trim()) {
      if (wanting?.verdict !== choice.verdict) want(choice);
      hint.textContent = WORDS.noteWanted(choice.note);
      note.focus();
    } else acts.decide(choice.verdict, choice.needs ? value.value : "", note.value);
  };

  const shownAs = (choice) => button([
    build("kbd", {}, choice.key),
    build("span", { class: "label" }, choice.verdict, choice.needs || choice.note ? " …" : "",
      choice.risky ? build("small", { class: "risky" }, WORDS.risky) : ""),
    build("span", { class: "about" }, choice.about),
  ], () => say(choice), { class: "choice", "data-verdict": choice.verdict, title: choice.about });

  const show = (shown) => {
    finding = shown?.finding ?? "";
    note.value = drafts.note(finding);
    choices = shown?.choices ?? [];
    buttons.replaceChildren(...choices.filter((one) => one.possible).map(shownAs));
    want(null);
    hint.textContent = "";
  };

  const recent = (work) => mine.replaceChildren(...(work.mine.length ? work.mine.map((one) => build("li",
    { class: one.standing ? "standing" : "undone" },
    build("button", { type: "button", class: "plain again", onclick: () => acts.go(one.finding) },
      one.verdict, one.value ? text(` ${one.value}`) : ""),
    text(one.name, "quiet"), build("span", { class: "quiet" }, clock(one.time).split(" ").at(-1)),
    one.undoable ? button(WORDS.undo, () => acts.undo(one.entry), { class: "plain" })
      : build("span", { class: "quiet" }, WORDS.undone))) : [build("li", { class: "quiet" }, WORDS.noneYet)]));

  const node = build("section", { class: "verdicts", "aria-label": WORDS.verdict },
    buttons, build("div", { class: "asked" }, value, hint), sought, note,
    build("div", { class: "acts" },
      button([WORDS.undoLast, build("kbd", {}, "U")], acts.undoLast, { class: "act" }),
      button([WORDS.bulk, build("kbd", {}, "B")], acts.bulk, { class: "act" }),
      button([WORDS.progress, build("kbd", {}, "G")], acts.progress, { class: "act" })),
    build("h3", {}, WORDS.mine), mine);

  return {
    node, show, recent, note, value,
    press: (key) => {
      const choice = choices.find((one) => one.key === key);
      if (choice) say(choice);
      return Boolean(choice);
    },
    // Whom what was typed may mean: picking one shows that student's rows beside this row.
    sought: (found) => {
      sought.hidden = !wanting || found.length === 0;
      sought.replaceChildren(...found.map((one) => button(
        [text(one.student_no), " ", text(one.name), " ", text(one.pinyin, "quiet"), " ", text(one.college, "quiet")],
        () => pick(one), { class: "plain" })));
    },
    wanting: () => Boolean(wanting),
    confirm: () => wanting && say(wanting),
    giveUp: () => want(null),
    busy: (verdict) => {
      hint.textContent = verdict ? WORDS.saving : "";
      for (const one of buttons.children) one.classList.toggle("saving", one.dataset.verdict === verdict);
    },
    say: (sentence, wantsNote = false) => {
      hint.textContent = sentence;
      if (wantsNote) note.focus();
    },
    choices: () => choices,
  };
};
