"""The numbers of the reports: small frames counted from a Run, nothing but counts in them.

Every number that a page shows is made here or in a neighbour (`urgency`, `delay`, `received`),
so that pages, charts and the CSV tables cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from gradrecon.run.readiness import ready
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import LATE, Settlement, State, Step

UNDONE = (State.DUE, State.OVERDUE, State.DISPUTED)
UNKNOWN = "学院不明"


class Standing(StrEnum):
    """How a student stands: can be registered, is at risk, or neither yet."""

    READY = "可报库"
    AT_RISK = "有风险"
    UNDER_WAY = "办理中"


@dataclass(frozen=True)
class Totals:
    """How many students there are and how they stand; the three add up to `students`."""

    students: int
    ready: int
    at_risk: int
    under_way: int


@kept
def standing(run: Run) -> pd.Series:
    """Each student's `Standing`, index = student_no: a student with a late step is at risk."""
    late = run.progress["state"].isin(LATE).groupby(run.progress["student_no"]).any()
    words = pd.Series(Standing.UNDER_WAY.value, index=late.index, dtype="str")
    words = words.mask(late, Standing.AT_RISK.value)
    return words.mask(ready(run.readiness).reindex(late.index), Standing.READY.value)


def totals(run: Run) -> Totals:
    """How the students of a run stand."""
    count = standing(run).value_counts()
    return Totals(len(run.cases), *(int(count.get(one.value, 0)) for one in Standing))


def totals_of(run: Run, code: str) -> Totals:
    """How the students of one of the colleges of a run stand."""
    names = ["students", "ready", "at_risk", "under_way"]
    return Totals(*by_college(run)[names].reindex([code], fill_value=0).loc[code].tolist())


def by_step(run: Run) -> pd.DataFrame:
    """Students by step and state: index the steps, columns the states, in their own order."""
    table = run.progress.groupby(["step", "state"]).size().unstack(fill_value=0)
    return table.reindex(index=list(Step), columns=list(State), fill_value=0)


def late_moves(run: Run) -> pd.DataFrame:
    """Late steps by whose move they are: columns step, move, students; sorted, none empty."""
    late = run.progress[run.progress["state"].isin(LATE)]
    order = {step: place for place, step in enumerate(Step)}
    count = late.groupby(["step", "move"]).size().rename("students").reset_index()
    return count.sort_values(
        ["step", "students", "move"],
        key=lambda column: column.map(order) if column.name == "step" else column,
        ascending=[True, False, True],
        ignore_index=True,
    )


@kept
def by_college(run: Run) -> pd.DataFrame:
    """One row per college with students, the one most at risk first; index = code.

    Columns name, students, ready, at_risk, under_way and `risk`, the share at risk. Equal
    shares go by the number at risk, then by code. Students whose college is unknown come last,
    under the code "".
    """
    college = run.cases.set_index("student_no")["college"]
    count = pd.crosstab(college, standing(run).reindex(college.index))
    count = count.reindex(index=_codes(run), columns=list(Standing), fill_value=0)
    count.columns = ["ready", "at_risk", "under_way"]
    names = [run.cohort.college(code).name if code else UNKNOWN for code in count.index]
    count.insert(0, "name", names)
    count.insert(1, "students", count[["ready", "at_risk", "under_way"]].sum(axis=1))
    count["risk"] = count["at_risk"] / count["students"]
    order = count.sort_values(["risk", "at_risk"], ascending=False, kind="stable").index
    return count.loc[sorted(order, key=lambda code: code == "")]


def _codes(run: Run) -> list[str]:
    """The colleges with students, and "" where a student's college is unknown."""
    return [*run.colleges, *([""] if (run.cases["college"] == "").any() else [])]


@kept
def by_college_and_step(run: Run) -> pd.DataFrame:
    """How far each college is with each step: index (college, step).

    Columns `needed` (students who need the step and whose state is known), `done`, `late` (of
    those not done, the ones overdue or disputed) and `no_data`.
    """
    steps = run.progress
    flags = pd.DataFrame(
        {
            "done": steps["state"] == State.DONE,
            "late": steps["state"].isin(LATE),
            "needed": steps["state"].isin((State.DONE, *UNDONE)),
            "no_data": steps["state"] == State.NO_DATA,
        }
    )
    count = flags.groupby([steps["college"], steps["step"]]).sum()
    wanted = pd.MultiIndex.from_product([_codes(run), list(Step)], names=["college", "step"])
    return count.reindex(wanted, fill_value=0)


@kept
def college_states(run: Run) -> pd.DataFrame:
    """Students of each college by step and state, the college with most left to do first.

    Index (name of the college, step), a column for each state in which a step is needed. Equal
    colleges stand in the order of their codes.
    """
    steps = run.progress
    table = steps.groupby(["college", "step", "state"]).size().unstack(fill_value=0)
    wanted = pd.MultiIndex.from_product([_codes(run), list(Step)], names=["college", "step"])
    table = table.reindex(index=wanted, columns=[State.DONE, *UNDONE], fill_value=0)
    left = table[list(UNDONE)].sum(axis=1).groupby("college", sort=False).sum()
    order = left.sort_values(ascending=False, kind="stable").index
    names = {code: run.cohort.college(code).name if code else UNKNOWN for code in order}
    return table.reindex(order, level="college").rename(index=names, level="college")


@kept
def done_share(run: Run) -> pd.DataFrame:
    """The share of done among needed, index college, a column a step; NaN where none is needed."""
    count = by_college_and_step(run)
    share = count["done"] / count["needed"].where(count["needed"] > 0)
    return share.unstack("step").reindex(index=run.colleges, columns=list(Step))


@kept
def median_share(run: Run) -> pd.Series:
    """The median of the colleges' `done_share`, index = step."""
    return done_share(run).median()


@kept
def median_risk(run: Run) -> float:
    """The median of the colleges' shares at risk, 0 where no college has students."""
    colleges = by_college(run).drop(index="", errors="ignore")
    return float(colleges["risk"].median()) if len(colleges) else 0.0


def open_findings(run: Run) -> pd.DataFrame:
    """Findings not settled, by chapter and severity: columns chapter, severity, findings."""
    still = run.findings[run.findings["state"] != Settlement.SETTLED]
    chapter = still["rule"].str.split(".").str[0].rename("chapter")
    return still.groupby([chapter, "severity"]).size().rename("findings").reset_index()


def percent(share: float) -> str:
    """A share as whole percent; 100% and 0% only where it is all and none."""
    return f"{points(share)}%"


def points(share: float) -> int:
    """The whole percent that a share is shown as, so that differences are those one reads."""
    shown = round(share * 100)
    return min(max(shown, 1), 99) if 0 < share < 1 else shown
