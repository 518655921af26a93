"""Cells of days and times: the seven forms that offices use, and serials of both date systems."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from gradrecon import characters as c
from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.sheets.grid import CellType

_DAY = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(
    r"(上午|下午|晚上|早上|中午|AM|PM)?\s*(\d{1,2})\s*[:：时点]\s*(?:(\d{1,2})\s*分?)?"
    r"(?:\s*[:：]?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(AM|PM)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[\s(（]*(?:星期|周)[一二三四五六日天][)）]*\s*")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_FRACTION = re.compile(r"0(?:\.\d+)?|1")
# Serials of days between these years are dates; other numbers of five digits are not.
_YEARS = range(1910, 2101)
_AFTERNOON = frozenset({"下午", "晚上", "PM"})


def day_of(text: str) -> str:
    """The day that a text names, as `2000-01-31`, "" where it names none."""
    found = _moment(text)
    return found[0].isoformat() if found else ""


def read_date(cell: Cell) -> Read:
    """A day as `2000-01-31`; what is none stands as it came."""
    found = _moment(cell.text, cell.since_1904)
    if found is None:
        return cell.text, NoteKind.UNREAD_DATE
    return found[0].isoformat(), None


def read_time(cell: Cell) -> Read:
    """A day and time as `2024-11-26 09:05:00`; a day alone stays a day, `2024-11-26`."""
    found = _moment(cell.text, cell.since_1904)
    if found is None:
        return cell.text, NoteKind.UNREAD_TIME
    day, clock = found
    return f"{day.isoformat()} {clock}" if clock else day.isoformat(), None


def read_clock(cell: Cell) -> Read:
    """A time of day as `09:05`."""
    text = cell.text
    if cell.type is CellType.NUMBER and _FRACTION.fullmatch(text):
        minutes = round(float(text) * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}", None
    if cell.type is CellType.DATETIME:
        text = text[11:]
    clock = _clock(_plain(text))
    return (clock[:5], None) if clock else (cell.text, NoteKind.UNREAD_TIME)


def _moment(text: str, since_1904: bool = False) -> tuple[date, str] | None:
    """The day, and the time of day or ""."""
    text = _plain(text)
    if _SERIAL.fullmatch(text):
        return _of_serial(float(text), since_1904)
    found = _DAY.match(text) or _PACKED.match(text)
    if found is None:
        return None
    rest = _WEEKDAY.sub(" ", text[found.end() :]).strip(" T,，")
    clock = _clock(rest) if rest else ""
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


def _clock(text: str) -> str | None:
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


def _plain(text: str) -> str:
    return c.plain(text).replace("\u3000", " ").strip()
