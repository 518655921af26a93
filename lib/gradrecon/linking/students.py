"""The students of the roster, one row each, to whom every other source is matched."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.arrow import column, texts
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import positions
from gradrecon.linking.standing import standing
from gradrecon.sources.table import Table
from gradrecon.values.folding import fold_name
from gradrecon.vocabulary import Certificates


def students(roster: Table, cohort: Cohort) -> pd.DataFrame:
    """One row per 学号 of the roster, sorted by it; a row's place is how others refer to it.

    Columns: the roster's own, with `college` resolved to its code ("" where unknown) and the
    text kept in `college_text`; `name_key` to compare by; `in_scope` (not known to be 单证,
    1.1.1: a word that nobody knows puts nobody out of sight). Where two rows claim one 学号 only
    what both say stands: neither wins by its place in the file (law 4), unless one is of a later
    roster (law 14).
    """
    usable = roster.usable_rows
    replaced = standing(roster, usable, usable["student_no"], cohort)
    rows = usable[~usable.index.isin(replaced.index)][roster.source.names]
    order = rows["student_no"].argsort(kind="stable").to_numpy()
    known = rows["student_no"].iloc[order]
    again = (known == known.shift()).to_numpy()
    agreed = _agreed(rows[rows["student_no"].isin(known[again])])
    kept = order[~again]
    kept[positions(agreed["student_no"], known[~again])] = len(rows) + np.arange(len(agreed))
    index = pd.RangeIndex(len(kept))

    def of_each(name: str) -> pd.Series:
        said = pa.concat_arrays([texts(rows[name]), texts(agreed[name])])
        return column(said.take(pa.array(kept)), index)

    frame = pd.DataFrame({name: of_each(name) for name in rows.columns}, index)
    frame["college_text"] = frame["college"]
    frame["college"] = colleges.resolve(frame["college"], cohort)
    frame["name_key"] = fold_name(frame["name"])
    meant = by_distinct(frame["certificates"], cohort.words.certificate)
    frame["in_scope"] = meant != Certificates.ONE
    return frame


def _agreed(several: pd.DataFrame) -> pd.DataFrame:
    """One row for the several rows of each student, a field emptied in which they contradict."""
    if several.empty:
        return several
    several = several.sort_values("student_no", kind="stable")
    starts = np.flatnonzero(~several["student_no"].duplicated())
    codes, words = pd.factorize(several.to_numpy(dtype=object).ravel())
    codes, blank = codes.reshape(several.shape), several.to_numpy(dtype=object) == ""
    first = np.minimum.reduceat(np.where(blank, len(words), codes), starts)
    last = np.maximum.reduceat(np.where(blank, -1, codes), starts)
    said = np.append(words, "")[np.where(first == last, first, -1)]
    return pd.DataFrame(said, columns=several.columns, dtype="str")
