"""What must happen next, until when, and which colleges must hear of it today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import CapturePhase, capture_phase, next_studio_day, said, studio_days
from gradrecon.outputs.figures.counts import LATE, UNDONE, by_college
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run
from gradrecon.vocabulary import Move, Settlement, Severity, State, Step

CALLS = 3
# Whom a call to a college gets moving.
CALLED = (Move.STUDENT, Move.COLLEGE)
# In a call one also speaks of what is due within so many days.
NEAR = 10

# What is to be done about a step not yet done, by whose move it is.
_TO_DO = {
    (Step.CAPTURE, Move.STUDENT): "到采集单位补采集，向学院交纸质照片",
    (Step.CAPTURE, Move.STUDIO): "核实采集名单是否漏列",
    (Step.CHSI, Move.STUDENT): "登录学信网校对图像",
    (Step.CHSI, Move.STUDIO): "查明图像是否已上传",
    (Step.CHSI, Move.SCHOOL): "查明学信网状态的含义",
    (Step.PINYIN, Move.STUDENT): "填报或确认姓名拼音",
    (Step.PINYIN, Move.COLLEGE): "补全姓名拼音，请学生确认",
    (Step.MAJOR, Move.COLLEGE): "核实专业代码",
    (Step.MAJOR, Move.SCHOOL): "补齐英文专业对照表",
    (Step.INFO, Move.STUDENT): "复核信息核对表",
    (Step.INFO, Move.COLLEGE): "补全姓名拼音，再请学生复核",
}
# What is to be settled where a step is disputed, whoever's move it is.
_TO_SETTLE = {
    Step.CAPTURE: "核实采集情况",
    Step.CHSI: "核实学信网图像和信息",
    Step.PINYIN: "核对姓名拼音",
    Step.MAJOR: "核实专业英文名称",
    Step.INFO: "核实学籍信息",
}


@dataclass(frozen=True)
class Due:
    """Until when: the day to act by, the days left, and what a reader must know about it."""

    day: date
    left: int
    said: str
    note: str = ""


@dataclass(frozen=True)
class Next:
    """One thing to do: for which step, what is wrong, for how many, whose move, until when.

    Where colleges themselves have to act `students` is 0 and `colleges` says how many.
    """

    step: Step
    state: State
    what: str
    students: int
    move: Move
    due: Due
    colleges: int = 0


@dataclass(frozen=True)
class Topic:
    """One step to speak about in a call: what to do there, and the first day of all that."""

    step: Step
    moves: tuple[Next, ...]
    due: Due


@dataclass(frozen=True)
class Call:
    """A college to be called today, and about what; the most urgent topic first.

    `waiting` are its students who are late with the college or the students themselves to move:
    all of them where `table`, the college's table, is late or out of order.
    """

    code: str
    name: str
    students: int
    waiting: int
    table: bool
    topics: tuple[Topic, ...]

    @property
    def share(self) -> float:
        """How much of the college waits."""
        return self.waiting / self.students


def due(cohort: Cohort, as_of: date, step: Step, last_day: str) -> Due:
    """Until when a step's last day leaves one to act.

    Capture knows the studio's closures (1.5): before a closure one acts by the last open day
    ahead of it; the last day of all stands in the note.
    """
    last = date.fromisoformat(last_day) if last_day else None
    if last is None or last < as_of:
        return Due(as_of, 0, "立即", f"{said(last)}已过" if last else "期限已过")
    day, note = _capture_day(cohort, as_of, last) if step is Step.CAPTURE else (last, "")
    return Due(day, (day - as_of).days, said(day), note)


def _capture_day(cohort: Cohort, as_of: date, last: date) -> tuple[date, str]:
    """The day to have the picture taken by, and what to know about the days after or before it."""
    match capture_phase(cohort, as_of):
        case CapturePhase.AHEAD:
            return cohort.calendar.capture_last, f"错过可补采集，最晚{said(last)}"
        case CapturePhase.SHUT:
            return last, f"现在停办，{said(next_studio_day(cohort, as_of) or last)}起可采"
    shut = min((one for one in cohort.studio.closures if as_of < one.first <= last),
               key=lambda one: one.first, default=None)  # fmt: skip
    before = [day for day in studio_days(cohort, as_of) if shut and day < shut.first]
    if shut is None or not before:
        return last, ""
    return before[-1], f"{said(shut.first)}至{said(shut.last)}停办，此后最晚{said(last)}"


def next_moves(run: Run) -> list[Next]:
    """Everything left to do, the most urgent first: by day, then late before to-do."""
    undone = run.progress[run.progress["state"].isin(UNDONE)]
    count = undone.groupby(["step", "state", "move", "last_day"]).size()
    own = [
        Next(
            Step(step), State(state), _what(run, Step(step), State(state), Move(move)),
            int(students),
            Move(move),
            due(run.cohort, run.as_of, Step(step), last_day),
        )
        for (step, state, move, last_day), students in count.items()
    ]  # fmt: skip
    return sorted([*own, *_of_colleges(run)], key=_urgency)


def _what(run: Run, step: Step, state: State, move: Move) -> str:
    if step is Step.CAPTURE and move is Move.STUDIO and state is not State.DISPUTED:
        return _TO_DO[step, move]
    if (step, state) == (Step.CAPTURE, State.DUE):
        return "参加集中采集"
    over = capture_phase(run.cohort, run.as_of) is CapturePhase.OVER
    if (step, state) == (Step.CAPTURE, State.OVERDUE) and over:
        return "补采集已截止，报研究生院研究"
    return _TO_SETTLE[step] if state is State.DISPUTED else _TO_DO.get((step, move), f"办理{step}")


def _of_colleges(run: Run) -> list[Next]:
    """What colleges as a whole have to mend: their open findings, one item a kind."""
    whole = run.findings[
        (run.findings["student_no"] == "")
        & (run.findings["college"] != "")
        & (run.findings["state"] != Settlement.SETTLED)
    ]
    last = run.cohort.calendar.return_due.isoformat()
    kinds = whole.groupby(["rule", "severity", "move"], sort=False)["college"].nunique()
    return [
        Next(
            BY_CODE[rule].step,
            State.DISPUTED if severity == Severity.ERROR else State.DUE,
            BY_CODE[rule].title,
            0,
            Move(move),
            due(run.cohort, run.as_of, BY_CODE[rule].step, last),
            int(count),
        )
        for (rule, severity, move), count in kinds.items()
    ]


def _urgency(one: Next) -> tuple[date, int, int, int, str]:
    states = (State.OVERDUE, State.DISPUTED, State.DUE)
    return (one.due.day, states.index(one.state), list(Step).index(one.step), -one.students,
            one.what + one.move)  # fmt: skip


def calls(run: Run, count: int = CALLS) -> list[Call]:
    """The colleges to call today: those of which most waits for the college or its students.

    Of equal ones those whose table is not there at all come first. At most `count`, each with
    all of that which is late or due within `NEAR` days. What only the graduate school or the
    studio can do is no reason to call a college: see `others`.
    """
    every = (_call(run, code, row) for code, row in by_college(run).iterrows() if code)
    called = sorted(
        (call for call in every if call.topics),
        key=lambda call: (-call.share, not _nothing_returned(call)),
    )
    return called[:count]


def _nothing_returned(call: Call) -> bool:
    missing = BY_CODE["return.missing"].title
    return call.table and any(one.what == missing for one in call.topics[0].moves)


def others(run: Run) -> list[Next]:
    """What is late, or due within `NEAR` days, and not for a college or a student to do."""
    return [one for one in _pressing(run) if one.move not in CALLED]


def _call(run: Run, code: str, row: pd.Series) -> Call:
    """The call to one college; without topics where nothing is late."""
    own = run.only(code)
    moves = [one for one in _pressing(own) if one.move in CALLED]
    late = [one for one in moves if one.state in LATE]
    table = [one for one in late if one.colleges]
    steps = dict.fromkeys(one.step for one in (*table, *moves)) if late else {}
    topics = (_together(one for one in moves if one.step is step) for step in steps)
    return Call(
        code,
        row["name"],
        int(row["students"]),
        int(row["students"]) if table else _waiting(own),
        bool(table),
        tuple(Topic(topic[0].step, topic, topic[0].due) for topic in topics),
    )


def _together(moves: Iterable[Next]) -> tuple[Next, ...]:
    """The moves of a step, each named once with the first of its days."""
    found: dict[tuple[State, str, Move], Next] = {}
    for one in moves:
        key = (one.state, one.what, one.move)
        first = found.get(key)
        found[key] = replace(first, students=first.students + one.students) if first else one
    return tuple(found.values())


def _pressing(run: Run) -> list[Next]:
    return [one for one in next_moves(run) if one.state in LATE or one.due.left <= NEAR]


def _waiting(run: Run) -> int:
    steps = run.progress
    late = steps["state"].isin(LATE) & steps["move"].isin(CALLED)
    return int(steps.loc[late, "student_no"].nunique())
