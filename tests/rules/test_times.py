"""When and where pictures were taken, against the slots, the campuses' hours and the studio's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("taken", ["2024-11-26 14:00:00", "2024-11-27 09:00:00"])
def test_outside_slot(world, taken):
    world.set("studio", "1001", taken=taken)
    assert world.found() == {("capture.outside_slot", "1001")}
    assert world.one("capture.outside_slot")["expected"] == "2024-11-26 08:30–12:00"


def test_at_the_very_end_of_the_slot(world):
    world.set("studio", "1001", taken="2024-11-26 12:00:00")
    assert world.found() == set()


def test_an_unreadable_slot_is_said_once_and_nobody_is_outside_it(world):
    world.set("slots", "宇航学院", day="待定")
    assert world.found() == {("capture.slot_unread", "slots.xlsx!Sheet1!C2")}
    assert "“宇航学院”的采集时段“待定 08:30 12:00”" in world.one("capture.slot_unread")["message"]


def test_a_slot_may_be_written_as_offices_write_it(world):
    world.set("slots", "宇航学院", day="11月26日（周二）", start="", end="", time="8:30—12:00")
    assert world.found() == set()
    world.set("studio", "1001", taken="2024-11-26 14:00:00")
    assert world.found() == {("capture.outside_slot", "1001")}


def test_a_slot_of_an_unknown_college_is_not_that_of_students_without_one(world):
    world.add("slots", college="某某学院", day="2024-11-26", start="15:00", end="16:00")
    world.set("roster", "1001", college="无名学院")
    assert not {rule for rule, _ in world.found()} & {"capture.outside_slot"}


def test_college_without_a_slot(world):
    world.drop("slots", "宇航学院").set("studio", "1001", taken="2024-11-26 15:00:00")
    assert world.found() == set()


@pytest.mark.parametrize(
    ("plan", "taken", "expected"),
    [
        ("none", "2024-11-26 15:00:00", ""),
        ("none", "2024-11-26 12:30:00", "中关村校区的集中采集时间"),
        ("none", "2024-11-28 09:00:00", "中关村校区的集中采集时间"),  # the other campus's day
        ("unread", "2024-11-28 09:00:00", "中关村校区的集中采集时间"),
        ("none", "2024-12-03 16:59:00", ""),
        ("none", "2024-12-03 17:01:00", "采集单位的开放时间（09:30–12:00、13:00–17:00）"),
        ("kept", "2024-12-03 09:00:00", "采集单位的开放时间"),
        ("kept", "2024-12-03", ""),  # at what time is not said
        ("kept", "2024-12-03下午茶时", ""),
    ],
)
def test_hours_are_held_with_the_plan_of_slots_and_without(world, plan, taken, expected):
    if plan == "none":
        world.drop("slots")
    if plan == "unread":
        world.set("slots", "宇航学院", day="11月26日上午", start="", end="")
    world.set("studio", "1001", taken=taken)
    found = world.run().findings
    found = found[found["rule"] == "capture.outside_hours"]
    assert list(found["student_no"]) == (["1001"] if expected else [])
    assert all(text.startswith(expected) for text in found["expected"])


def test_where_a_college_has_a_slot_it_is_the_slot_that_counts(world):
    world.set("studio", "1001", taken="2024-11-28 09:00:00")
    assert world.found() == {("capture.outside_slot", "1001")}


def test_times_that_are_not_told_are_one_finding_a_file(world):
    world.set("studio", "1001", taken="上午").set("studio", "1002", taken="2024-11-26")
    found = world.one("capture.time_unread")
    assert (found["observed"], found["cell"]) == ("2", "studio.xlsx!Sheet1!E2")
    assert "如“上午”" in found["message"]


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        ("2024-12-02", False),  # a Monday
        ("2025-01-01", False),  # a holiday
        ("2025-02-01", False),  # data maintenance
        ("2025-04-01", False),  # too late
        ("2025-03-01", True),
        ("2024-12-01", True),  # a Sunday
    ],
)
def test_closed_day(world, day, open_):
    world.set("studio", "1003", taken=f"{day} 10:00:00").set("chsi", "1003", captured_on=day)
    assert world.found("2025-05-01") == (set() if open_ else {("capture.closed_day", "1003")})
