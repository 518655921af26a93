"""The rows of a source that are in-scope students', and which of several counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import several
from gradrecon.sources.table import Table


@dataclass(frozen=True)
class Linked:
    """The rows of one source that are in-scope students', each with its student.

    `rows`: the table's columns, index = row id, `student` = the place of the case it belongs
    to (-1 in sources of colleges and majors), `differed` = the fields that contradict the
    roster, as `matching.among` reads them.
    """

    table: Table
    rows: Rows

    @property
    def present(self) -> bool:
        """Whether the source is there at all."""
        return self.table.present

    def has_students(self, count: int) -> np.ndarray:
        """Whether each of that many cases has a row here."""
        return np.bincount(self.rows["student"], minlength=count) > 0


def linked(table: Table, links: pd.DataFrame, students: pd.DataFrame) -> Linked:
    """The linked rows of a table, in the order of its files."""
    case_of = np.append(students["in_scope"].cumsum().to_numpy() - 1, -1)
    links = links.sort_index()
    places = links.index.to_numpy()
    student, differed = np.full(len(table.rows), -1), np.zeros(len(table.rows), dtype="int16")
    student[places] = case_of[links["student"].to_numpy()]
    differed[places] = links["differed"]
    rows = table.rows.assign(student=student, differed=differed)
    return Linked(table, Rows(rows, None if len(places) == len(rows) else places))


def last_row(rows: Rows, count: int) -> np.ndarray:
    """For each of that many cases the place of its last row in `rows`, -1 for none."""
    last = np.full(count, -1)
    last[rows["student"].to_numpy()] = np.arange(len(rows))
    return last


def latest_row(rows: Rows, column: str, count: int) -> np.ndarray:
    """As `last_row`, the last being that with the greatest value of a column."""
    last = last_row(rows, count)
    several = of_several_rows(rows, count)
    if len(several):
        ordered = several[rows[column].iloc[several].argsort(kind="stable")]
        last[rows["student"].to_numpy()[ordered]] = ordered
    return last


def of_several_rows(rows: Rows, count: int) -> np.ndarray:
    """The places of the rows whose case has others too."""
    return np.flatnonzero(several(rows["student"].to_numpy(), count))
