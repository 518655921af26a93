"""The students of the roster, one row each, to whom every other source is matched."""

from __future__ import annotations

import pandas as pd

from gradrecon import colleges
from gradrecon.cohort import Cohort
from gradrecon.lookup import positions, take
from gradrecon.parallel import each
from gradrecon.table import Table
from gradrecon.text import fold_label, fold_name

_SINGLE = frozenset({"单证", "单证书", "仅学位", "仅学历", "否"})


def students(roster: Table, cohort: Cohort) -> pd.DataFrame:
    """One row per 学号 of the roster, sorted by it; a row's place is how others refer to it.

    Columns: the roster's own, with `college` resolved to its code ("" where unknown) and the
    text kept in `college_text`; `name_key` to compare by; `in_scope` (双证, 1.1.1). Where two
    rows claim one 学号 only what both say stands: neither wins by its place in the file (law 4).
    """
    rows = roster.usable[roster.source.names]
    order = rows["student_no"].argsort(kind="stable").to_numpy()
    known = rows["student_no"].iloc[order]
    again = (known == known.shift()).to_numpy()
    kept = order[~again]
    index = pd.RangeIndex(len(kept))
    columns = each(lambda name: take(rows[name], kept, index), rows.columns, len(kept))
    frame = pd.DataFrame(dict(zip(rows.columns, columns, strict=True)), index)
    if again.any():
        frame = _agreed(frame, rows[rows["student_no"].isin(known[again])])
    frame["college_text"] = frame["college"]
    frame["college"] = colleges.resolve(frame["college"], cohort)
    frame["name_key"] = fold_name(frame["name"])
    frame["in_scope"] = ~fold_label(frame["certificates"]).isin(_SINGLE)
    return frame


def _agreed(students: pd.DataFrame, several: pd.DataFrame) -> pd.DataFrame:
    """The students with a field emptied in which the several rows of one contradict each other."""
    said = several.where(several != "").groupby("student_no")
    agreed = said.first().where(said.nunique() == 1).reset_index().fillna("")
    places = positions(agreed["student_no"], students["student_no"])
    for name in students:
        stands = agreed[name].astype("str").to_numpy()
        if (students[name].iloc[places].to_numpy() != stands).any():
            students.loc[places, name] = stands
    return students
