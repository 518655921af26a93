"""What a cell of the plan of capture says: 11月26日（周二）8:30—12:00, as offices write it.

Nothing is guessed: half a day without hours, a weekday that is another day's, or a word that is
not known leaves the whole cell unread, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gradrecon.values import characters as c

_TO = r"[-–—−―~～至到]+"
_LINK = re.compile(rf"\s*(?:(?P<range>{_TO})|[、,和及])\s*")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*[日号]?"
)
_PACKED = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_DAY_ALONE = re.compile(r"(\d{1,2})\s*[日号]")
_SERIAL = re.compile(r"\d{5}(?!\d)")
# The midnight that programs write behind a day, and the weekday that people do.
_AFTER = re.compile(
    r"(?:\s*00?:00:00)?(?:\s*[(（]?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*[)）]?)?"
)
_HALF = r"(上午|下午|早上|中午|晚上)?"
_CLOCK = r"(\d{1,2})\s*[:.点时]\s*(\d{1,2}|半)?\s*分?"
_RANGE = re.compile(rf"{_HALF}\s*{_CLOCK}\s*{_TO}\s*{_HALF}\s*{_CLOCK}")
_BETWEEN = re.compile(r"[\s,;、/()和及]*")
_PACKED_CLOCK = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?!\d)")
_AFTERNOON = frozenset({"下午", "晚上"})
_MOST_DAYS = 14
_YEAR = 365


class Slot(NamedTuple):
    """One stretch of capture: the day as `2024-11-26`, from and to as `08:30`, "" if not said."""

    day: str
    start: str
    end: str


def slots_in(text: str, days: Sequence[date]) -> list[Slot]:
    """Return the slots that a text names, none if any part of it is not understood.

    `days` are the days of capture: they give the year where none is written.
    """
    plain = " ".join(c.plain(text).translate(_NARROW).split())
    named, rest = _days(plain, days)
    return [Slot(day.isoformat(), *hours) for day in named for hours in _hours(rest)]


_NARROW = str.maketrans("：（），；　", ":(),; ")


def _days(text: str, days: Sequence[date]) -> tuple[list[date], str]:
    """Return the days that a text begins with, none if they are not understood, and the rest."""
    named: list[date] = []
    rest, ahead, link = text, text, None
    while found := _one_day(ahead, named or days):
        day, rest = found
        first = named[-1] + timedelta(1) if link and link["range"] else day
        if named and not timedelta(0) < day - named[-1] < timedelta(_MOST_DAYS):
            return [], text
        named += [first + timedelta(one) for one in range((day - first).days + 1)]
        link = _LINK.match(rest)
        if link is None:
            break
        ahead = rest[link.end() :]
    return named, rest


def _one_day(text: str, near: Sequence[date]) -> tuple[date, str] | None:
    """Return the day that a text begins with and the rest, None if it begins with no day.

    `near` are days that tell the year, or the month, where none is written.
    """
    if found := _PACKED.match(text) or _DAY.match(text):
        day = _day(found["year"], found["month"], found["day"], near)
    elif found := _DAY_ALONE.match(text):
        day = _day_of_month(int(found[1]), near)
    elif found := _SERIAL.match(text):
        day = _day_of_serial(int(found[0]), near)
    else:
        return None
    after = _AFTER.match(text, found.end())
    end = after.end() if after else found.end()
    weekday = after[1] if after else None
    if day is None or (weekday and _place(weekday) != day.weekday()):
        return None
    return day, text[end:]


def _day_of_month(number: int, near: Sequence[date]) -> date | None:
    """Return the day of that number in the month of the days, None if they lie in several."""
    months = {(one.year, one.month) for one in near}
    try:
        return date(*months.pop(), number) if len(months) == 1 else None
    except ValueError:
        return None


def _day_of_serial(serial: int, near: Sequence[date]) -> date | None:
    """Return the day that a spreadsheet counts so, None if it lies far from the days."""
    day = date(1899, 12, 30) + timedelta(serial)
    return day if abs((day - near[0]).days) < _YEAR else None


def _place(weekday: str) -> int:
    return "一二三四五六日".find(weekday.replace("天", "日"))


def _day(year: str | None, month: str, day: str, days: Sequence[date]) -> date | None:
    """Return the day, where no year is written that nearest to a day of capture."""
    years = {one.year for one in days}
    tried = [int(year)] if year else sorted({y + ahead for y in years for ahead in (-1, 0, 1)})
    try:
        found = [date(one, int(month), int(day)) for one in tried]
    except ValueError:
        return None
    return min(found, key=lambda one: min(abs(one - known) for known in days))


def _hours(text: str) -> list[tuple[str, str]]:
    """Return the stretches of hours in a text: one without hours if it says none, else none."""
    found, at = [], 0
    text = _PACKED_CLOCK.sub(r"\1:\2", text)
    for one in _RANGE.finditer(text):
        stretch = _stretch(one)
        if stretch is None or not _BETWEEN.fullmatch(text[at : one.start()]):
            return []
        found.append(stretch)
        at = one.end()
    if not _BETWEEN.fullmatch(text[at:]):
        return []
    return found or [("", "")]


def _stretch(found: re.Match[str]) -> tuple[str, str] | None:
    """Return from when to when, None if the one is not before the other."""
    half, other = found[1], found[4] or found[1]
    start, end = _clock(half, found[2], found[3]), _clock(other, found[5], found[6])
    return (start, end) if start and end and start < end else None


def _clock(half: str | None, hour: str, minute: str | None) -> str:
    """Return a time of day as `08:30`, "" if there is none such."""
    hours = int(hour) + (12 if half in _AFTERNOON and int(hour) < 12 else 0)
    minutes = 30 if minute == "半" else int(minute or 0)
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else ""
