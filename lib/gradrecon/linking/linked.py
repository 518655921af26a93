"""The rows of a source that are in-scope students', and which of several counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import repeated_keys, take
from gradrecon.linking.captured import unfinished
from gradrecon.linking.standing import nothing, standing
from gradrecon.sources.table import Table
from gradrecon.values.folding import fold_label


@dataclass(frozen=True)
class Linked:
    """The rows of one source that are in-scope students', each with its student.

    `rows`: the table's columns, index = row id, `student` = the place of the case it belongs
    to (-1 in sources of colleges and majors), `differed` = the fields that contradict the
    roster, as `evidence.among` reads them. `aside`: those of them that do not count and are not in
    `rows`, index = row id: `why`, `by` (the id of the row that counts instead), `student`.
    """

    table: Table
    rows: Rows
    aside: pd.DataFrame = field(default_factory=nothing)

    def without(self, aside: pd.DataFrame) -> Linked:
        """The same with further rows that do not count."""
        if aside.empty:
            return self
        student = pd.Series(self.rows["student"].array, self.rows.index)
        aside = aside.assign(student=student[aside.index])
        rows = self.rows[~self.rows.index.isin(aside.index)]
        return replace(self, rows=rows, aside=pd.concat([self.aside, aside]))

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


def counting(found: Linked, cohort: Cohort) -> Linked:
    """A source's rows without those that another replaces, or that are no finished captures."""
    subject = _subject(found, cohort)
    found = found.without(standing(found.table, found.rows, subject, cohort))
    if found.table.source.name != "studio":
        return found
    return found.without(unfinished(found.rows, found.table, found.aside, cohort))


def _subject(found: Linked, cohort: Cohort) -> pd.Series:
    """What each row is about."""
    match found.table.source.subject:
        case "college":
            return colleges.resolve(found.rows["college"], cohort)
        case "major":
            return found.rows["major_code"] + "\x1f" + fold_label(found.rows["major"])
    return found.rows["student"]


def last_row(rows: Rows, count: int) -> np.ndarray:
    """For each of that many cases the place of its last row in `rows`, -1 for none."""
    last = np.full(count, -1)
    last[rows["student"].to_numpy()] = np.arange(len(rows))
    return last


def latest_row(rows: Rows, *columns: str, count: int) -> np.ndarray:
    """As `last_row`, the last being that with the greatest value of the columns, the first first.

    Which files the rows are of, and in which order, decides nothing.
    """
    last = last_row(rows, count)
    several = rows_with_siblings(rows, count)
    if len(several):
        keys = [rows[name].iloc[several].to_numpy(dtype=object) for name in reversed(columns)]
        ordered = several[np.lexsort([np.unique(one, return_inverse=True)[1] for one in keys])]
        last[rows["student"].to_numpy()[ordered]] = ordered
    return last


def unsettled(rows: Rows, column: str, last: np.ndarray, when: str) -> np.ndarray:
    """The cases of which two rows at the time of the latest (`last`) say different things."""
    several = rows_with_siblings(rows, len(last))
    if not len(several):
        return several
    case = rows["student"].to_numpy()[several]
    chosen = last[case]
    same_time, said = (rows[name].to_numpy(dtype=object) for name in (when, column))
    unlike = (same_time[several] == same_time[chosen]) & (said[several] != said[chosen])
    return np.unique(case[unlike])


def agreed(rows: Rows, column: str, index: pd.Index) -> pd.Series:
    """What the rows of each case say, "" where they contradict; a blank says nothing."""
    said = rows[rows[column] != ""]
    last = latest_row(said, column, count=len(index))
    several = rows_with_siblings(said, len(index))
    values, case = said[column].to_numpy(dtype=object), said["student"].to_numpy()[several]
    last[case[values[several] != values[last[case]]]] = -1
    return take(said[column], last, index)


def rows_with_siblings(rows: Rows, count: int) -> np.ndarray:
    """The places of the rows whose case has others too."""
    return np.flatnonzero(repeated_keys(rows["student"].to_numpy(), count))
