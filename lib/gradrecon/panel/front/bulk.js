// One verdict for all that is listed and waits: first what exactly would change, then the deed.

const dialogOf = (root, title) => {
  const body = build("div", { class: "body" });
  const feet = build("div", { class: "feet" });
  const node = build("dialog", { "aria-label": title, onclose: () => root.focus({ preventScroll: true }) },
    build("header", {}, build("h2", {}, title), button(WORDS.close, () => node.close(), { class: "plain" })),
    body, feet);
  return { node, body, feet, open: () => node.open || node.show(), close: () => node.close() };
};

const bulkOf = (root, acts) => {
  const dialog = dialogOf(root, WORDS.bulkTitle);

  const start = (choices) => {
    const able = choices.filter((one) => one.bulk);
    dialog.body.replaceChildren(build("p", {}, able.length ? WORDS.bulkChoose : WORDS.bulkNone),
      build("div", { class: "able" }, able.map((one) => button(
        [build("kbd", {}, one.key), build("span", { class: "label" }, one.verdict), build("span", { class: "about" }, one.about)],
        () => acts.preview(one.verdict), { class: "choice", "data-key": one.key }))));
    dialog.feet.replaceChildren();
    dialog.open();
    dialog.body.querySelector("button")?.focus();
  };

  const show = (preview) => {
    dialog.body.replaceChildren(
      build("h3", {}, WORDS.bulkOf(preview.title, preview.verdict)),
      build("p", {}, WORDS.bulkChanges(preview.lines.length)),
      table(WORDS.bulkColumns, preview.lines.map((one) => [one.student_no, one.name, one.before, one.after]), "changes"),
      ...(preview.left_out.length ? [build("p", {}, WORDS.bulkLeft(preview.left_out.length)),
        table(WORDS.bulkWhy, preview.left_out.map((one) => [one.student_no, one.name, one.why]))] : []));
    const apply = button(WORDS.bulkApply(preview.lines.length), () => acts.apply(),
      { class: "main", disabled: preview.lines.length === 0 });
    dialog.feet.replaceChildren(apply, button(WORDS.cancel, dialog.close, { class: "act" }));
    apply.focus();
  };

  return {
    ...dialog, start, show,
    press: (key) => {
      const found = dialog.body.querySelector(`[data-key="${CSS.escape(key)}"]`);
      found?.click();
      return Boolean(found);
    },
    say: (sentence) => dialog.body.replaceChildren(build("p", { class: "alarm" }, text(sentence))),
  };
};
