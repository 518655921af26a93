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
    if (!waiting.has(question.id)) waiting.set(question.id, { question, since: Date.now() });
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

  // After a break the connection may be back, with what was sent meanwhile lost: so it is sent
  // again. The kernel acts on each question once, however often it comes.
  const look = () => {
    for (const one of waiting.values()) if (Date.now() - one.since > PATIENCE) pass(one.question);
    if (!document.hidden && waiting.size === 0) hears.idle();
  };

  model.on("msg:custom", answered);
  const timer = setInterval(look, RHYTHM);
  const watch = setInterval(silence, 1000);
  return {
    ask,
    again: pass,
    close: () => {
      clearInterval(timer);
      clearInterval(watch);
      model.off("msg:custom", answered);
    },
  };
};
