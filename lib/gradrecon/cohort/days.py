"""What a day means in the cohort's calendar: which window is open, what is the last day left.

Nothing here asks the clock: the day is always given (law 6).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from gradrecon.cohort.cohort import Cohort


class CapturePhase(StrEnum):
    """How a student without a picture can still get one (1.3, 1.5)."""

    AHEAD = "集中采集尚未结束"
    OPEN = "可补采集"
    SHUT = "采集单位停办"
    OVER = "补采集已截止"


def capture_phase(cohort: Cohort, day: date, last: date | None = None) -> CapturePhase:
    """Which of the phases of capture a day falls into; `last`: a college's own last day."""
    if day <= (last or cohort.calendar.capture_last):
        return CapturePhase.AHEAD
    if next_studio_day(cohort, day) is None:
        return CapturePhase.OVER
    in_closure = any(day in closure for closure in cohort.studio.closures)
    return CapturePhase.SHUT if in_closure else CapturePhase.OPEN


def studio_days(cohort: Cohort, day: date) -> list[date]:
    """The days from `day` to the end of make-up on which the studio is open (1.5)."""
    first = max(day, cohort.calendar.capture_last + timedelta(days=1))
    count = (cohort.calendar.makeup_due - first).days + 1
    days = (first + timedelta(days=ahead) for ahead in range(max(count, 0)))
    return [one for one in days if cohort.studio.is_open(one)]


def next_studio_day(cohort: Cohort, day: date) -> date | None:
    """The first day from `day` on which the studio is open, None where none is left."""
    return next(iter(studio_days(cohort, day)), None)


def last_studio_day(cohort: Cohort, day: date) -> date | None:
    """The last day on which a picture can still be taken, None where none is left."""
    return next(reversed(studio_days(cohort, day)), None)


def next_deadline(cohort: Cohort, day: date) -> tuple[date, str] | None:
    """The next day that the notice sets, and what is due then; None after the last."""
    calendar = cohort.calendar
    due = [
        (calendar.capture_last, "集中采集结束"),
        (calendar.chsi_check.last, "学信网图像校对截止"),
        (calendar.pinyin_due, "姓名拼音填报截止"),
        (calendar.return_due, "学院交回信息核对表截止"),
        (calendar.makeup_due, "补采集截止"),
    ]
    ahead = sorted((one for one in due if one[0] >= day), key=lambda one: one[0])
    same_day = [what for when, what in ahead if when == ahead[0][0]]
    return (ahead[0][0], "、".join(same_day)) if ahead else None


def said(day: date) -> str:
    """A day as Chinese text: 2月28日."""
    return f"{day.month}月{day.day}日"
