"""What has changed since an earlier run, and how it went over all that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from gradrecon.history import since
from gradrecon.history.entry import Tally
from gradrecon.history.past import Before
from gradrecon.outputs.figures.counts import UNKNOWN, by_college
from gradrecon.run import earlier_runs as folder
from gradrecon.run.run import Run

TREND_COLUMNS = ("students", "ready", "at_risk")


@dataclass(frozen=True)
class Row:
    """A number then and now, how much of it is new, and how much is no more."""

    then: int
    now: int
    more: int
    less: int


@dataclass(frozen=True)
class Change:
    """The difference between an earlier run, of `day`, and this one.

    `findings` has one number for each of `since.FINDING_COLUMNS`. `steps`: `since.by_step`.
    `colleges`: `since.by_college` with `name`, only those in which something changed, in the
    order of `figures.by_college`; `same` says how many others there are.
    """

    day: date
    students: Row
    ready: Row
    at_risk: Row
    open: Row
    findings: dict[str, int]
    steps: pd.DataFrame
    colleges: pd.DataFrame
    same: int

    @property
    def nothing(self) -> bool:
        """Whether nothing has changed at all."""
        return not (len(self.colleges) or self.steps.to_numpy().any())


def change(run: Run, college: str = "") -> Change | None:
    """What has changed since the run to compare with, in one college or in all; None without."""
    then, day = run.past.last, run.past.last_day
    if then is None or day is None:
        return None
    now = folder.now(run)
    if college:
        then, now = since.only(then, college), since.only(now, college)
    colleges = since.by_college(then, now)
    total = colleges.sum()
    order = [code for code in by_college(run).index if code in colleges.index]
    changed = colleges[colleges.any(axis=1)]
    changed = changed.loc[sorted(changed.index, key=lambda code: _place(order, code))]
    return Change(
        day=day,
        students=_row(len(then.students), len(now.students), total["came"], total["left"]),
        ready=_row(then.ready.sum(), now.ready.sum(), total["ready"], total["unready"]),
        at_risk=_row(then.at_risk.sum(), now.at_risk.sum(), total["at_risk"], total["relieved"]),
        open=_row(
            then.open.sum(), now.open.sum(),
            total["found"] + total["reopened"], total["settled"] + total["mended"],
        ),
        findings={name: int(total[name]) for name in since.FINDING_COLUMNS},
        steps=since.by_step(then, now),
        colleges=changed.assign(name=[_name(run, code) for code in changed.index]),
        same=len(set(colleges.index) - set(changed.index) - {""}),
    )  # fmt: skip


def trend(run: Run, college: str = "") -> pd.DataFrame:
    """One row per day of which a run is kept, this one last; index = day, `TREND_COLUMNS`."""
    this = Before(run.as_of, folder.now(run).tallies)
    points = {one.day: _sum(one, college) for one in (*run.past.before, this)}
    return pd.DataFrame.from_dict(points, orient="index", columns=list(TREND_COLUMNS))


def _sum(one: Before, college: str) -> tuple[int, int, int]:
    """The counts of a run, of one college or of all."""
    chosen = [tally for code, tally in one.colleges.items() if college in ("", code)]
    blank = Tally(0, 0, 0)
    rows = [(tally.students, tally.ready, tally.at_risk) for tally in (*chosen, blank)]
    students, ready, at_risk = (sum(column) for column in zip(*rows, strict=True))
    return students, ready, at_risk


def _place(order: list[str], code: str) -> int:
    """Where a college stands; after all others if it has no students any more."""
    return order.index(code) if code in order else len(order)


def _name(run: Run, code: str) -> str:
    known = {college.code: college.name for college in run.cohort.colleges}
    return known.get(code, UNKNOWN)


def _row(then: int, now: int, more: int, less: int) -> Row:
    return Row(int(then), int(now), int(more), int(less))
