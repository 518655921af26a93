"""Findings have ids that stay the same for as long as decisions are kept."""

from __future__ import annotations


def test_ids_are_the_same_in_every_run_and_version(world):
    world.set("studio", "1001", fee="30")
    finding = world.one("capture.fee")
    assert (finding["finding"], finding["evidence"]) == ("pfnfnjttmdqmrrjc", "mhfjvqfjjfrdfcpc")


def test_the_id_is_of_rule_and_student_and_the_evidence_of_what_was_seen(world):
    world.set("studio", "1001", fee="30")
    before = world.one("capture.fee")
    world.set("studio", "1001", fee="40")
    after = world.one("capture.fee")
    assert before["finding"] == after["finding"]
    assert before["evidence"] != after["evidence"]


def test_moving_a_row_changes_neither(world):
    world.set("studio", "1001", fee="30")
    before = world.one("capture.fee")
    world.frames["studio"] = world.frames["studio"].iloc[::-1].reset_index(drop=True)
    after = world.one("capture.fee")
    assert before["cell"] != after["cell"]
    assert before[["finding", "evidence"]].equals(after[["finding", "evidence"]])


def test_a_ruined_number_is_not_shown(world):
    world.damage("roster", "1004", "id_no", "9.90101E+17")
    assert world.one("roster.damaged")["observed"] == "号码（长数字被截断）"
