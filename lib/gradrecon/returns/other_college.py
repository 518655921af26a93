"""Rows in one college's returned table that are another college's students (2.3.2).

They are the returning college's to take out, and change nothing for the other.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.checklist.seal import seals
from gradrecon.checklist.sent import Sent
from gradrecon.linking.linked import Linked

FOREIGN = "别的学院交回"
_OWN, _FOREIGN = 2 / 3, 1 / 4


def own_only(returned: Linked, cases: pd.DataFrame, sent: Sent) -> Linked:
    """The returned rows without those of students of another college; `owner` whose table it is.

    `cases`: student_no and college by place. Whose table a sheet is follows from what was sent;
    without that, from the college of most of its rows, where few are of others.
    """
    rows = returned.rows
    if rows.empty:
        return returned
    college = cases["college"].to_numpy(dtype=object)[rows["student"].to_numpy()]
    part = rows["part"].to_numpy()
    owner = np.full(len(rows), "", dtype=object)
    ours = np.zeros(len(rows), dtype=bool)
    for place in np.unique(part):
        here = part == place
        record = sent.records.get(returned.table.parts[place].code)
        owner[here] = record.college if record else _mostly(college[here])
        if record:
            numbers = cases["student_no"].iloc[rows["student"].to_numpy()[here]]
            ours[here] = np.isin(seals(sent.key, numbers, ""), record.students)
    foreign = (owner != "") & (college != "") & (owner != college) & ~ours
    ids = rows.index[foreign]
    aside = pd.DataFrame({"why": FOREIGN, "by": ids, "owner": owner[foreign]}, index=ids)
    return returned.without(aside.astype({"why": "str", "owner": "str"}))


def _mostly(colleges: np.ndarray) -> str:
    """The college of most rows, "" where others have too many to have slipped in."""
    names, counts = np.unique(colleges.astype(str), return_counts=True)
    share = counts.max() / len(colleges)
    few = np.delete(counts, counts.argmax()) <= _FOREIGN * len(colleges)
    return str(names[counts.argmax()]) if share >= _OWN and few.all() else ""
