"""A Run with the questions that an analyst asks of it, in tables that are safe to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from gradrecon.errors import Fault, UsageError
from gradrecon.run import opening
from gradrecon.run.readiness import complete, ready
from gradrecon.run.run import Run
from gradrecon.workspace import day_of

if TYPE_CHECKING:
    from gradrecon.outputs.comparison import Comparison
    from gradrecon.outputs.dossier import Dossier

# The reports open a Run too, in a new process for each college: what only a question needs is
# imported when it is asked.


@dataclass(frozen=True, repr=False)
class OpenedRun(Run):
    """The answer for one cohort on one day, and whatever an analyst asks of it.

    Its own frames are the software's: text, identity numbers in full. To look at a table and to
    count in it use `table`.
    """

    def table(self, name: str, *, title: bool = True) -> pd.DataFrame:
        """Return one table as it may be shown: Chinese titles, days as days, states in order.

        `name` is that of a file below `tables/`: cases, findings, progress, readiness, … No
        identity number is whole and no birth date is in it (law 9). `title=False` keeps the
        columns' names. Raise UsageError for an unknown table.
        """
        from gradrecon.analysis.typed import typed, without_births
        from gradrecon.outputs.tables.columns import titled
        from gradrecon.outputs.tables.tables import COLUMNS, tables

        if name not in COLUMNS:
            raise UsageError(Fault(name, "没有这张表", f"可以是：{'、'.join(COLUMNS)}。"))
        frame = typed(name, without_births(tables(self)[name]))
        return titled(name, frame) if title else frame

    def student(self, student_no: str) -> Dossier:
        """Return all that is known of one student; raise UsageError for an unknown 学号."""
        from gradrecon.outputs.dossier import Dossier

        return Dossier(self, str(student_no))

    def at(self, day: str | date) -> Self:
        """Return the answer for another day, from the same files and decisions."""
        return self._answered(day)

    def compare(self, later: Run) -> Comparison:
        """Return what is otherwise in a later Run: `.steps` and `.findings`, see `Comparison`."""
        from gradrecon.outputs.comparison import compare

        return compare(self, later)

    def suppose(
        self, *, returned: Iterable[str] = (), without: Iterable[str] = (), day: str | date = ""
    ) -> Self:
        """Return the answer as it would be, marked as a supposition in the cohort's name.

        `returned`: codes or names of colleges that hand in their table whole and signed, on the
        as-of day. `without`: sources that are missing. `day`: another day. Nothing is stored.
        """
        from gradrecon.analysis import supposed
        from gradrecon.cohort.colleges import resolve

        tables = supposed.without(self.tables, without)
        names = pd.Series(list(returned), dtype="str")
        codes = resolve(names, self.cohort)
        for code in codes.where(codes != "", names):
            tables = supposed.with_return(tables, self.cases, self.cohort, code, self.as_of)
        name = self.cohort.name + supposed.MARK
        cohort = self.cohort.model_copy(update={"name": name})
        return self._answered(day or self.as_of, cohort=cohort, tables=tables)

    def _answered(self, day: str | date, **given: Any) -> Self:
        """Return the answer for a day, from what this one rests on and what is given instead."""
        from gradrecon.run.reconcile import reconcile

        known = {"cohort": self.cohort, "tables": self.tables, **given}
        run = reconcile(
            known["cohort"], known["tables"], self.decided, self.sent,
            as_of=day if isinstance(day, date) else day_of(day, self.cohort),
        )  # fmt: skip
        return type(self)(**{**_fields(run), "past": self.past})

    def __repr__(self) -> str:
        """Say in one line what this Run is, with no person in it."""
        numbers = (
            f"学生 {len(self.cases):,} 人，可报库 {int(ready(self.readiness).sum()):,} 人，"
            f"学生已齐 {int(complete(self.readiness).sum()):,} 人，问题 {len(self.findings):,} 个"
        )
        return f"<{self.cohort.name}，截至 {self.as_of}：{numbers}>"


def _fields(run: Run) -> dict[str, Any]:
    """Return the fields of a Run by name, without what was worked out from them."""
    return {name: getattr(run, name) for name in Run.__dataclass_fields__}


def open_run(cohort: str | Path, *, as_of: str = "", raw: str = "", jobs: int = 1) -> OpenedRun:
    """Return the Run of a cohort on a day, from its files as they are now.

    `cohort`: its params file. `as_of`: YYYY-MM-DD, "" for the params' own day. `raw`: the folder
    of files, "" for the usual one. `jobs` processes read. Raise UsageError for faulty params or
    day, SourceError for faulty files, DecisionsError if the decisions cannot be read.
    """
    run = opening.open_run(cohort, as_of=as_of, raw=raw, jobs=jobs)
    opened = OpenedRun(**_fields(run))
    opened.__dict__.update(run.__dict__)
    return opened
