"""What a cell of the plan of capture says, as offices write it."""

from __future__ import annotations

from datetime import date

import pytest

from gradrecon.values.slots import slots_in

DAYS = [date(2024, 11, 26), date(2024, 11, 27), date(2024, 11, 28)]
MORNING = [("2024-11-26", "08:30", "12:00")]


@pytest.mark.parametrize(
    "text",
    [
        "11月26日（周二） 8:30—12:00",
        "11月26日(周二)，8:30—12:00",
        "11月26日 星期二 08:30-12:00",
        "2024年11月26日 上午8:30-12:00",
        "2024-11-26 8:30~12:00",
        "2024/11/26 8：30－12：00",
        "20241126 8:30至12:00",
        "11.26 8点半-12点",
        "11月26号上午8时30分到12时",
    ],
)
def test_one_morning_written_in_many_ways(text):
    assert slots_in(text, DAYS) == MORNING


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("11月26日（周二）下午 13:00-16:00", [("2024-11-26", "13:00", "16:00")]),
        ("11月26日下午1:00-4:00", [("2024-11-26", "13:00", "16:00")]),
        ("11月26日 上午9:00-下午4:00", [("2024-11-26", "09:00", "16:00")]),
        ("11月26日", [("2024-11-26", "", "")]),
        (
            "11月26日 8:30-12:00、13:00-16:00",
            [("2024-11-26", "08:30", "12:00"), ("2024-11-26", "13:00", "16:00")],
        ),
        (
            "11月26日、27日 8:30-12:00",
            [("2024-11-26", "08:30", "12:00"), ("2024-11-27", "08:30", "12:00")],
        ),
        (
            "11月26日至28日",
            [("2024-11-26", "", ""), ("2024-11-27", "", ""), ("2024-11-28", "", "")],
        ),
    ],
)
def test_halves_ranges_and_several_days(text, slots):
    assert slots_in(text, DAYS) == slots


@pytest.mark.parametrize(
    "text",
    [
        "",
        "待定",
        "11月26日上午",  # which hours is not said
        "11月26日（周三）8:30-12:00",  # the 26th is a Tuesday
        "11月31日 8:30-12:00",
        "11月26日 12:00-8:30",
        "11月26日 25:00-26:00",
        "11月26日 8:30-12:00 备用",
        "周二 8:30-12:00",
    ],
)
def test_what_is_not_understood_is_not_guessed(text):
    assert slots_in(text, DAYS) == []


def test_the_year_is_that_of_the_nearest_day_of_capture():
    around_new_year = [date(2024, 12, 31), date(2025, 1, 2)]
    assert slots_in("1月2日", around_new_year)[0].day == "2025-01-02"
    assert slots_in("12月31日", around_new_year)[0].day == "2024-12-31"
