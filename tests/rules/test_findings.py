"""Findings stand by rule, college and student, whatever the order in which rules hit them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.rules import RULES
from gradrecon.rules.findings import findings_of

COLUMNS = ("college", "student_no", "field", "item")
SHOWN = ("college", "student_no", "field", "observed")
ROWS = st.lists(st.tuples(*(st.sampled_from(["", "1", "2", "10"]) for _ in COLUMNS)), min_size=1)


@given(st.lists(ROWS, min_size=1, max_size=3))
def test_every_hit_is_a_finding_in_its_order(hits) -> None:
    rules = [replace(rule, message="…") for rule in RULES[: len(hits)]]
    frames = [pd.DataFrame(rows, columns=list(COLUMNS), dtype="str") for rows in hits]
    frames = [frame.assign(observed=frame["item"]) for frame in frames]
    found = findings_of(list(zip(rules, frames, strict=True)), {})
    assert [*zip(found["rule"], *(found[name] for name in SHOWN), strict=True)] == [
        (rule.code, *row) for rule, rows in zip(rules, hits, strict=True) for row in sorted(rows)
    ]
    assert found["finding"].is_unique
