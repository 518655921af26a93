"""How far each student's steps are: state, whose move, last feasible day.

A state follows from the facts and the day (notice, "What follows from the dates"). Regular
days past make a step overdue; a finding of severity error that is still open makes it
disputed; `last_day` is the last day on which it can still be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cases.capture import MUST, unlisted
from gradrecon.cases.cases import NO, YES
from gradrecon.cases.confirmation import contradicted, is_students_own
from gradrecon.cases.facts import Facts
from gradrecon.cases.slots import last_days
from gradrecon.cohort.days import last_studio_day, next_studio_day
from gradrecon.columns.arrow import coded, column, cycled
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import positions, take
from gradrecon.run.blocking import blocking
from gradrecon.vocabulary import (
    FINISHED,
    ChsiState,
    Move,
    Obligation,
    State,
    Step,
)

PROGRESS_COLUMNS = ("student_no", "college", "step", "state", "move", "last_day")

# A step on one day: the cases' states, whose move each is (as codes), the last day to do it, and
# another last day for some of the cases.
StepStates = tuple[np.ndarray, np.ndarray, str, tuple[pd.Series, str] | None]


def progress(facts: Facts, findings: pd.DataFrame) -> pd.DataFrame:
    """One row per in-scope student and step: columns `PROGRESS_COLUMNS`, text.

    `findings` are settled ones (with `state`).
    """
    standing = blocking(findings)
    whose = positions(standing["student_no"], facts.cases["student_no"])
    standing = standing.assign(place=whose)[whose >= 0]
    steps = [
        _disputed(states(facts), standing[standing["step"] == step])
        for step, states in _STEPS.items()
    ]
    count = len(facts.cases)
    index = pd.RangeIndex(count * len(steps))
    who = np.repeat(np.arange(count, dtype="int32"), len(steps))
    columns = {
        "student_no": take(facts.cases["student_no"], who, index),
        "college": take(facts.cases["college"], who, index),
        "step": column(cycled(_STEPS, count), index),
        "state": coded(_woven(step[0] for step in steps), State, index),
        "move": coded(_woven(step[1] for step in steps), Move, index),
        "last_day": coded(*_days(steps), index),
    }
    return pd.DataFrame(columns)


def _woven(columns: Iterable[np.ndarray]) -> np.ndarray:
    """The values of all steps, student by student."""
    return np.stack(list(columns), axis=1).ravel()


def _days(steps: Sequence[StepStates]) -> tuple[np.ndarray, list[str]]:
    """The last day of each step that is not over, as the place in a list of days."""
    over = [_CODES[state] for state in (*FINISHED, State.NO_DATA)]
    days, left = [""], []
    for state, _, day, other in steps:
        which = np.full(len(state), len(days), dtype="int8")
        days.append(day)
        if other is not None:
            which[other[0].to_numpy()] = len(days)
            days.append(other[1])
        left.append(~np.isin(state, over) * which)
    return _woven(left), days


def _disputed(states: StepStates, standing: pd.DataFrame) -> StepStates:
    """A step's states, disputed where an open error stands in its way: the first of them."""
    state, move, last_day, other = states
    first = standing.drop_duplicates("place")
    found, moves = first["place"].to_numpy(), first["move"].map(_CODES).to_numpy()
    sure = state[found] != _CODES[State.NO_DATA]
    state[found[sure]], move[found[sure]] = _CODES[State.DISPUTED], moves[sure]
    finished = np.isin(state, [_CODES[one] for one in (*FINISHED, State.NO_DATA)])
    return state, np.where(finished, _CODES[Move.NOBODY], move), last_day, other


def _capture(facts: Facts) -> StepStates:
    cases = facts.cases
    must = cases["obligation"].isin(MUST)
    taken = cases["captures"] > 0
    over = [code for code, day in facts.shared(last_days).items() if facts.past(day)]
    late = cases["college"].isin(over)
    state = _choose(
        cases,
        (taken, State.DONE),
        (cases["obligation"].isin((Obligation.NONE, Obligation.VOLUNTARY)), State.NOT_NEEDED),
        (_absent(facts, "studio"), State.NO_DATA),
        (must & late, State.OVERDUE),
        (must, State.DUE),
        (cases["obligation"] == Obligation.UNKNOWN, State.NO_DATA),
        otherwise=State.DISPUTED,
    )
    review = cases["obligation"] == Obligation.REVIEW
    taken = unlisted(cases, facts.cohort)
    move = _choose(cases, (review, Move.COLLEGE), (taken, Move.STUDIO), otherwise=Move.STUDENT)
    day = last_studio_day(facts.cohort, facts.as_of)
    return state, move, day.isoformat() if day else "", None


def _chsi(facts: Facts) -> StepStates:
    cases = facts.cases
    window = facts.cohort.calendar.chsi_check
    must = cases["obligation"].isin((*MUST, Obligation.REVIEW))
    taken = cases["captures"] > 0
    state = _choose(
        cases,
        (~taken & ~must, State.NOT_NEEDED),
        (_absent(facts, "chsi"), State.NO_DATA),
        (cases["chsi_state"] == ChsiState.RIGHT, State.DONE),
        (cases["chsi_state"] == ChsiState.WRONG, State.DISPUTED),
        otherwise=State.OVERDUE if facts.past(window.last) else State.DUE,
    )
    move = _choose(
        cases,
        (cases["chsi_state"] == ChsiState.WRONG, Move.COLLEGE),
        (taken & (cases["chsi_rows"] == 0), Move.STUDIO),
        (taken & cases["chsi_state"].isin((ChsiState.NO_IMAGE, ChsiState.IN_WORK)), Move.STUDIO),
        ((cases["chsi_rows"] > 0) & (cases["chsi_state"] == ""), Move.SCHOOL),
        otherwise=Move.STUDENT,
    )
    last = _last(facts, window.last)
    waits = ~taken & ~_absent(facts, "studio")
    return state, move, last, (waits, _after_capture(facts, last))


def _after_capture(facts: Facts, last: str) -> str:
    """The last day to check a picture still to be taken: there must be a day to take it before."""
    opens, closes = (find(facts.cohort, facts.as_of) for find in (next_studio_day, last_studio_day))
    if opens is None or closes is None:
        return ""
    return closes.isoformat() if opens.isoformat() > last else last


def _pinyin(facts: Facts) -> StepStates:
    cases = facts.cases
    over = facts.past(facts.cohort.calendar.pinyin_due)
    filled = cases["spelling"] != ""
    waiting = filled & ~is_students_own(cases)
    state = _choose(
        cases,
        (contradicted(cases), State.DISPUTED),
        (_absent(facts, "pinyin") & ~filled, State.NO_DATA),
        (filled & ~waiting, State.DONE),
        otherwise=State.OVERDUE if over else State.DUE,
    )
    to_fill = ~filled & over & (cases["confirmed_pinyin"] == "")
    move = _choose(cases, (to_fill, Move.COLLEGE), otherwise=Move.STUDENT)
    return state, move, _last(facts, facts.cohort.calendar.pinyin_due), None


def _major(facts: Facts) -> StepStates:
    cases = facts.cases
    due = facts.cohort.calendar.return_due
    blank = cases["major_en"] == ""
    state = _choose(
        cases,
        (_absent(facts, "majors"), State.NO_DATA),
        (~blank, State.DONE),
        otherwise=State.OVERDUE if facts.past(due) else State.DUE,
    )
    unknown = cases["major_known"] == NO
    move = _choose(
        cases, (unknown & (cases["major_code"] == ""), Move.COLLEGE), otherwise=Move.SCHOOL
    )
    return state, move, due.isoformat(), None


def _info(facts: Facts) -> StepStates:
    cases = facts.cases
    due = facts.cohort.calendar.return_due
    returned = facts.tables["returned"]
    unrecorded = returned.present and not returned.has("confirmed")
    state = _choose(
        cases,
        (cases["confirmed"] == YES, State.DONE),
        (pd.Series(unrecorded, cases.index), State.NO_DATA),
        otherwise=State.OVERDUE if facts.past(due) else State.DUE,
    )
    move = _choose(cases, (cases["spelling"] == "", Move.COLLEGE), otherwise=Move.STUDENT)
    return state, move, due.isoformat(), None


_STEPS: dict[Step, Callable[[Facts], StepStates]] = {
    Step.CAPTURE: _capture,
    Step.CHSI: _chsi,
    Step.PINYIN: _pinyin,
    Step.MAJOR: _major,
    Step.INFO: _info,
}


def _choose(
    cases: Rows, *choices: tuple[pd.Series, State | Move], otherwise: State | Move
) -> np.ndarray:
    """The code of the first choice whose condition holds, for each case."""
    chosen = np.full(len(cases), _CODES[otherwise], dtype="int8")
    for condition, choice in reversed(choices):
        chosen[condition.to_numpy()] = _CODES[choice]
    return chosen


# The place of each state and of each move among its kind.
_CODES: Mapping[str, int] = {
    word: code for words in (State, Move) for code, word in enumerate(words)
}


def _absent(facts: Facts, source: str) -> pd.Series:
    return pd.Series(not facts.tables[source].present, index=facts.cases.index)


def _last(facts: Facts, due: date) -> str:
    """The regular day while it is ahead, the return of the table after it (2.2.3)."""
    return (facts.cohort.calendar.return_due if facts.past(due) else due).isoformat()
