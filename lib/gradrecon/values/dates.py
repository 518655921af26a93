"""Days and times as offices write them, and serials of both date systems."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from gradrecon.values import characters as c

_DAY = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(
    r"(上午|下午|晚上|早上|中午|AM|PM)?\s*(\d{1,2})\s*[:：时点]\s*(?:(\d{1,2})\s*分?)?"
    r"(?:\s*[:：]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(AM|PM)?",
    re.IGNORECASE,
)

_WEEKDAY = re.compile(r"[\s(（]*(?:星期|周)[一二三四五六日天][)）]*\s*")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")

# Serials of days between these years are dates; other numbers of five digits are not.
_YEARS = range(1910, 2101)
_AFTERNOON = frozenset({"下午", "晚上", "PM"})


def day_of(text: str) -> str:
    """The day that a text names, as `2000-01-31`, "" where it names none."""
    found = moment(text)
    return found[0].isoformat() if found else ""


def moment(text: str, since_1904: bool = False) -> tuple[date, str] | None:
    """The day, and the time of day or ""."""
    text = plain_date_text(text)
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text), since_1904)
    found = _DAY.match(text) or _PACKED.match(text)
    if found is None:
        return None
    rest = _WEEKDAY.sub(" ", text[found.end() :]).strip(" T,，")
    clock = clock_of(rest) if rest else ""
    try:
        return (date(*map(int, found.groups())), clock) if clock is not None else None
    except ValueError:
        return None


def _of_serial(serial: float, since_1904: bool) -> tuple[date, str] | None:
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = start + timedelta(seconds=round(serial * 86_400))
    if moment.year not in _YEARS:
        return None
    return moment.date(), "" if serial.is_integer() else moment.strftime("%H:%M:%S")


def clock_of(text: str) -> str | None:
    """The time of day as `09:05:00`; None where the text names none."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    half = (found[1] or found[5] or "").upper()
    hour, minute, second = (int(found[number] or 0) for number in (2, 3, 4))
    if half in _AFTERNOON and hour < 12:
        hour += 12
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02d}:{minute:02d}:{second:02d}"


def plain_date_text(text: str) -> str:
    """The text with plain characters and spaces."""
    return c.plain(text).replace("\u3000", " ").strip()
