"""One row of the findings table, as decisions look at it."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class Seen(NamedTuple):
    """A finding: the columns of the table, `row_id` the row of its source (-1 for none)."""

    finding: str
    evidence: str
    college: str
    student_no: str
    rule: str
    clause: str
    severity: str
    step: str
    field: str
    observed: str
    expected: str
    message: str
    move: str
    source: str
    cell: str
    about: str
    row_id: int


def seen_rows(findings: pd.DataFrame) -> list[Seen]:
    """The rows of a findings table, in its order."""
    columns = [findings[name].tolist() for name in Seen._fields]
    return list(map(Seen._make, zip(*columns, strict=True)))
