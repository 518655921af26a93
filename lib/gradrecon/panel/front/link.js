// Questions to the kernel and its answers. What is not answered in time is said, and kept.

const PATIENCE = 4000; // milliseconds until silence is said
const RHYTHM = 4000; // milliseconds between looks at what others did

const linkTo = (model, hears) => {
  const own = crypto.getRandomValues(new Uint32Array(2)).join("-");
  const waiting = new Map();
  let count = 0;

  const silence = () => {
    const late = [...waiting.values()].filter((one) => Date.now() - one.since > PATIENCE);
    hears.silence(late.length ? late.map((one) => one.question) : null);
  };

  const pass = (question) => {
    waiting.set(question.id, { question, since: Date.now() });
    try {
      model.send(question);
    } catch {
      hears.silence([question]);
    }
  };

  const ask = (word, given = {}) => {
    count += 1;
    const question = { id: `${own}-${count}`, do: word, ...given };
    pass(question);
    return question;
  };

  const answered = (answer) => {
    if (!waiting.has(answer.id)) return;
    const { question } = waiting.get(answer.id);
    waiting.delete(answer.id);
    hears.answer(answer, question);
    silence();
  };

  const gone = () => {
    if (model.get("comm_live") === false || model.comm_live === false) hears.dead();
  };

  const look = () => {
    silence();
    if (!document.hidden && waiting.size === 0) hears.idle();
  };

  model.on("msg:custom", answered);
  model.on("comm_live_update", gone);
  const timer = setInterval(look, RHYTHM);
  const watch = setInterval(silence, 1000);
  return {
    ask,
    // The same question once more: the kernel acts on each only once.
    again: (question) => pass(question),
    forget: (question) => waiting.delete(question.id),
    waitsFor: (word) => [...waiting.values()].some((one) => one.question.do === word),
    close: () => {
      clearInterval(timer);
      clearInterval(watch);
      model.off("msg:custom", answered);
      model.off("comm_live_update", gone);
    },
  };
};
