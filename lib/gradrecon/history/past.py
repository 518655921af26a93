"""What a run knows of the runs before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gradrecon.history.entry import Entry, Tally


@dataclass(frozen=True)
class Before:
    """An earlier run: its as-of day, and each college's counts."""

    day: date
    colleges: Mapping[str, Tally]


@dataclass(frozen=True)
class Past:
    """The runs of earlier days, one a day, the oldest first; and the one to compare with.

    `last` is that run's entry and `last_day` its as-of day: None where there is none. `unread`:
    how many records of earlier runs cannot be read.
    """

    before: tuple[Before, ...] = ()
    last: Entry | None = None
    last_day: date | None = None
    unread: int = 0
