"""Attachment 4 as it can be read, whichever columns its days and hours stand in."""

from __future__ import annotations

import pytest

from gradrecon.cases.slots import slots_by_college

MORNING = {"01": [("2024-11-26", "08:30", "12:00")]}


@pytest.mark.parametrize(
    "cells",
    [
        {"day": "11月26日(周二)", "time": "8:30—12:00"},
        {"day": "11月26日（周二）8:30—12:00"},
        {"time": "11月26日 上午8：30-12：00"},
        {"day": "2024-11-26", "start": "08:30", "end": "12:00"},
        {"start": "2024-11-26 08:30", "end": "2024-11-26 12:00"},
        {"day": "11月26日", "start": "2024-11-26 08:30", "end": "12:00"},
    ],
)
def test_one_slot_in_whichever_columns(world, cells):
    world.frames["slots"] = world.frames["slots"].iloc[:0]
    world.add("slots", college="宇航学院", **cells)
    assert slots_by_college(world.tables()["slots"], world.cohort) == MORNING


@pytest.mark.parametrize(
    "cells",
    [
        {"day": "11月26日", "time": "上午"},
        {"day": "11月27日", "start": "2024-11-26 08:30", "end": "2024-11-26 12:00"},
        {"start": "2024-11-26 08:30", "end": "2024-11-27 12:00"},
    ],
)
def test_what_is_not_plain_is_not_guessed(world, cells):
    world.frames["slots"] = world.frames["slots"].iloc[:0]
    world.add("slots", college="宇航学院", **cells)
    assert slots_by_college(world.tables()["slots"], world.cohort) == {}
