"""What a reviewer wants written of a finding: the decision, with what was seen then."""

from __future__ import annotations

from gradrecon.decisions.entry import Action, Draft
from gradrecon.decisions.seen import Seen
from gradrecon.review.witnesses import discreet


def draft_of(row: Seen, reviewer: str, action: Action = Action.DECIDE, **what: str) -> Draft:
    """A draft about a finding; `what` is the verdict, its value, its note."""
    seen = {
        "rule": row.rule, "college": row.college, "student_no": row.student_no,
        "field": row.field, "observed": discreet(row.field, row.observed),
        "expected": discreet(row.field, row.expected),
    }  # fmt: skip
    return Draft(
        action=action, reviewer=reviewer, finding=row.finding, evidence=row.evidence,
        **{**seen, **what},
    )  # fmt: skip
