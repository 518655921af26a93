"""Written objections to a student's picture: how far they are, and whose move it is (1.4)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gradrecon.cases.applications import states
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import take
from gradrecon.linking.linked import Linked, latest_row
from gradrecon.sources.application_fields import IMAGE, fields_meant
from gradrecon.vocabulary import ApplicationState, Move

UNKNOWN = "状态不明"
# Until the college has looked at an objection it is the college's, as is one sent back; all else,
# a word that nobody knows too, is for the graduate school to act on.
_AT_COLLEGE: Mapping[str, Move] = dict.fromkeys(
    ("", ApplicationState.DRAFT, ApplicationState.REFUSED), Move.COLLEGE
)


def mover(objections: pd.Series) -> pd.Series:
    """Return whose move a disputed picture is, by how far the objection to it is."""
    return by_distinct(objections, lambda state: _AT_COLLEGE.get(state, Move.SCHOOL))


def picture_application(
    inside: pd.DataFrame, applications: Linked, cohort: Cohort
) -> dict[str, pd.Series]:
    """Return how far each student's latest objection to the picture is, "" without one."""
    rows = applications.rows
    rows = rows[fields_meant(rows["field"]) == IMAGE]
    state = states(rows["state"], cohort)
    last = latest_row(rows, "filed", count=len(inside))
    return {"picture_application": take(state.where(state != "", UNKNOWN), last, inside.index)}
