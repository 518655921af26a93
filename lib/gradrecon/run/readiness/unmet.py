"""What a requirement may look at, and how those are named who do not meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
import pandas as pd

from gradrecon.cases.applications import filed
from gradrecon.cases.due import table_due
from gradrecon.cases.facts import Facts
from gradrecon.checklist.content import content
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.arrow import column, constant
from gradrecon.returns.handovers import handovers
from gradrecon.sources.table import Table
from gradrecon.vocabulary import Move


class About(StrEnum):
    """Whose requirement it is: what the three words of readiness are made of."""

    STUDENT = "学生"
    COLLEGE = "学院"
    BATCH = "批次"


@dataclass(frozen=True)
class Known:
    """Everything that a requirement may look at; no clock, and no verdict but in `findings`.

    `cells` are the student's values as they would be printed and registered (see
    `checklist.content`), `register` what each college has handed in, index = its code,
    `applications` how far each written application is (see `cases.applications`).
    """

    cohort: Cohort
    as_of: date
    cases: pd.DataFrame
    tables: Mapping[str, Table]
    findings: pd.DataFrame
    progress: pd.DataFrame
    cells: pd.DataFrame
    register: pd.DataFrame
    applications: pd.DataFrame

    @cached_property
    def return_due(self) -> pd.Series:
        """The last day on which the table with each student can still come in time, else ""."""
        due = table_due(self.cases, self.cohort)
        return due.where(due >= self.as_of.isoformat(), "")


def known_of(facts: Facts, findings: pd.DataFrame, progress: pd.DataFrame) -> Known:
    """What is known once the findings are settled and the steps are told."""
    cases, tables = facts.cases.frame, facts.tables
    return Known(
        cohort=facts.cohort,
        as_of=facts.as_of,
        cases=cases,
        tables=tables,
        findings=findings,
        progress=progress,
        cells=content(cases, facts.cohort, tables["applications"]),
        register=facts.shared(handovers),
        applications=facts.shared(filed),
    )


Find = Callable[[Known], pd.DataFrame]


@dataclass(frozen=True)
class Requirement:
    """One thing that registration asks for: its clause, whom it is about, who does not meet it.

    `needs` are sources without which nobody can look: then nobody meets it, and `title` says what
    could not be looked at. `find` gives one row for each who does not meet it: `place` (of the
    case), `reason`, `move` and `last_day`, and `clause` where it is another.
    """

    name: str
    clause: str
    about: About
    title: str
    find: Find
    needs: tuple[str, ...] = ()


def unmet(
    where: pd.Series | np.ndarray,
    reason: pd.Series | str,
    move: pd.Series | str = Move.COLLEGE,
    last_day: pd.Series | str = "",
) -> pd.DataFrame:
    """The cases that do not meet a requirement, each value one for all or one for each case."""
    places = np.flatnonzero(np.asarray(where))
    index = pd.RangeIndex(len(places))

    def of_each(value: pd.Series | str) -> pd.Series:
        if isinstance(value, str):
            return column(constant(str(value), len(places)), index)
        return value.iloc[places].set_axis(index)

    said = {"reason": of_each(reason), "move": of_each(move), "last_day": of_each(last_day)}
    return pd.DataFrame({"place": places, **said})
