"""Students looked for by what a reviewer types: number, name, pinyin, college, in any order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from gradrecon.columns.lookup import look_up
from gradrecon.run.run import Run

_MOST = 12


class Candidate(NamedTuple):
    """A student of the roster whose row this may be."""

    student_no: str
    name: str
    pinyin: str
    college: str


class Roster:
    """The students of a Run, made ready to be searched when somebody first does."""

    def __init__(self, run: Run) -> None:
        rows = run.tables["roster"].usable.drop_duplicates("student_no")
        cases = run.cases.set_index("student_no")
        self._said = pd.DataFrame(
            {
                "student_no": rows["student_no"],
                "name": rows["name"],
                "pinyin": look_up(rows["student_no"], cases["suggestion"]),
                "college": rows["college"],
            }
        ).astype("str")
        solid = self._said["pinyin"].str.replace(" ", "")
        texts = self._said.agg(" ".join, axis=1) + " " + solid
        self._texts = texts.str.casefold().to_numpy(dtype=object)

    def find(self, text: str) -> list[Candidate]:
        """The first students of whom every word says something."""
        words = text.casefold().split()
        if not words:
            return []
        passing = np.ones(len(self._texts), dtype=bool)
        for word in words:
            passing &= np.fromiter((word in one for one in self._texts), bool, len(self._texts))
        found = self._said[passing].head(_MOST)
        return [Candidate(*row) for row in found.itertuples(index=False, name=None)]
