"""Which rules looked, and which could not for want of a source."""

from __future__ import annotations

from typing import Any

from gradrecon.rules import RULES
from gradrecon.run.ledger import ledger, looked
from gradrecon.run.readiness import ready


def test_without_a_source_every_rule_that_needs_it_says_so_and_the_sum_closes(world: Any) -> None:
    run = world.drop("chsi").run("2025-03-05")
    rows, told = ledger(run).set_index("rule"), looked(run)
    wanting = {rule.code for rule in RULES if "chsi" in rule.needs}
    assert wanting and set(rows.index[rows["lacking"].str.contains("学信网")]) == wanting
    assert (rows.loc[sorted(wanting), "looked"] == "否").all()
    assert told.rules == len(RULES) == len(rows)
    assert "学信网图像校对结果" in told.lacking
    assert not ready(run.readiness).any()


def test_what_a_rule_found_is_counted(world: Any) -> None:
    world.set("roster", "1001", status="休学").set("roster", "1002", status="退学")
    rows = ledger(world.run("2025-03-05")).set_index("rule")
    assert rows.loc["roster.not_registered", "findings"] == "2"
    assert rows["findings"].astype(int).sum() == 2
