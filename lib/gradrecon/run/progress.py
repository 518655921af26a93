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
from gradrecon.cases.confirmation import contradicted, is_students_own
from gradrecon.cases.due import due_days, own_batches
from gradrecon.cases.facts import Facts
from gradrecon.cases.objections import mover
from gradrecon.cases.slots import last_days
from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import last_capture_day, last_check_day, last_day
from gradrecon.columns.arrow import blank, coded, column, cycled
from gradrecon.columns.distinct import by_distinct, pairs_by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import positions, take
from gradrecon.run.blocking import blocking
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import (
    FINISHED,
    ChsiState,
    Move,
    Obligation,
    State,
    Step,
)

PROGRESS_COLUMNS = ("student_no", "college", "step", "state", "move", "last_day")

# A step on one day: the cases' states and whose move each is (as codes), and the last day to do it.
StepStates = tuple[np.ndarray, np.ndarray, pd.Series]


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
        "last_day": _last_days(steps, index),
    }
    return pd.DataFrame(columns)


def _woven(columns: Iterable[np.ndarray]) -> np.ndarray:
    """The values of all steps, student by student."""
    return np.stack(list(columns), axis=1).ravel()


def _last_days(steps: Sequence[StepStates], index: pd.Index) -> pd.Series:
    """The last day of each step that is not over, "" if none is left, student by student."""
    over = [_CODES[state] for state in (*FINISHED, State.NO_DATA)]
    own = [days.mask(np.isin(state, over), "") for state, _, days in steps]
    codes, words = pd.factorize(pd.concat(own, ignore_index=True))
    woven = codes.reshape(len(steps), -1).T.ravel()
    return coded(woven, words, index) if len(words) else blank(index)


def _disputed(states: StepStates, standing: pd.DataFrame) -> StepStates:
    """A step's states, disputed where an open error stands in its way: the first of them."""
    state, move, days = states
    first = standing.drop_duplicates("place")
    found, moves = first["place"].to_numpy(), first["move"].map(_CODES).to_numpy()
    sure = state[found] != _CODES[State.NO_DATA]
    state[found[sure]], move[found[sure]] = _CODES[State.DISPUTED], moves[sure]
    finished = np.isin(state, [_CODES[one] for one in (*FINISHED, State.NO_DATA)])
    return state, np.where(finished, _CODES[Move.NOBODY], move), days


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
        (_absent(facts, "studio") & late, State.NO_DATA),
        (must & late, State.OVERDUE),
        (must, State.DUE),
        (cases["obligation"] == Obligation.UNKNOWN, State.NO_DATA),
        otherwise=State.DISPUTED,
    )
    review = cases["obligation"] == Obligation.REVIEW
    taken = unlisted(cases, facts.cohort)
    move = _choose(cases, (review, Move.COLLEGE), (taken, Move.STUDIO), otherwise=Move.STUDENT)
    return state, move, _by_college(facts, last_capture_day)


def _chsi(facts: Facts) -> StepStates:
    cases = facts.cases
    window = facts.cohort.calendar.chsi_check
    must = cases["obligation"].isin((*MUST, Obligation.REVIEW))
    taken = cases["captures"] > 0
    begun = facts.as_of >= window.first
    state = _choose(
        cases,
        (~taken & ~must, State.NOT_NEEDED),
        (_absent(facts, "chsi") & begun, State.NO_DATA),
        (cases["chsi_state"] == ChsiState.RIGHT, State.DONE),
        (cases["chsi_state"] == ChsiState.WRONG, State.DISPUTED),
        otherwise=State.OVERDUE if facts.past(window.last) else State.DUE,
    )
    wrong = cases["chsi_state"] == ChsiState.WRONG
    in_work = cases["chsi_state"].isin((ChsiState.NO_IMAGE, ChsiState.IN_WORK))
    move = _choose(
        cases,
        (wrong & (mover(cases["picture_application"]) == Move.SCHOOL), Move.SCHOOL),
        (wrong, Move.COLLEGE),
        (begun & taken & ((cases["chsi_rows"] == 0) | in_work), Move.STUDIO),
        ((cases["chsi_rows"] > 0) & (cases["chsi_state"] == ""), Move.SCHOOL),
        (~taken & (cases["obligation"] == Obligation.REVIEW), Move.COLLEGE),
        otherwise=Move.STUDENT,
    )
    waits = ~taken & ~_absent(facts, "studio")
    days = _same_day(facts, Step.CHSI).mask(waits, _by_college(facts, last_check_day))
    return state, move, days


def _pinyin(facts: Facts) -> StepStates:
    cases = facts.cases
    over = facts.past(facts.cohort.calendar.pinyin_due)
    filled = cases["spelling"] != ""
    waiting = filled & ~is_students_own(cases)
    state = _choose(
        cases,
        (contradicted(cases), State.DISPUTED),
        (_absent(facts, "pinyin") & ~filled & over, State.NO_DATA),
        (filled & ~waiting, State.DONE),
        otherwise=State.OVERDUE if over else State.DUE,
    )
    to_fill = ~filled & over & (cases["confirmed_pinyin"] == "")
    move = _choose(cases, (to_fill, Move.COLLEGE), otherwise=Move.STUDENT)
    return state, move, _same_day(facts, Step.PINYIN)


def _major(facts: Facts) -> StepStates:
    cases = facts.cases
    calendar = facts.cohort.calendar
    blank = cases["major_en"] == ""
    state = _choose(
        cases,
        # The table of majors is needed when the spellings are in (2.2.1).
        (_absent(facts, "majors") & facts.past(calendar.pinyin_due), State.NO_DATA),
        (~blank, State.DONE),
        (_table_late(facts), State.OVERDUE),
        otherwise=State.DUE,
    )
    unknown = cases["major_known"] == NO
    unread = unknown & (cases["major_code"] == "") & ~_absent(facts, "majors")
    move = _choose(cases, (unread, Move.COLLEGE), otherwise=Move.SCHOOL)
    return state, move, _same_day(facts, Step.MAJOR)


def _info(facts: Facts) -> StepStates:
    cases = facts.cases
    returned = facts.tables["returned"]
    unrecorded = returned.present and not returned.has("confirmed")
    state = _choose(
        cases,
        (cases["confirmed"] == YES, State.DONE),
        (pd.Series(unrecorded, cases.index), State.NO_DATA),
        (_table_late(facts), State.OVERDUE),
        otherwise=State.DUE,
    )
    unspelt = (cases["spelling"] == "") & facts.past(facts.cohort.calendar.pinyin_due)
    move = _choose(cases, (unspelt, Move.COLLEGE), otherwise=Move.STUDENT)
    return state, move, _same_day(facts, Step.INFO)


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


def _by_college(
    facts: Facts, last: Callable[[Cohort, date, date | None, str], date | None]
) -> pd.Series:
    """Return the last day of each case by its college's own last day of capture, and its batch."""
    own = facts.shared(last_days)
    return pairs_by_distinct(
        facts.cases["college"],
        facts.shared(_batches),
        lambda code, batch: _text(last(facts.cohort, facts.as_of, own[code], batch)),
    )


def _same_day(facts: Facts, step: Step) -> pd.Series:
    """Return the last day of a step for each case, by its batch."""
    return by_distinct(
        facts.shared(_batches),
        lambda batch: _text(last_day(facts.cohort, step, facts.as_of, None, batch)),
    )


def _batches(facts: Facts) -> pd.Series:
    return own_batches(facts.cases, facts.cohort)


def _table_late(facts: Facts) -> pd.Series:
    """Return whether the day on which the table with each student was due is past."""
    return facts.shared(due_days) < facts.as_of.isoformat()


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
