// How far everybody is, and what is other than in the last published run.

const progressOf = (root, go) => {
  const dialog = dialogOf(root, WORDS.progress);

  const college = (one) => [one.name, one.total, one.todo, one.others, one.moved, one.aside,
    one.done, one.stale, one.conflict, one.second];
  const reviewer = (one) => [one.reviewer, one.decisions, one.findings, one.undone, one.today];

  const listed = (kind, lines, count) => build("details", {},
    build("summary", {}, `${WORDS.changed[kind]} ${count}`),
    build("ul", {}, lines.map((one) => build("li", {}, one.finding
      ? button([one.title, " ", text(one.name), " ", text(one.student_no)], () => {
        dialog.close();
        go(one.finding);
      }, { class: "plain" })
      : [one.title, " ", text(one.student_no)]))),
    count > lines.length ? build("p", { class: "quiet" }, WORDS.more(count - lines.length)) : "");

  const show = ({ progress, changes, ...lines }) => {
    dialog.body.replaceChildren(
      build("h3", {}, WORDS.colleges),
      table(WORDS.collegeColumns, [progress.total, ...progress.colleges].map(college), "wide"),
      build("h3", {}, WORDS.reviewers),
      table(WORDS.reviewerColumns, progress.reviewers.map(reviewer), "wide"),
      build("h3", {}, WORDS.changes),
      ...(changes.known ? Object.keys(WORDS.changed).map((kind) => listed(kind, lines[kind], changes[kind]))
        : [build("p", { class: "quiet" }, WORDS.noRun)]));
    dialog.open();
    dialog.node.querySelector("button").focus();
  };

  return { ...dialog, show };
};
