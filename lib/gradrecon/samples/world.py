"""A made-up cohort in the making: its people, the rows of its files, and what is wrong in them.

Troubles change rows here and say at once what must be found because of it, so that the files
and the answer key cannot part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort

NOBODY = -1


@dataclass
class World:
    """Students, their stories, and one frame of rows per source.

    `students` and `plan` are indexed 0 … n-1. Each frame has our column names, `who` (the
    student's index, NOBODY where the row is nobody's) and an index of row ids that are never
    used twice. `answers` are frames of `who, rule, source, row, column, college`; `unmasked` are
    the files that show identity numbers in full, `lacking` those without a column, with its name.
    """

    cohort: Cohort
    as_of: date
    rng: np.random.Generator
    students: pd.DataFrame
    plan: pd.DataFrame
    slots: pd.DataFrame
    frames: dict[str, pd.DataFrame]
    answers: list[pd.DataFrame] = field(default_factory=list)
    unmasked: set[str] = field(default_factory=set)
    lacking: dict[str, str] = field(default_factory=dict)
    strangers: int = 0

    def rows_of(self, source: str, who: np.ndarray) -> pd.Index:
        """The row of each of these students, the last one where there are several."""
        owners = self.frames[source]["who"]
        last = owners[(owners != NOBODY) & ~owners.duplicated(keep="last")]
        return pd.Index(pd.Series(last.index, index=last.to_numpy())[who])

    def with_rows(self, source: str, once: bool = True) -> np.ndarray:
        """Which students have a row in this source, and only one if `once`: a boolean each."""
        owners = self.frames[source]["who"]
        counts = np.bincount(owners[owners != NOBODY], minlength=len(self.students))
        return counts == 1 if once else counts > 0

    def put(self, source: str, rows: pd.Index, column: str, values: object) -> None:
        """Write values into a column of these rows; a number makes the column hold objects."""
        frame = self.frames[source]
        if isinstance(values, np.ndarray) and values.dtype == float:
            frame[column] = frame[column].astype(object)
        frame.loc[rows, column] = values

    def put_everywhere(self, who: np.ndarray, column: str, values: np.ndarray) -> None:
        """Write a student's value into every row of theirs that has the column, and the truth."""
        self.students.loc[who, column] = values
        place = pd.Series(values, index=who)
        for frame in self.frames.values():
            if column in frame and "who" in frame:
                theirs = frame["who"].isin(who)
                frame.loc[theirs, column] = frame.loc[theirs, "who"].map(place)

    def drop(self, source: str, rows: pd.Index) -> None:
        """Take rows away."""
        self.frames[source] = self.frames[source].drop(index=rows)

    def add(self, source: str, rows: pd.DataFrame) -> pd.Index:
        """Put further rows at the end, in the columns that the source has; returns their ids."""
        frame = self.frames[source]
        rows = rows[[column for column in frame if column in rows]]
        first = int(frame.index.max()) + 1 if len(frame) else 0
        ids = pd.RangeIndex(first, first + len(rows))
        self.frames[source] = pd.concat([frame, rows.set_axis(ids)])
        return pd.Index(ids)

    def again(self, source: str, who: np.ndarray) -> pd.DataFrame:
        """A copy of these students' rows, to be changed and added."""
        return self.frames[source].loc[self.rows_of(source, who)].copy()

    def found(
        self,
        rule: str,
        who: np.ndarray | None = None,
        *,
        source: str = "",
        rows: pd.Index | None = None,
        column: str = "",
        college: Sequence[str] = (),
    ) -> None:
        """Say that this rule must speak: of these students, rows or colleges.

        Without rows, the finding is about something that is not there. Rows without students are
        nobody's. A student's own college is filled in when all has been planted.
        """
        count = max(len(part) for part in (who, rows, college) if part is not None)
        none = np.full(count, NOBODY)
        self.answers.append(
            pd.DataFrame(
                {
                    "who": none if who is None else who,
                    "rule": rule,
                    "source": source,
                    "row": none if rows is None else rows,
                    "column": column,
                    "college": list(college) or "",
                }
            )
        )

    def new_numbers(self, count: int) -> np.ndarray:
        """Student numbers of the school's form that are nobody's, never the same twice."""
        like = self.students["student_no"].iat[0]
        first = self.strangers + 1
        self.strangers += count
        # No college has the number 0.
        return np.array([f"{like[:4]}{n:0{len(like) - 4}d}" for n in range(first, first + count)])

    def has(self, source: str) -> bool:
        """Whether the source has any row yet."""
        return len(self.frames[source]) > 0

    def among(self, who: np.ndarray) -> np.ndarray:
        """A boolean per student: whether it is one of these."""
        mask = np.zeros(len(self.students), dtype=bool)
        mask[who] = True
        return mask
