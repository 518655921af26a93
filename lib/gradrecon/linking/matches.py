"""Where each row of a source went."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

NO_STRAYS = pd.DataFrame(columns=["reason", "proposed", "evidence"], dtype="str").astype(
    {"proposed": "int64"}
)

NO_LINKS = pd.DataFrame(columns=["student", "rung", "agreed", "differed"], dtype="int64")


@dataclass(frozen=True)
class Matches:
    """Where each usable row of one source went; every frame is indexed by row id.

    `links`: `student` (the place in the students' frame, -1 in a source of colleges or majors),
    `rung`, `agreed`, `differed` (numbers, see `rung_names` and `field_names`). `strays`: `reason`,
    `proposed` (a place, -1 for none), `evidence`. `outside`: `student`, rows of
    out-of-scope students. The three are disjoint and together are all usable rows.
    `by_person`: those linked rows that a person linked, as they were as strays. `apart`: those
    strays that a key links and a person parted from that student, as they were as links, with
    `differed` only what the person decided on.
    """

    links: pd.DataFrame
    strays: pd.DataFrame
    outside: pd.DataFrame
    by_person: pd.DataFrame = dataclasses.field(default_factory=lambda: NO_STRAYS)
    apart: pd.DataFrame = dataclasses.field(default_factory=lambda: NO_LINKS)

    @property
    def unkeyed(self) -> pd.DataFrame:
        """The rows that no key links or a person parted, whether or not one linked them since."""
        if self.by_person.empty:
            return self.strays
        return pd.concat([self.strays, self.by_person]).sort_index()
