"""The cohort's calendar seen from one day: what is open, which last day is left, how it is said.

Rules, steps, lists, messages and pages all ask here, so that they say the same. Nothing asks the
clock: the day is always given (law 6). A day on which nothing can be done is no last day.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from gradrecon.cohort.cohort import Cohort
from gradrecon.vocabulary import Step

_WEEKDAYS = "一二三四五六日"
# A capture code is fetched from three days to one day ahead (1.2.2).
_CODE_DAYS = (timedelta(days=3), timedelta(days=1))


class CapturePhase(StrEnum):
    """How a student without a picture can still get one (1.3, 1.5)."""

    AHEAD = "集中采集尚未结束"
    OPEN = "可补采集"
    SHUT = "采集单位停办"
    OVER = "补采集已截止"


def capture_phase(cohort: Cohort, day: date, last: date | None = None) -> CapturePhase:
    """Return the phase of capture that a day falls into; `last` is a college's own last day."""
    if day <= (last or cohort.calendar.capture_last):
        return CapturePhase.AHEAD
    if next_studio_day(cohort, day) is None:
        return CapturePhase.OVER
    in_closure = any(day in closure for closure in cohort.studio.closures)
    return CapturePhase.SHUT if in_closure else CapturePhase.OPEN


def studio_days(cohort: Cohort, day: date) -> list[date]:
    """Return the days from `day` to the end of make-up on which the studio is open (1.5)."""
    first = max(day, cohort.calendar.capture_last + timedelta(days=1))
    count = (cohort.calendar.makeup_due - first).days + 1
    days = (first + timedelta(days=ahead) for ahead in range(max(count, 0)))
    return [one for one in days if cohort.studio.is_open(one)]


def next_studio_day(cohort: Cohort, day: date) -> date | None:
    """Return the first day from `day` on which the studio is open, None if none is left."""
    return next(iter(studio_days(cohort, day)), None)


def last_studio_day(cohort: Cohort, day: date) -> date | None:
    """Return the last day on which a make-up picture can be taken, None if none is left."""
    return next(reversed(studio_days(cohort, day)), None)


def makeup_end(cohort: Cohort) -> date:
    """Return the last day of make-up on which the studio is open, whatever day it is."""
    return last_studio_day(cohort, cohort.calendar.capture_last) or cohort.calendar.capture_last


def last_capture_day(cohort: Cohort, day: date, own: date | None = None) -> date | None:
    """Return the last day left for a picture: the college's `own`, after it that of make-up."""
    own = own or cohort.calendar.capture_last
    return own if day <= own else last_studio_day(cohort, day)


def last_check_day(cohort: Cohort, day: date, own: date | None = None) -> date | None:
    """Return the last day left to check a picture that is still to be taken.

    It must be taken first: if that cannot be before the check is due, the two end together.
    """
    opens = day if day <= (own or cohort.calendar.capture_last) else next_studio_day(cohort, day)
    if opens is None:
        return None
    return last_day(cohort, Step.CHSI, opens) or last_studio_day(cohort, day)


def last_day(cohort: Cohort, step: Step, day: date, own: date | None = None) -> date | None:
    """Return the last day left for a step, None if the notice sets none any more.

    Check and spelling are mended until the table is due (2.2.3). `own` is as above.
    """
    if step is Step.CAPTURE:
        return last_capture_day(cohort, day, own)
    calendar = cohort.calendar
    regular = {Step.CHSI: calendar.chsi_check.last, Step.PINYIN: calendar.pinyin_due}
    ends = (regular.get(step, calendar.return_due), calendar.return_due)
    return min((one for one in ends if one >= day), default=None)


def name_of_end(cohort: Cohort, step: Step, last: date) -> str:
    """Return what ends on a step's last day."""
    calendar = cohort.calendar
    if step is Step.CAPTURE:
        return "集中采集结束" if last <= calendar.capture_last else "补采集结束"
    regular = {
        Step.CHSI: (calendar.chsi_check.last, "学信网图像校对截止"),
        Step.PINYIN: (calendar.pinyin_due, "姓名拼音填报截止"),
    }
    day, name = regular.get(step, (calendar.return_due, ""))
    if last == day and name:
        return name
    return "学院交回信息核对表截止" if last == calendar.return_due else "补采集结束"


def code_days(slot: date, day: date) -> tuple[date, date] | None:
    """Return the first and last day to fetch the code for a slot, None if they are over."""
    first, last = (slot - ahead for ahead in _CODE_DAYS)
    return (first, last) if day <= last else None


def said(day: date) -> str:
    """Return a day as Chinese text: 2月28日."""
    return f"{day.month}月{day.day}日"


def said_with_weekday(day: date) -> str:
    """Return a day with its weekday: 11月26日（周二）."""
    return f"{said(day)}（周{_WEEKDAYS[day.weekday()]}）"


def span_said(first: date, last: date) -> str:
    """Return a span of days: 12月11日至16日, or the day alone if there is only one."""
    if first == last:
        return said(first)
    end = f"{last.day}日" if first.month == last.month else said(last)
    return f"{said(first)}至{end}"


def until(last: date, day: date) -> str:
    """Return how to say by when: 在2月28日前; on the day itself 今天（2月28日）."""
    return f"今天（{said(last)}）" if last == day else f"在{said(last)}前"
