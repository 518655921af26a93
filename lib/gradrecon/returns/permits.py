"""Which changes written applications permit: an approved one that change, and only that (2.2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon.cases.applications import GRANTED, states
from gradrecon.cases.facts import Facts
from gradrecon.checklist.record import cell_seals
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import pick
from gradrecon.sources.application_fields import fields_meant

NO_APPLICATION = "没有更正申请"
PENDING = "更正申请尚未批准"
OTHER = "批准的更正内容与此不同"


@dataclass(frozen=True)
class Permits:
    """The applications on one field: `approved` are the seals of cells as they may become.

    `filed` and `decided` are the places of the students with any application and with an
    approved one.
    """

    approved: np.ndarray
    filed: np.ndarray
    decided: np.ndarray

    def allow(self, cells: np.ndarray) -> np.ndarray:
        """Whether each cell, by its seal, says what was approved for it."""
        return np.isin(cells, self.approved)

    def why_not(self, students: pd.Series) -> pd.Series:
        """What each student lacks for a change, in words."""
        without = pick(students.isin(self.filed), PENDING, NO_APPLICATION)
        return without.mask(students.isin(self.decided), OTHER)


def permits(facts: Facts, field: str, key: str) -> Permits:
    """What was applied for on a field, and what of it was approved."""
    rows = applied(facts)
    rows = rows[rows["column"] == field]
    approved = rows[rows["state"].isin(GRANTED)]
    numbers = facts.of_case(approved, "student_no")
    return Permits(
        cell_seals(key, facts.cohort, numbers, field, approved["after"]),
        rows["student"].unique(),
        approved["student"].unique(),
    )


def applied(facts: Facts) -> Rows:
    """The linked applications, with `column`: the field of the table they concern, "" for none."""
    rows = facts.linked["applications"].rows
    state = states(rows["state"], facts.cohort)
    return rows.assign(column=fields_meant(rows["field"]), state=state)
