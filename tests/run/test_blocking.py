"""Every rule and every verdict: which of them takes an error out of a student's way (law 11)."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from gradrecon.decisions.entry import Draft, sealed
from gradrecon.decisions.log import Log
from gradrecon.decisions.seen import Seen, seen_rows
from gradrecon.decisions.settle import settle
from gradrecon.decisions.standing import Grounds
from gradrecon.rules import RULES
from gradrecon.rules.rule import Rule
from gradrecon.run.blocking import blocking
from gradrecon.vocabulary import Risk, Verdict

SOURCES = {"capture": "studio", "lists": "must_capture", "info": "applications",
           "return": "returned", "major": "returned"}  # fmt: skip
SPELT = (Verdict.ROSTER, Verdict.SUBMITTED, Verdict.FILL)
WHEN = datetime(2025, 3, 4, tzinfo=UTC)


def seen(place: int, rule: Rule) -> dict[str, object]:
    """An error of a rule, about a student of its own."""
    student_no = f"1{place:03}"
    return dict.fromkeys(Seen._fields, "") | {
        "finding": f"f{place}", "evidence": "e", "college": "01", "student_no": student_no,
        "rule": rule.code, "severity": "error", "step": rule.step.value, "field": rule.field,
        "observed": "Wang Fan", "expected": "Wang Fang", "about": rule.about.value,
        "source": SOURCES.get(rule.chapter, rule.chapter.value), "row_id": place,
    }  # fmt: skip


FINDINGS = pd.DataFrame([seen(place, rule) for place, rule in enumerate(RULES)]).astype(
    {name: "str" for name in Seen._fields if name != "row_id"}
)


def agreed(verdict: Verdict) -> Log:
    """Two reviewers who give one verdict on everything, whether it is offered or not."""
    log = Log()
    for row in seen_rows(FINDINGS):
        said = {
            name: getattr(row, name) for name in Draft.__dataclass_fields__ if hasattr(row, name)
        }
        value = "Wang Fang" if verdict in SPELT else ""
        for reviewer in "甲乙":
            one = Draft(reviewer=reviewer, verdict=verdict.value, value=value, **said)
            log.extend([sealed(one, len(log) + 1, log.head, WHEN)])
    return log


def may_mend(rule: Rule, verdict: Verdict) -> bool:
    """Whose a row is, and which value is right: nothing else can be said by a person."""
    if rule.code == "pinyin.contradicted":
        return False
    if rule.field == "pinyin":
        return verdict in SPELT
    if rule.field == "major_en":
        return verdict is Verdict.ROSTER
    differs = rule.code.endswith(("name_differs", "number_differs", "photo_name"))
    return differs and rule.chapter != "major" and verdict in (Verdict.ROSTER, Verdict.SAME)


@pytest.mark.parametrize("verdict", Verdict)
def test_what_a_verdict_can_mend(verdict: Verdict) -> None:
    grounds = Grounds(frozenset(Risk), frozenset(FINDINGS["student_no"]), {})
    left = blocking(settle(FINDINGS, agreed(verdict), grounds), with_todo=True)
    mended = {rule.code for rule in RULES} - set(left["rule"])
    assert mended == {rule.code for rule in RULES if may_mend(rule, verdict)}
