"""Facts: everything that a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import repeated_keys, take
from gradrecon.linking.linked import Linked
from gradrecon.linking.matches import Matches
from gradrecon.sources.table import Table

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

    def of_case(self, rows: Rows, column: str) -> pd.Series:
        """What the case of each linked row says in a column; index of `rows`."""
        return take(self.cases[column], rows["student"].to_numpy(), rows.index)

    def with_siblings(self, rows: Rows) -> Rows:
        """The linked rows whose student has others among them."""
        return rows[repeated_keys(rows["student"].to_numpy(), len(self.cases))]

    def are(self, rows: Rows, wanted: pd.Series) -> pd.Series:
        """Whether the case of each linked row is one of those wanted (a mask over the cases)."""
        return pd.Series(wanted.to_numpy()[rows["student"].to_numpy()], index=rows.index)

    def shared(self, make: Callable[[Facts], Made]) -> Made:
        """What `make` makes of these facts, made once for all the rules that need it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    def with_cases(self, cases: pd.DataFrame) -> Facts:
        """The same facts with other cases; nothing that was made of the old ones is kept."""
        return replace(self, cases=Rows(cases), _made={})

    def past(self, day: date) -> bool:
        """Whether that day is over."""
        return self.as_of > day
