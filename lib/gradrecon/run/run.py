"""The Run: the answer for one cohort on one day, whole or seen from one college."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from gradrecon.checklist.sent import Sent
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import positions, take
from gradrecon.decisions.log import Log
from gradrecon.history.past import Past
from gradrecon.sources.table import Table

Answer = TypeVar("Answer")
_PLACE = "_kept"
_BY_COLLEGE = ("cases", "findings", "progress", "changes", "readiness", "reasons", "applications")
_NONE = np.empty(0, "int64")


@dataclass(frozen=True)
class Run:
    """The answer for one cohort on one day; everything shown, asked or written comes from here.

    Each frame is one of the tables of the design, text unless said: `cases`,
    `links` (of categories), `strays`, `rejected`, `findings`, `progress`, `counts` (integers).
    `readiness`: the three words on each student, `reasons` why not (see `run.readiness`).
    `applications`: how far each one filed is (see `cases.applications`).
    `changes`: what colleges changed in returned tables; `sent`: what is known of what was sent.
    `decided`: the decisions that this answer rests on. `past`: what is known of earlier runs,
    empty until asked for (see `history`).
    """

    cohort: Cohort
    as_of: date
    tables: Mapping[str, Table]
    cases: pd.DataFrame
    links: pd.DataFrame
    strays: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    progress: pd.DataFrame
    readiness: pd.DataFrame
    reasons: pd.DataFrame
    applications: pd.DataFrame
    counts: pd.DataFrame
    changes: pd.DataFrame
    sent: Sent
    decided: Log
    past: Past = field(default_factory=Past)

    def only(self, code: str) -> Run:
        """The same run seen from one college: its students, their findings and steps, its rows.

        Raise UsageError for a code that the cohort does not have.
        """
        self.cohort.college(code)
        return of_college(self, code)

    @property
    def colleges(self) -> list[str]:
        """The codes of the colleges that have students in scope, in the cohort's order."""
        present = set(self.cases["college"].unique())
        return [college.code for college in self.cohort.colleges if college.code in present]


def kept(question: Callable[[Run], Answer]) -> Callable[[Run], Answer]:
    """The same function of a Run, whose answer is kept in that Run: pickled with it, gone with it.

    Nobody changes such an answer in place.
    """

    @wraps(question)
    def ask(run: Run) -> Answer:
        known: dict[str, Any] = run.__dict__.setdefault(_PLACE, {})
        name = f"{question.__module__}.{question.__qualname__}"
        if name not in known:
            known[name] = question(run)
        return known[name]

    return ask


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
