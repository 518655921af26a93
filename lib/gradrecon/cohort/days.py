"""The cohort's calendar seen from one day: what is open, which last day is left, how it is said.

Rules, steps, lists, messages and pages all ask here, so that they say the same. Nothing asks the
clock: the day is always given (law 6). A day on which nothing can be done is no last day.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def last_studio_day(cohort: Cohort, day: date, until: date | None = None) -> date | None:
    """Return the last day on which a make-up picture can be taken, None if none is left.

    It is the last by `until`, if any is left by then.
    """
    days = studio_days(cohort, day)
    in_time = [one for one in days if until and one <= until]
    return next(reversed(in_time or days), None)


def makeup_end(cohort: Cohort) -> date:
    """Return the last day of make-up on which the studio is open, whatever day it is."""
    return last_studio_day(cohort, cohort.calendar.capture_last) or cohort.calendar.capture_last


def return_due(cohort: Cohort, batch: str = "") -> date:
    """Return the day on which the table is due (2.3.2): the batch's own, else the calendar's."""
    own = cohort.batch_by_name.get(batch)
    return (own.return_due if own else None) or cohort.calendar.return_due


def next_return(cohort: Cohort, batches: Iterable[str], day: date) -> date:
    """Return the next day on which the table of one of the batches is due, else the last of all."""
    days = sorted({return_due(cohort, batch) for batch in batches} or {return_due(cohort)})
    return next((one for one in days if one >= day), days[-1])


def last_capture_day(
    cohort: Cohort, day: date, own: date | None = None, batch: str = ""
) -> date | None:
    """Return the last day left for a picture: the college's `own`, after it that of make-up.

    Make-up is in time until the batch is registered; after that it is for a later batch.
    """
    own = own or cohort.calendar.capture_last
    known = cohort.batch_by_name.get(batch)
    registered = known.registration if known else None
    return own if day <= own else last_studio_day(cohort, day, registered)


def last_check_day(
    cohort: Cohort, day: date, own: date | None = None, batch: str = ""
) -> date | None:
    """Return the last day left to check a picture that is still to be taken.

    It must be taken first: if that cannot be before the check is due, the two end together.
    """
    opens = day if day <= (own or cohort.calendar.capture_last) else next_studio_day(cohort, day)
    if opens is None:
        return None
    due = last_day(cohort, Step.CHSI, opens, None, batch)
    return due or last_capture_day(cohort, day, own, batch)


def last_day(
    cohort: Cohort, step: Step, day: date, own: date | None = None, batch: str = ""
) -> date | None:
    """Return the last day left for a step, None if the notice sets none any more.

    Check and spelling are mended until the table is due (2.2.3). `own` is as above.
    """
    if step is Step.CAPTURE:
        return last_capture_day(cohort, day, own, batch)
    calendar, due = cohort.calendar, return_due(cohort, batch)
    regular = {Step.CHSI: calendar.chsi_check.last, Step.PINYIN: calendar.pinyin_due}
    ends = (regular.get(step, due), due)
    return min((one for one in ends if one >= day), default=None)


def opening(cohort: Cohort, step: Step, day: date) -> date | None:
    """Return the day from which a step can be done, None if it can be already.

    A picture is checked while CHSI has the check open (1.4), the table is confirmed when the
    spellings are in (2.2.1).
    """
    calendar = cohort.calendar
    opens = {Step.CHSI: calendar.chsi_check.first, Step.INFO: calendar.pinyin_due + timedelta(1)}
    first = opens.get(step)
    return first if first and first > day else None


def name_of_end(cohort: Cohort, step: Step, last: date) -> str:
    """Return what ends on a step's last day."""
    calendar = cohort.calendar
    if step is Step.CAPTURE:
        if last < calendar.capture_last:
            return "部分学院集中采集结束"
        return "集中采集结束" if last == calendar.capture_last else "补采集结束"
    regular = {
        Step.CHSI: (calendar.chsi_check.last, "学信网图像校对截止"),
        Step.PINYIN: (calendar.pinyin_due, "姓名拼音填报截止"),
    }
    day, name = regular.get(step, (None, ""))
    if last == day:
        return name
    returns = {return_due(cohort), *(one.return_due for one in cohort.year_batches)}
    return "学院交回信息核对表截止" if last in returns else "补采集结束"


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
