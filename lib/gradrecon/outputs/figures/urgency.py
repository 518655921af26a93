"""What must happen next, until when, and which colleges must hear of it today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import (
    CapturePhase,
    capture_phase,
    name_of_end,
    next_studio_day,
    said,
    span_said,
    studio_days,
    until,
)
from gradrecon.columns.distinct import by_distinct
from gradrecon.outputs.asks import college_dues, finding_days, kinds
from gradrecon.outputs.figures.counts import LATE, UNDONE, by_college
from gradrecon.outputs.figures.delay import unregistered
from gradrecon.outputs.sentences import Sentences
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Move, Settlement, Severity, State, Step

CALLS = 3
# Whom a call to a college gets moving.
CALLED = (Move.STUDENT, Move.COLLEGE)
# A call also covers what is due within this many days.
NEAR = 10


@dataclass(frozen=True)
class Due:
    """Until when: the last day, the days left, and what a reader must know about it.

    `act_by` is the day to act by: before a closure of the studio that comes between.
    """

    day: date
    left: int
    said: str
    act_by: date
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


def due(cohort: Cohort, as_of: date, step: Step, last: str) -> Due:
    """Return until when a step's last day leaves one to act; without any it is for now.

    A note says what stands in the way until then: the studio's closures (1.5).
    """
    if not last:
        return Due(as_of, 0, "立即", as_of, "期限已过")
    day = date.fromisoformat(last)
    act_by, note = _around_closures(cohort, as_of, day) if step is Step.CAPTURE else (day, "")
    return Due(day, (day - as_of).days, said(day), act_by, note)


def _around_closures(cohort: Cohort, as_of: date, last: date) -> tuple[date, str]:
    """The day by which to have the picture taken, and what to know about the days until the last.

    Before a closure one goes by the last open day ahead of it.
    """
    match capture_phase(cohort, as_of, min(last, cohort.calendar.capture_last)):
        case CapturePhase.AHEAD:
            return last, "错过只能补采集"
        case CapturePhase.SHUT:
            return last, f"现在停办，{said(next_studio_day(cohort, as_of) or last)}起可采"
    shut = next((one for one in cohort.studio.closures if as_of < one.first <= last), None)
    before = [day for day in studio_days(cohort, as_of) if shut and day < shut.first]
    if shut is None or not before:
        return last, ""
    return before[-1], f"{span_said(shut.first, shut.last)}停办，宜{until(before[-1], as_of)}采"


def next_deadline(run: Run) -> tuple[date, str] | None:
    """Return the nearest last day of all that is not done, and what ends on it; None without any.

    Colleges that have not handed in their table are among what is not done.
    """
    steps = run.progress
    steps = steps[steps["state"].isin(UNDONE) & (steps["last_day"] != "")]
    pairs = steps[["step", "last_day"]].drop_duplicates().itertuples(index=False)
    ends = [(date.fromisoformat(last), Step(step)) for step, last in pairs]
    dues = college_dues(run)
    tables = [dues[code] for code in _whole_colleges(run)["college"].unique() if code in dues]
    ends += [(day, Step.INFO) for day in tables if day >= run.as_of]
    if not ends:
        return None
    day = min(ends)[0]
    names = [name_of_end(run.cohort, step, day) for step in Step if (day, step) in ends]
    return day, "、".join(dict.fromkeys(names))


def next_moves(run: Run) -> list[Next]:
    """Everything left to do, the most urgent first: by day, then late before to-do."""
    undone = run.progress[run.progress["state"].isin(UNDONE)]
    count = undone.assign(what=_in_short(run, undone)).groupby(
        ["step", "state", "move", "last_day", "what"]
    )
    own = [
        Next(
            Step(step), State(state), what, int(students), Move(move),
            due(run.cohort, run.as_of, Step(step), last_day),
        )
        for (step, state, move, last_day, what), students in count.size().items()
    ]  # fmt: skip
    return sorted([*own, *_of_colleges(run)], key=_urgency)


def _in_short(run: Run, undone: pd.DataFrame) -> pd.Series:
    """Return what is to be done about each step, in a few words."""
    told = Sentences(run.cohort, run.as_of, {})
    names = [undone[name] for name in ("state", "move")]
    key = undone["step"].str.cat([*names, kinds(run, undone)], sep="|")
    return by_distinct(key, lambda one: told.in_short(*one.split("|")))


def _of_colleges(run: Run) -> list[Next]:
    """What colleges as a whole have to mend: their open findings, one item a kind."""
    whole = _whole_colleges(run)
    titles = [
        BY_CODE[rule].title + unregistered(run, rule, code)
        for rule, code in zip(whole["rule"], whole["college"], strict=True)
    ]
    whole = whole.assign(
        title=pd.Series(titles, whole.index, dtype="str"), last=finding_days(run)[whole.index]
    )
    names = ["rule", "title", "severity", "move", "last"]
    count = whole.groupby(names, sort=False)["college"].nunique()
    return [
        Next(
            BY_CODE[rule].step,
            State.DISPUTED if severity == Severity.ERROR else State.DUE,
            title,
            0,
            Move(move),
            due(run.cohort, run.as_of, Step.INFO, last),
            int(colleges),
        )
        for (rule, title, severity, move, last), colleges in count.items()
    ]


def _whole_colleges(run: Run) -> pd.DataFrame:
    """The open findings on colleges as a whole."""
    found = run.findings
    whole = (found["student_no"] == "") & (found["college"] != "")
    return found[whole & (found["state"] != Settlement.SETTLED)]


def _urgency(one: Next) -> tuple[date, int, int, int, str]:
    states = (State.OVERDUE, State.DISPUTED, State.DUE)
    return (one.due.act_by, states.index(one.state), list(Step).index(one.step), -one.students,
            one.what + one.move)  # fmt: skip


def calls(run: Run, count: int = CALLS) -> list[Call]:
    """The colleges to call today: those of which most waits for the college or its students.

    First every college whose table is not in order on the day it is due or after, the one with
    most at stake first, of equal ones those without any table. Then others, to make at least
    `count`. Each with all that is late or due within `NEAR` days. What only the graduate school
    or the studio can do is no reason to call a college: see `others`.
    """
    every = _callable(run)
    tables = sum(call.table for call in every)
    return every[: max(count, tables)]


def not_called(run: Run, count: int = CALLS) -> int:
    """How many further colleges have something late that waits for them or their students."""
    return len(_callable(run)) - len(calls(run, count))


@kept
def _callable(run: Run) -> list[Call]:
    every = (_call(run, code, row) for code, row in by_college(run).iterrows() if code)
    return sorted(
        (call for call in every if call.topics),
        key=lambda call: (
            not call.table,
            -call.waiting if call.table else -call.share,
            not _nothing_returned(call),
        ),
    )


def _nothing_returned(call: Call) -> bool:
    missing = BY_CODE["return.missing"].title
    return call.table and any(one.what.startswith(missing) for one in call.topics[0].moves)


def others(run: Run) -> list[Next]:
    """What is late, or due within `NEAR` days, and not for a college or a student to do."""
    return [one for one in _pressing(run) if one.move not in CALLED]


def _call(run: Run, code: str, row: pd.Series) -> Call:
    """The call to one college; without topics where nothing is late."""
    own = run.only(code)
    moves = [one for one in _pressing(own) if one.move in CALLED]
    table = [one for one in moves if one.colleges and (one.state in LATE or not one.due.left)]
    late = table or [one for one in moves if one.state in LATE]
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
    soon = run.as_of + timedelta(days=NEAR)
    return [one for one in next_moves(run) if one.state in LATE or one.due.act_by <= soon]


def _waiting(run: Run) -> int:
    steps = run.progress
    late = steps["state"].isin(LATE) & steps["move"].isin(CALLED)
    return int(steps.loc[late, "student_no"].nunique())
