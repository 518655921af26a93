"""What a run knows of the runs before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from gradrecon.history.entry import Entry, Tally

ASKED = ("day", "finding", "college", "source", "rule", "cell")


@dataclass(frozen=True)
class Before:
    """An earlier run: its as-of day, and each college's counts."""

    day: date
    colleges: Mapping[str, Tally]


@dataclass(frozen=True)
class Past:
    """The runs of earlier days, one a day, the oldest first; and the one to compare with.

    `last` is that run's entry and `last_day` its as-of day: None where there is none. `unread`:
    how many records of earlier runs cannot be read. `asked`: what offices were asked to correct on
    the last days before, columns `ASKED`, sealed (see `run.asked`).
    """

    before: tuple[Before, ...] = ()
    last: Entry | None = None
    last_day: date | None = None
    unread: int = 0
    asked: pd.DataFrame = field(default_factory=lambda: nothing_asked())


def nothing_asked() -> pd.DataFrame:
    """No request to correct anything."""
    return pd.DataFrame(columns=list(ASKED), dtype="str")
