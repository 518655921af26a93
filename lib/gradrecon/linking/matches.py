"""Where each row of a source went."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pandas as pd

NO_UNMATCHED = pd.DataFrame(columns=["reason", "candidate", "evidence"], dtype="str").astype(
    {"candidate": "int64"}
)

NO_LINKS = pd.DataFrame(columns=["student", "match_pass", "agreed", "differed"], dtype="int64")


@dataclass(frozen=True)
class Matches:
    """Where each usable row of one source went; every frame is indexed by row id.

    `links`: `student` (the place in the students' frame, -1 in a source of colleges or majors),
    `match_pass`, `agreed`, `differed` (numbers, see `pass_names` and `field_names`).
    `unmatched`: `reason`, `candidate` (a place, -1 for none), `evidence`. `out_of_scope`:
    `student`. The three are disjoint and together are all usable rows.
    `by_person`: the linked rows that a person linked, as they were while unmatched. `apart`: the
    unmatched rows that a key links and a person parted from that student, as they were as links,
    with `differed` only what the person decided on.
    """

    links: pd.DataFrame
    unmatched: pd.DataFrame
    out_of_scope: pd.DataFrame
    by_person: pd.DataFrame = dataclasses.field(default_factory=lambda: NO_UNMATCHED)
    apart: pd.DataFrame = dataclasses.field(default_factory=lambda: NO_LINKS)

    @property
    def unkeyed(self) -> pd.DataFrame:
        """The rows that no key links or a person parted, whether or not one linked them since."""
        if self.by_person.empty:
            return self.unmatched
        return pd.concat([self.unmatched, self.by_person]).sort_index()
