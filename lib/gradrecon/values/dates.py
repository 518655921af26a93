"""Days and times as offices write them, and serials of both date systems."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from gradrecon.values import characters as c

_DAY = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(20\d\d)\s*[-/.．年]?\s*(\d{1,2})\s*月?(?:份|底|末)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PACKED_CLOCK = re.compile(r"(\d\d)(\d\d)(?:(\d\d)(?:\.\d+|\d{3}|\d{6})?)?")
_HALF = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|[AP]\\.?M\\.?"
_CLOCK = re.compile(
    rf"({_HALF})?\s*(\d{{1,2}})\s*[:：时点]\s*(?:(\d{{1,2}})\s*分?)?"
    rf"(?:\s*[:：]?\s*(\d{{1,2}})(?:\.\d+)?\s*秒?)?\s*({_HALF})?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=\d)\s*(?:(Z)|([+-])(\d\d):?(\d\d))$")
_WEEKDAY = re.compile(r"[\s(（]*(?:星期|周)[一二三四五六日天][)）]*\s*")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# Serials of days between these years are dates; other numbers of five digits are not.
YEARS = range(1910, 2101)
_MORNING = frozenset({"凌晨", "清晨", "早晨", "早上", "上午", "AM"})
_AFTERNOON = frozenset({"下午", "傍晚", "PM"})
_EVENING = frozenset({"晚上", "晚间"})
_HERE = timedelta(hours=8)  # Beijing time is ahead of UTC by so much
MIDNIGHT = "00:00:00"


class Moment(NamedTuple):
    """A day, its time of day or "", and whether a program kept both as one serial number."""

    day: date
    clock: str = ""
    serial: bool = False


def day_of(text: str) -> str:
    """Give the day that a text names as `2000-01-31`, "" if it names none."""
    found = moment(text)
    return found.day.isoformat() if found else ""


def month_of(text: str) -> str:
    """Give the last day of the month that a text names without a day, "" if it names none."""
    found = _MONTH.fullmatch(plain_date_text(text))
    if found is None or not 1 <= int(found[2]) <= 12:
        return ""
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1]).isoformat()


def moment(text: str, since_1904: bool = False) -> Moment | None:
    """Give the day and the time of day that a text names, None if it names no day."""
    text = plain_date_text(text)
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text), since_1904)
    found = _DAY.match(text) or _PACKED.match(text)
    if found is None:
        return None
    rest = _WEEKDAY.sub(" ", text[found.end() :]).strip(" T,，-_")
    zone = _ZONE.search(rest)
    clock = clock_of(rest[: zone.start()] if zone else rest) if rest else ""
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    if clock is None or (zone and not clock):
        return None
    return _here(day, clock, zone) if zone else Moment(day, clock)


def _here(day: date, clock: str, zone: re.Match[str]) -> Moment:
    """Give the moment of another time zone in Beijing time."""
    ahead = timedelta(hours=int(zone[3] or 0), minutes=int(zone[4] or 0))
    there = datetime.fromisoformat(f"{day} {clock}")
    found = there + _HERE - (-ahead if zone[2] == "-" else ahead)
    return Moment(found.date(), found.strftime("%H:%M:%S"))


def _of_serial(serial: float, since_1904: bool) -> Moment | None:
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    found = start + timedelta(seconds=round(serial * 86_400))
    if found.year not in YEARS:
        return None
    clock = found.strftime("%H:%M:%S")
    return Moment(found.date(), "" if clock == MIDNIGHT else clock, serial=True)


def clock_of(text: str) -> str | None:
    """Give the time of day as `09:05:00`, None if the text names none."""
    found = _CLOCK.fullmatch(text) or _PACKED_CLOCK.fullmatch(text)
    if found is None:
        return None
    if found.re is _PACKED_CLOCK:
        return _clock_text(*(int(part or 0) for part in found.groups()))
    hour, minute, second = (int(found[number] or 0) for number in (2, 3, 4))
    halves = {half.upper().replace(".", "") for half in (found[1], found[5]) if half}
    whole = _of_24(hour, next(iter(halves), "")) if len(halves) < 2 else None
    return None if whole is None else _clock_text(whole, minute, second)


def _of_24(hour: int, half: str) -> int | None:
    """Give the hour of 24 that an hour of a half day is, None if the two contradict each other.

    12 in the morning is midnight; 12 in the evening may be either day's.
    """
    if half in _MORNING:
        return hour % 12 if hour <= 12 else None
    if half in _AFTERNOON or (half in _EVENING and hour != 12):
        return hour + 12 if hour < 12 else hour
    if half == "中午":
        return hour + 12 if hour < 4 else hour
    return None if half else hour


def _clock_text(hour: int, minute: int, second: int) -> str | None:
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02d}:{minute:02d}:{second:02d}"


def plain_date_text(text: str) -> str:
    """Give a text with plain characters and spaces."""
    return c.plain(text).replace("\u3000", " ").strip()
