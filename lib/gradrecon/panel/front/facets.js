// What the list is filtered by: search, two rows of words with their counts, the rest as menus.

const OPENLY = ["state", "severity"];
const MENUS = ["college", "step", "rule", "move", "awaits", "chapter"];

const facetsOf = (narrow, sort) => {
  const search = build("input", {
    type: "search", class: "search", placeholder: WORDS.search, "aria-label": WORDS.search,
    autocomplete: "off", spellcheck: "false",
    oninput: () => {
      clearTimeout(search.later);
      search.later = setTimeout(send, 200);
    },
  });
  const rows = Object.fromEntries(OPENLY.map((facet) =>
    [facet, build("div", { class: "words", role: "group", "aria-label": WORDS.facets[facet] })]));
  const menus = Object.fromEntries(MENUS.map((facet) => [facet, menuOf(facet)]));
  const order = build("select", { "aria-label": WORDS.sort, onchange: () => sort(order.value) });
  const clear = button(WORDS.clear, () => choose({}, ""), { class: "plain clear" });
  let chosen = {};

  const send = () => narrow({ ...chosen, text: search.value });
  const choose = (values, sought = search.value) => {
    chosen = values;
    search.value = sought;
    send();
  };
  const toggle = (facet, value) => {
    const values = new Set(chosen[facet] ?? []);
    if (!values.delete(value)) values.add(value);
    choose({ ...chosen, [facet]: [...values] });
  };

  function menuOf(facet) {
    const label = build("span", { class: "chosen" });
    const list = build("div", { class: "values", role: "group", "aria-label": WORDS.facets[facet] });
    const summary = build("summary", {}, build("span", { class: "what" }, WORDS.facets[facet]), label);
    const node = build("details", {
      class: "menu", ontoggle: () => node.open && list.querySelector("button")?.focus(),
    }, summary, list);
    return { node, label, list };
  }

  const word = (facet, one) => button(
    [build("span", {}, one.label), build("span", { class: "count" }, String(one.count))],
    () => toggle(facet, one.value),
    { class: `word ${facet} ${one.value}`, "aria-pressed": String(one.chosen), "data-value": one.value },
  );

  const rewrite = (place, nodes) => {
    const held = place.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    place.replaceChildren(...nodes);
    if (held !== null) place.querySelector(`[data-value="${CSS.escape(held)}"]`)?.focus();
  };

  const said = (values) => {
    const picked = values.filter((one) => one.chosen);
    if (picked.length > 1) return WORDS.several(picked.length);
    return picked.length ? picked[0].label : WORDS.all;
  };

  const show = (facets) => {
    chosen = Object.fromEntries(Object.entries(facets.values).map(([facet, values]) =>
      [facet, values.filter((one) => one.chosen).map((one) => one.value)]));
    if (document.activeElement !== search) search.value = facets.text;
    order.value = facets.order;
    for (const facet of OPENLY) rewrite(rows[facet], facets.values[facet].map((one) => word(facet, one)));
    for (const facet of MENUS) {
      const { node, label, list } = menus[facet];
      label.textContent = said(facets.values[facet]);
      node.classList.toggle("on", chosen[facet].length > 0);
      rewrite(list, facets.values[facet].map((one) => word(facet, one)));
    }
    const any = facets.text || Object.values(chosen).some((values) => values.length);
    clear.disabled = !any;
  };

  const close = (except) => {
    for (const { node } of Object.values(menus)) if (!node.contains(except)) node.open = false;
  };

  const node = build("div", { class: "facets" }, search, rows.state, rows.severity,
    build("div", { class: "menus" }, MENUS.map((facet) => menus[facet].node)));

  return {
    node, show, close, search, sorting: [order, clear],
    orders: (names) => order.replaceChildren(...names.map((name) => build("option", { value: name }, name))),
    first: () => rows.state.querySelector("button") ?? search,
    // Up and down between the words of an open menu.
    walk: (by) => {
      const words = [...(document.activeElement.closest(".values, .words")?.querySelectorAll("button") ?? [])];
      words.at((words.indexOf(document.activeElement) + by) % words.length)?.focus();
    },
  };
};
