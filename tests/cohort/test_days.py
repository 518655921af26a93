"""What a day means in the notice's calendar (1.3, 1.5)."""

from __future__ import annotations

from datetime import date

import pytest

from gradrecon.cohort.days import (
    CapturePhase,
    capture_phase,
    last_studio_day,
    next_deadline,
    next_studio_day,
    studio_days,
)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("as_of", "phase", "opens"),
    [
        ("2024-11-01", CapturePhase.AHEAD, "2024-11-29"),
        ("2024-11-28", CapturePhase.AHEAD, "2024-11-29"),
        ("2024-11-29", CapturePhase.OPEN, "2024-11-29"),
        ("2024-12-02", CapturePhase.OPEN, "2024-12-03"),  # a Monday
        ("2025-01-01", CapturePhase.OPEN, "2025-01-02"),  # a holiday
        ("2025-01-11", CapturePhase.SHUT, "2025-03-01"),
        ("2025-02-28", CapturePhase.SHUT, "2025-03-01"),
        ("2025-03-30", CapturePhase.OPEN, "2025-03-30"),
    ],
)
def test_while_a_picture_can_still_be_taken(cohort, as_of, phase, opens):
    assert capture_phase(cohort, day(as_of)) is phase
    assert next_studio_day(cohort, day(as_of)) == day(opens)
    assert last_studio_day(cohort, day(as_of)) == day("2025-03-30")


def test_the_last_day_of_make_up_is_a_monday_and_so_shut(cohort):
    assert capture_phase(cohort, day("2025-03-31")) is CapturePhase.OVER
    assert next_studio_day(cohort, day("2025-03-31")) is None


def test_studio_days_are_open_days(cohort):
    days = studio_days(cohort, day("2024-11-01"))
    assert all(cohort.studio.is_open(one) for one in days)
    assert not [one for one in days if day("2025-01-11") <= one <= day("2025-02-28")]


@pytest.mark.parametrize(
    ("as_of", "due", "what"),
    [
        ("2024-11-01", "2024-11-28", "集中采集结束"),
        ("2024-12-16", "2024-12-16", "学信网图像校对截止、姓名拼音填报截止"),
        ("2024-12-17", "2025-02-28", "学院交回信息核对表截止"),
        ("2025-03-01", "2025-03-31", "补采集截止"),
    ],
)
def test_next_deadline(cohort, as_of, due, what):
    assert next_deadline(cohort, day(as_of)) == (day(due), what)


def test_no_deadline_left(cohort):
    assert next_deadline(cohort, day("2025-04-01")) is None
