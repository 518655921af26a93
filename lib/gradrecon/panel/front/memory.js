// Where the reviewer is, a decision on its way, and notes that were begun, for when the page is
// loaded again. It stays in this tab of the browser and goes with it.

const memoryOf = (place) => {
  const name = `gradrecon|${place}`;
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  };
  let kept = read(); // works without storage as well, only not beyond this page
  const keep = (given) => {
    kept = { ...kept, ...given };
    try {
      sessionStorage.setItem(name, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: the panel works, it only opens at the beginning.
    }
  };
  return {
    read: () => kept,
    keep,
    // The note that was begun on a finding: it belongs to that finding and to no other.
    note: (finding) => kept.notes?.[finding] ?? "",
    keepNote: (finding, note) => {
      const { [finding]: _, ...others } = kept.notes ?? {};
      keep({ notes: note ? { ...others, [finding]: note } : others });
    },
  };
};
