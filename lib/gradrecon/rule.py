"""What a rule is, and what it may look at.

A rule is a small pure function from the facts to *hits*, a frame with one row per thing seen.
Everything else about it (clause, severity, wording, whose move) is data beside it. Wording
comes last, so that a rule can be read, tested and reworded apart from its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import RLock
from typing import Any, TypeVar

import pandas as pd

from gradrecon.arrow import column, constant
from gradrecon.cases import Linked
from gradrecon.cohort import Cohort
from gradrecon.keys import repeated, several
from gradrecon.lookup import take
from gradrecon.matching import Matches
from gradrecon.rows import Rows
from gradrecon.table import Table
from gradrecon.words import Chapter, Move, Severity, Step

Made = TypeVar("Made")


@dataclass(frozen=True)
class Facts:
    """Everything that a rule may look at; nothing else, and no clock.

    `students`, `cases`: one row per student, referred to by place. `tables`: every source as read.
    `linked`: its rows that are in-scope students'. `matches`: where each row went.
    `changes`: what colleges changed in returned tables (see `checklist.compare`). Chapters of
    rules look at them side by side: nothing in them is ever changed.
    """

    cohort: Cohort
    as_of: date
    students: pd.DataFrame
    cases: Rows
    tables: Mapping[str, Table]
    linked: Mapping[str, Linked]
    matches: Mapping[str, Matches]
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    _made: dict[Callable[[Facts], Any], Any] = field(
        default_factory=dict, compare=False, repr=False
    )
    _making: defaultdict[Callable[[Facts], Any], RLock] = field(
        default_factory=lambda: defaultdict(RLock), compare=False, repr=False
    )

    def of_case(self, rows: Rows, column: str) -> pd.Series:
        """What the case of each linked row says in a column; index of `rows`."""
        return take(self.cases[column], rows["student"].to_numpy(), rows.index)

    def of_several(self, rows: Rows) -> Rows:
        """The linked rows whose student has others among them."""
        return rows[several(rows["student"].to_numpy(), len(self.cases))]

    def are(self, rows: Rows, wanted: pd.Series) -> pd.Series:
        """Whether the case of each linked row is one of those wanted (a mask over the cases)."""
        return pd.Series(wanted.to_numpy()[rows["student"].to_numpy()], index=rows.index)

    def shared(self, make: Callable[[Facts], Made]) -> Made:
        """What `make` makes of these facts, made once for all the rules that need it."""
        with self._making[make]:
            if make not in self._made:
                self._made[make] = make(self)
        return self._made[make]

    def past(self, day: date) -> bool:
        """Whether that day is over."""
        return self.as_of > day


Find = Callable[[Facts], pd.DataFrame]


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for and how it is said.

    `code` is `chapter.name`. `message` is a Chinese sentence with `{observed}`, `{expected}`
    and any further column of its hits. `needs` are sources without which it is silent.
    `todo`: an expected to-do rather than something wrong.
    """

    code: str
    clause: str
    severity: Severity
    step: Step
    move: Move
    title: str
    message: str
    find: Find
    field: str = ""
    needs: tuple[str, ...] = ()
    todo: bool = False

    @property
    def chapter(self) -> Chapter:
        """The chapter that the code begins with."""
        return Chapter(self.code.split(".")[0])

    def applies(self, facts: Facts) -> bool:
        """Whether every source that the rule needs is there."""
        return all(facts.tables[name].present for name in self.needs)


def about_students(cases: Rows, **columns: object) -> pd.DataFrame:
    """Hits on students: one per row of `cases`, with further columns such as `observed`."""
    return _hits(cases, student_no=cases["student_no"], college=cases["college"], **columns)


def about_rows(
    linked: Linked, rows: Rows, column: str, facts: Facts, **columns: object
) -> pd.DataFrame:
    """Hits at a column's cell in linked rows: one per row."""
    return _hits(
        rows,
        student_no=facts.of_case(rows, "student_no"),
        college=facts.of_case(rows, "college"),
        source=linked.table.source.name,
        id=rows.index,
        column=column,
        **columns,
    )


def about_others(
    table: Table, rows: Rows | pd.DataFrame, column: str, subject: pd.Series, **columns: object
) -> pd.DataFrame:
    """Hits at rows that are no in-scope student's; `subject` names the row, wherever it stands."""
    return _hits(
        rows, subject=subject, source=table.source.name, id=rows.index, column=column, **columns
    )


def _hits(rows: Rows | pd.DataFrame, **columns: object) -> pd.DataFrame:
    """One hit per row; a text stands in each."""
    if rows.empty:
        return pd.DataFrame()
    return pd.DataFrame(
        {
            name: column(constant(value, len(rows)), rows.index)
            if isinstance(value, str)
            else value
            for name, value in columns.items()
        },
        index=rows.index,
    )


def about_colleges(codes: Iterable[str], **columns: object) -> pd.DataFrame:
    """Hits on colleges as a whole."""
    codes = list(codes)
    return pd.DataFrame({"subject": codes, "college": codes, **columns})


def once(hits: pd.DataFrame) -> pd.DataFrame:
    """The first hit on each student, for a rule that says one thing of a student however often."""
    return hits if hits.empty else hits[~repeated(hits["student_no"], keep="first")]
