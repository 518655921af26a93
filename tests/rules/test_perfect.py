"""A cohort in order has no findings, on any day after the table was returned."""

from __future__ import annotations

import pytest

from gradrecon.rules import BY_CODE, RULES
from gradrecon.run.readiness import ready


@pytest.mark.parametrize("day", ["2025-03-03", "2025-03-31", "2026-11-23"])
def test_nothing_to_find(world, day):
    run = world.run(day)
    assert run.findings.empty
    assert ready(run.readiness).all()


def test_codes_are_unique_and_clauses_known(cohort):
    assert len(BY_CODE) == len(RULES)
    assert {rule.clause for rule in RULES} <= set(cohort.clause_by_id)
