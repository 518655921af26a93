"""Which rows of a Run are a college's: looked up once for all colleges, then only taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from gradrecon.kept import kept
from gradrecon.lookup import positions, take

if TYPE_CHECKING:
    from gradrecon.reconcile import Run

_BY_COLLEGE = ("cases", "findings", "progress", "changes")
_NONE = np.empty(0, "int64")


def of_college(run: Run, code: str) -> Run:
    """The same run with only the rows that are this college's, in their order."""
    places = {name: rows.get(code, _NONE) for name, rows in _rows(run).items()}
    return replace(run, **{name: getattr(run, name).iloc[at] for name, at in places.items()})


def own_rows(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of a frame whose `college` is this one, in their order."""
    return rows[rows["college"] == code]


@kept
def _rows(run: Run) -> Mapping[str, Mapping[str, np.ndarray]]:
    """For each frame, the places of each college's rows; a link is its student's college's."""
    whose = {name: getattr(run, name)["college"] for name in _BY_COLLEGE}
    links = run.links["student_no"]
    whose["links"] = take(
        run.cases["college"], positions(links, run.cases["student_no"]), links.index
    )
    return {name: codes.groupby(codes.array).indices for name, codes in whose.items()}
