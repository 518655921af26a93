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

_TO = r"[-–—―~～至到]+"
_LINK = rf"(?P<link>{_TO}|[、,和及])"
_DAYS = re.compile(
    r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?"
    rf"(?:\s*{_LINK}\s*(?:(?P<month2>\d{{1,2}})\s*月\s*)?(?P<day2>\d{{1,2}})\s*[日号])?"
)
_PACKED = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_WEEKDAY = re.compile(r"\s*[(（]?\s*(?:星期|周|礼拜)([一二三四五六日天])\s*[)）]?")
_HALF = r"(上午|下午|早上|中午|晚上)?"
_CLOCK = r"(\d{1,2})\s*[:.点时]\s*(\d{1,2}|半)?\s*分?"
_RANGE = re.compile(rf"{_HALF}\s*{_CLOCK}\s*{_TO}\s*{_HALF}\s*{_CLOCK}")
_BETWEEN = re.compile(r"[\s,;、()和及]*")
_AFTERNOON = frozenset({"下午", "晚上"})
_MOST_DAYS = 14


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
    found = _PACKED.match(text) or _DAYS.match(text)
    if found is None:
        return [], text
    said = found.groupdict()
    first = _day(said["year"], said["month"], said["day"], days)
    end = said.get("day2")
    last = _day(said["year"], said["month2"] or said["month"], end, days) if end else first
    rest = text[found.end() :]
    weekday = _WEEKDAY.match(rest)
    if first is None or last is None or not 0 <= (last - first).days < _MOST_DAYS:
        return [], text
    if weekday and not end and _place(weekday[1]) != first.weekday():
        return [], text
    pair = said.get("link") is not None and not re.fullmatch(_TO, said["link"])
    step = max((last - first).days, 1) if pair else 1
    named = [first + timedelta(ahead) for ahead in range(0, (last - first).days + 1, step)]
    return named, rest[weekday.end() :] if weekday else rest


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
