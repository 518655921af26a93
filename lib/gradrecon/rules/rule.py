"""What a rule is, and what it may look at.

A rule is a small pure function from the facts to *hits*, a frame with one row per thing seen.
Everything else about it (clause, severity, wording, whose move) is data beside it. Wording
comes last, so that a rule can be read, tested and reworded apart from its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.columns.arrow import column, constant
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import repeated
from gradrecon.linking.linked import Linked
from gradrecon.sources.table import Table
from gradrecon.vocabulary import Chapter, Matter, Move, Severity, Step

Find = Callable[[Facts], pd.DataFrame]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: what it looks for and how it is said.

    `code` is `chapter.name`. `message` is a Chinese sentence with `{observed}`, `{expected}`
    and any further column of its hits. `needs` are sources without which it is silent.
    `todo`: an expected to-do rather than something wrong. `about`: what a finding is about, as far
    as verdicts on it go.
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
    about: Matter = Matter.OTHER

    @property
    def chapter(self) -> Chapter:
        """The chapter that the code begins with."""
        return Chapter(self.code.split(".")[0])

    def applies(self, facts: Facts) -> bool:
        """Whether every source that the rule needs is there."""
        return all(facts.tables[name].present for name in self.needs)


def rule(**declared: Any) -> Callable[[Find], Rule]:
    """Return a decorator that makes a finder a rule; keywords as the fields of `Rule`."""
    return lambda find: Rule(find=find, **declared)


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
