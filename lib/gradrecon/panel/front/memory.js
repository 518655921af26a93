// Where the reviewer is, and a decision on its way, for when the page is loaded again. It stays in
// this tab of the browser and goes with it.

const memoryOf = (place) => {
  const name = `gradrecon|${place}`;
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  };
  return {
    read,
    keep: (given) => {
      try {
        sessionStorage.setItem(name, JSON.stringify({ ...read(), ...given }));
      } catch {
        // A browser that keeps nothing: the panel works, it only opens at the beginning.
      }
    },
  };
};
