// The case: what was found and why, and what every source says of it.

const caseOf = (reveal, undo) => {
  const node = build("section", { class: "case", "aria-label": "问题", tabindex: "-1" });
  let hidden = [];
  let unfolded = ""; // the finding of which the columns that agree are shown as well

  const fact = (title, ...content) => build("div", {}, build("dt", {}, title), build("dd", {}, ...content));

  const cellOf = (shown, kind = "") => {
    if (!shown) return build("td", { class: `nothing ${kind}` }, WORDS.none);
    const pieces = shown.pieces.map((piece) => (piece.differs ? build("mark", {}, text(piece.text)) : text(piece.text)));
    return build("td", { class: kind, title: shown.cell || null },
      build("div", { class: "value" }, ...(pieces.length ? pieces : [WORDS.none])),
      build("small", { class: "from" }, shown.cell.split("!").at(-1)));
  };

  const addressOf = (one) => [one.file, one.sheet, WORDS.row(one.row)].filter(Boolean).join(" ! ");

  const witnessHead = (one) => build("th", {
    scope: "col", class: one.concerned ? "concerned" : null,
    title: addressOf(one),
  },
  build("div", {}, one.title, one.proposed ? badge(WORDS.proposed, "second") : ""),
  one.other ? build("div", { class: "other" }, text(one.other)) : "",
  build("small", { class: "from" }, text(one.file), one.sheet ? text(`！${one.sheet}`) : "",
    ` ${WORDS.row(one.row)}`));

  const lineHead = (line) => {
    const more = [line.reference, ...line.values].some((shown) => shown?.hidden);
    const can = more && ["id_no", "birth_date"].includes(line.field);
    if (can) hidden.push(line.field);
    return build("th", { scope: "row" }, line.title,
      can ? button([WORDS.reveal, build("kbd", {}, "V")], () => reveal(line.field), { class: "plain reveal" }) : "");
  };

  // A row that says nothing else than what holds need not take a column: it is named below.
  const agrees = (shown, place) => {
    const one = shown.witnesses[place];
    return !one.concerned && !one.proposed && !one.other && shown.lines.every((line) => {
      const said = line.values[place];
      return !said || (line.reference && !said.pieces.some((piece) => piece.differs));
    });
  };

  const agreeing = (shown, places) => {
    const named = places.map((place) => shown.witnesses[place])
      .map((one) => build("span", { title: addressOf(one) }, one.title, ` ${WORDS.row(one.row)}`));
    const unfold = () => {
      unfolded = shown.finding;
      show(shown);
    };
    return build("p", { class: "agreeing quiet" }, WORDS.agreeing(places.length), ...named,
      button(WORDS.unfold, unfold, { class: "plain" }));
  };

  const compared = (shown) => {
    const places = shown.witnesses.map((_, place) => place);
    const alike = unfolded === shown.finding ? [] : places.filter((place) => agrees(shown, place));
    const kept = places.filter((place) => !alike.includes(place));
    const within = {
      ...shown,
      witnesses: kept.map((place) => shown.witnesses[place]),
      lines: shown.lines.map((line) => ({ ...line, values: kept.map((place) => line.values[place]) })),
    };
    return [comparison(within), alike.length ? agreeing(shown, alike) : ""];
  };

  const comparison = (shown) => {
    const speaking = shown.lines.filter((line) => line.reference || line.values.some(Boolean));
    const lines = [...speaking.filter((line) => line.concerned), ...speaking.filter((line) => !line.concerned)];
    const titles = [...new Set(lines.map((line) => line.reference && line.reference_title).filter(Boolean))];
    const referring = titles.length > 0;
    const first = shown.witnesses[0]?.concerned ? 1 : 0; // it stands first and stays in sight
    return build("div", { class: "compare scroll" }, build("table", {},
      build("thead", {}, build("tr", {}, build("th", { scope: "col" }, WORDS.field),
        shown.witnesses.slice(0, first).map(witnessHead),
        referring ? build("th", { scope: "col", class: "reference" }, titles.join(" / ")) : "",
        shown.witnesses.slice(first).map(witnessHead))),
      build("tbody", {}, lines.map((line) => build("tr", { class: line.concerned ? "concerned" : null },
        lineHead(line),
        line.values.slice(0, first).map((value) => cellOf(value, "concerned")),
        referring ? cellOf(line.reference, "reference") : "",
        line.values.slice(first).map((value) => cellOf(value)))))));
  };

  const before = (was) => was && build("div", { class: "before" },
    build("strong", {}, WORDS.before),
    build("p", {}, text(WORDS.beforeWas(was.reviewer, clock(was.time), was.verdict + (was.value && ` ${was.value}`)))),
    build("p", {}, `${WORDS.then}${WORDS.observed} `, text(was.observed || WORDS.none), " · ",
      `${WORDS.then}${WORDS.expected} `, text(was.expected || WORDS.none)));

  const past = (one) => build("li", { class: one.standing ? "standing" : "undone" },
    build("strong", {}, one.verdict), one.value ? text(one.value, "given") : "",
    build("span", { class: "quiet" }, text(one.reviewer), ` ${clock(one.time)}`, one.standing ? "" : ` · ${WORDS.undone}`),
    one.note ? build("p", { class: "note" }, text(one.note)) : "",
    one.undoable ? button(WORDS.undo, () => undo(one.entry), { class: "plain" }) : "");

  const earlier = (shown) => {
    if (shown.past.length) return build("ol", { class: "past" }, shown.past.map(past));
    return build("p", { class: "quiet" }, shown.awaits === "second" ? WORDS.blind : WORDS.noPast);
  };

  const content = (shown) => [
    build("header", {},
      build("h2", {}, build("i", { class: `dot ${shown.severity}` }), shown.title,
        badge(shown.severity_label, shown.severity),
        badge(shown.state === "stale" ? shown.state_label : shown.turn_label, shown.state === "stale" ? "stale" : shown.turn),
        badge(shown.awaits_label, shown.awaits),
        shown.holder ? badge(WORDS.holder(shown.holder), "holder") : ""),
      build("p", { class: "message" }, text(shown.message))),
    before(shown.before),
    build("dl", { class: "facts" },
      fact(WORDS.student, text(shown.name || WORDS.none), text(shown.student_no), shown.college_name),
      fact(WORDS.turn, shown.move || WORDS.none),
      fact(WORDS.observed, text(shown.observed || WORDS.none)),
      fact(WORDS.expected, text(shown.expected || WORDS.none)),
      fact(WORDS.cell, text(shown.cell || WORDS.none)),
      fact(WORDS.clause, `${shown.clause} ${shown.clause_text}`)),
    shown.lines.length ? build("h3", {}, WORDS.compare) : "",
    ...(shown.lines.length ? compared(shown) : []),
    build("h3", {}, WORDS.past),
    earlier(shown),
  ];

  const show = (shown) => {
    const same = shown && node.dataset.finding === shown.finding;
    hidden = [];
    node.dataset.finding = shown?.finding ?? "";
    node.replaceChildren(...(shown ? content(shown).filter(Boolean) : [build("p", { class: "none" }, WORDS.nothing)]));
    if (!same) node.scrollTop = 0;
  };

  const slide = (by) => node.querySelector(".compare")?.scrollBy({ left: by * 160 });

  return { node, show, slide, hidden: () => hidden[0] };
};
