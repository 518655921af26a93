"""What is asked for each step that is not done: one sentence, true on the day, the same everywhere.

Lists, letters and messages take their sentences from here, so that none says another day, and
nobody is asked for what is over, or for what cannot be done yet.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from gradrecon.cases.capture import MUST
from gradrecon.cases.due import college_due
from gradrecon.cases.slots import slots_by_college
from gradrecon.cohort.days import last_day, return_due
from gradrecon.columns.distinct import by_distinct, pairs_by_distinct
from gradrecon.columns.lookup import choose, look_up, positions, take
from gradrecon.outputs.figures.counts import UNDONE
from gradrecon.outputs.safety import masked
from gradrecon.outputs.sentences import NO_PICTURE, REVIEW, TO_CONFIRM, UNLISTED, Sentences
from gradrecon.rules import BY_CODE
from gradrecon.run.blocking import blocking
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Awaits, Move, Obligation, Settlement, State, Step

_BETWEEN = "\x1f"
_TO_DECIDE = "复核人意见不一，请裁定："


@kept
def asks(run: Run) -> pd.DataFrame:
    """One row per step that is not done and somebody's move: columns of progress, `kind`, `what`.

    `what` is the sentence, without whom it asks and without a full stop.
    """
    steps = run.progress
    rows = steps[steps["state"].isin(UNDONE) & (steps["move"] != Move.NOBODY)]
    rows = rows.assign(kind=kinds(run, rows))
    of_college = rows["college"].where(rows["step"] == Step.CAPTURE, "")
    names = ("state", "move", "kind", "last_day")
    key = rows["step"].str.cat([*(rows[name] for name in names), of_college], sep=_BETWEEN)
    told = sentences(run)
    what = by_distinct(key, lambda one: told.of(*one.split(_BETWEEN)))
    in_the_way = _in_the_way(run, rows)
    return rows.assign(what=what.where(in_the_way == "", in_the_way))


@kept
def sentences(run: Run) -> Sentences:
    """The sentences of the run's cohort on its day."""
    return Sentences(run.cohort, run.as_of, slots_by_college(run.tables["slots"], run.cohort))


def kinds(run: Run, rows: pd.DataFrame) -> pd.Series:
    """Return what about each step is open beyond its state."""
    places = positions(rows["student_no"], run.cases["student_no"])

    def case(name: str) -> pd.Series:
        return take(run.cases[name].astype("str"), places, rows.index)

    capture, chsi = (rows["step"] == step for step in (Step.CAPTURE, Step.CHSI))
    without = case("captures") == "0"
    review = (case("obligation") == Obligation.REVIEW) & without
    waits = without & case("obligation").isin(MUST) & (rows["state"] != State.DISPUTED)
    return choose(
        [
            (review & (capture | chsi), REVIEW),
            (capture & (rows["move"] == Move.STUDIO), UNLISTED),
            (chsi & waits & (rows["move"] == Move.STUDENT), NO_PICTURE),
            ((rows["step"] == Step.PINYIN) & (case("spelling") != ""), TO_CONFIRM),
        ],
        "",
        rows.index,
    )


def _in_the_way(run: Run, rows: pd.DataFrame) -> pd.Series:
    """What the first finding that makes a step disputed says, without full stop; else ""."""
    first = _first_errors(run)
    said = first["message"].str.rstrip("。").set_axis(_key(first))
    return look_up(_key(rows), said).where(rows["state"] == State.DISPUTED, "")


@kept
def _first_errors(run: Run) -> pd.DataFrame:
    """The first error that stands in the way of each student's step."""
    found = blocking(run.findings)
    return found[~_key(found).duplicated()]


@kept
def others(run: Run) -> pd.DataFrame:
    """The open findings of some mover that no step of `asks` says, with their `last_day`.

    One on which reviewers cannot agree is the graduate school's to decide, whoever must act then.
    """
    found, steps = run.findings, asks(run)
    asked = _key(steps)
    expected = found["rule"].isin(_EXPECTED) & _key(found).isin(asked)
    first = _first_errors(run)
    said = first.index[_key(first).isin(asked[steps["state"] == State.DISPUTED])]
    conflict = found["awaits"] == Awaits.CONFLICT
    still = (found["state"] != Settlement.SETTLED) & ((found["move"] != Move.NOBODY) | conflict)
    rows = found[still & (conflict | (~expected & ~found.index.isin(said)))]
    conflict = rows["awaits"] == Awaits.CONFLICT
    return rows.assign(
        move=rows["move"].mask(conflict, Move.SCHOOL.value),
        message=rows["message"].mask(conflict, _TO_DECIDE + rows["message"]),
        last_day=finding_days(run)[rows.index],
    )


@kept
def finding_days(run: Run) -> pd.Series:
    """The last day left for each finding: its student's step's, else that of the step itself."""
    days = run.progress["last_day"].set_axis(_key(run.progress))
    own = look_up(_key(run.findings), days)
    general = pairs_by_distinct(
        run.findings["step"],
        run.findings["college"],
        lambda step, code: _of_college(run, step, code),
    )
    return own.where(run.findings["student_no"] != "", general)


def _of_college(run: Run, step: str, code: str) -> str:
    """Return the last day left for a step of a college as a whole, "" if none is left."""
    due = college_dues(run).get(code, return_due(run.cohort))
    day = last_day(run.cohort, Step(step), run.as_of)
    if step == Step.INFO:
        day = due if due >= run.as_of else None
    return day.isoformat() if day else ""


@kept
def college_dues(run: Run) -> dict[str, date]:
    """Return the next day on which the table of each college is due, the last if all are past."""
    return college_due(run.cases, run.cohort, run.as_of)


@kept
def matters(run: Run) -> pd.DataFrame:
    """Everything that somebody has to do, each once: the steps not done, then further findings.

    Columns student_no, college, step, move, last_day, what; `finding`, `rule`, `cell` and
    `awaits` are "" of a step.
    """
    further = others(run)
    further = further.assign(what=masked(further["message"].str.rstrip("。")))
    of_finding = ["finding", "rule", "cell", "awaits"]
    names = ["student_no", "college", "step", "move", "last_day", "what", *of_finding]
    every = [asks(run).assign(**dict.fromkeys(of_finding, "")), further]
    return pd.concat([rows[names] for rows in every], ignore_index=True)


# Findings that say no more than the step of their student does.
_EXPECTED = (
    *(code for code, rule in BY_CODE.items() if rule.todo),
    *("pinyin.college_filled", "chsi.absent", "chsi.unknown_word"),
)


def _key(rows: pd.DataFrame) -> pd.Series:
    return rows["student_no"] + _BETWEEN + rows["step"]
