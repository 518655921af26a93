"""What a day means in the notice's calendar (1.3, 1.5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gradrecon.cohort.days import (
    CapturePhase,
    capture_phase,
    code_days,
    last_check_day,
    last_day,
    last_studio_day,
    makeup_end,
    name_of_end,
    next_studio_day,
    said_with_weekday,
    span_said,
    studio_days,
    until,
)
from gradrecon.vocabulary import Step


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


# Worked out by hand from the notice's dates and a wall calendar of 2024/2025. The college's own
# day of capture is 26 November; the studio is shut on Mondays, on 1 January, and from 11 January
# to 28 February; 31 March is a Monday. "-" where the notice sets no day any more.
LAST_DAYS = """
    as_of      | capture    | check      | check, no picture yet | spelling   | major, table
    2024-11-15 | 2024-11-26 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-11-25 | 2024-11-26 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-11-26 | 2024-11-26 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-11-27 | 2025-03-30 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-12-10 | 2025-03-30 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-12-11 | 2025-03-30 | 2024-12-16 | 2024-12-16            | 2024-12-16 | 2025-02-28
    2024-12-16 | 2025-03-30 | 2024-12-16 | 2025-02-28            | 2024-12-16 | 2025-02-28
    2024-12-17 | 2025-03-30 | 2025-02-28 | 2025-02-28            | 2025-02-28 | 2025-02-28
    2024-12-31 | 2025-03-30 | 2025-02-28 | 2025-02-28            | 2025-02-28 | 2025-02-28
    2025-01-01 | 2025-03-30 | 2025-02-28 | 2025-02-28            | 2025-02-28 | 2025-02-28
    2025-01-10 | 2025-03-30 | 2025-02-28 | 2025-02-28            | 2025-02-28 | 2025-02-28
    2025-01-11 | 2025-03-30 | 2025-02-28 | 2025-03-30            | 2025-02-28 | 2025-02-28
    2025-02-28 | 2025-03-30 | 2025-02-28 | 2025-03-30            | 2025-02-28 | 2025-02-28
    2025-03-01 | 2025-03-30 | -          | 2025-03-30            | -          | -
    2025-03-03 | 2025-03-30 | -          | 2025-03-30            | -          | -
    2025-03-29 | 2025-03-30 | -          | 2025-03-30            | -          | -
    2025-03-30 | 2025-03-30 | -          | 2025-03-30            | -          | -
    2025-03-31 | -          | -          | -                     | -          | -
    2025-04-01 | -          | -          | -                     | -          | -
"""


def rows(table):
    _, *lines = table.strip().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


@pytest.mark.parametrize(
    ("as_of", "capture", "check", "waiting", "spelling", "table"), rows(LAST_DAYS)
)
def test_the_last_day_of_each_step(cohort, as_of, capture, check, waiting, spelling, table):
    today, own = day(as_of), day("2024-11-26")
    found = {
        "capture": last_day(cohort, Step.CAPTURE, today, own),
        "check": last_day(cohort, Step.CHSI, today),
        "waiting": last_check_day(cohort, today, own),
        "spelling": last_day(cohort, Step.PINYIN, today),
        "major": last_day(cohort, Step.MAJOR, today),
        "table": last_day(cohort, Step.INFO, today),
    }
    wanted = dict(zip(found, (capture, check, waiting, spelling, table, table), strict=True))
    assert {name: str(one or "-") for name, one in found.items()} == wanted


def last_days(cohort, today, own):
    steps = [last_day(cohort, step, today, own) for step in Step]
    return [*steps, last_check_day(cohort, today, own)]


@pytest.mark.parametrize("own", ["2024-11-26", "2024-11-27", "2024-11-28"])
def test_a_last_day_is_open_not_past_and_never_comes_nearer(cohort, own):
    before = [date.min] * (len(Step) + 1)
    for ahead in range(147):  # 2024-11-15 to 2025-04-10
        today = day("2024-11-15") + timedelta(days=ahead)
        found = [last or date.max for last in last_days(cohort, today, day(own))]
        assert all(last >= max(today, once) for last, once in zip(found, before, strict=True))
        capture = found[list(Step).index(Step.CAPTURE)]
        assert capture in (day(own), date.max) or cohort.studio.is_open(capture)
        before = found


@pytest.mark.parametrize(
    ("step", "last", "name"),
    [
        (Step.CAPTURE, "2024-11-26", "部分学院集中采集结束"),
        (Step.CAPTURE, "2024-11-28", "集中采集结束"),
        (Step.CAPTURE, "2025-03-30", "补采集结束"),
        (Step.CHSI, "2024-12-16", "学信网图像校对截止"),
        (Step.CHSI, "2025-02-28", "学院交回信息核对表截止"),
        (Step.CHSI, "2025-03-30", "补采集结束"),
        (Step.PINYIN, "2024-12-16", "姓名拼音填报截止"),
        (Step.INFO, "2025-02-28", "学院交回信息核对表截止"),
    ],
)
def test_what_ends_on_a_last_day(cohort, step, last, name):
    assert name_of_end(cohort, step, day(last)) == name


def test_make_up_ends_on_the_last_open_day(cohort):
    assert makeup_end(cohort) == day("2025-03-30")


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2024-11-20", "11月23日至25日"),
        ("2024-11-24", "11月23日至25日"),
        ("2024-11-25", "11月23日至25日"),
        ("2024-11-26", ""),
    ],
)
def test_a_code_is_fetched_one_to_three_days_ahead(as_of, days):
    left = code_days(day("2024-11-26"), day(as_of))
    assert (span_said(*left) if left else "") == days


def test_how_days_are_said():
    assert said_with_weekday(day("2024-11-26")) == "11月26日（周二）"
    assert span_said(day("2025-01-11"), day("2025-02-28")) == "1月11日至2月28日"
    assert until(day("2025-02-28"), day("2025-02-27")) == "在2月28日前"
    assert until(day("2025-02-28"), day("2025-02-28")) == "今天（2月28日）"
