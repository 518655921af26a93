"""Cells of days and times."""

from __future__ import annotations

import re
from datetime import timedelta

from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.sheets.grid import CellType
from gradrecon.values.dates import MIDNIGHT, YEARS, clock_of, moment, plain_date_text

_FRACTION = re.compile(r"0(?:\.\d+)?|1")
# Some programs count from 1900 in local mean time and lose 43 seconds: such a day stands a little
# before its midnight. 23:59:59 is left out: offices write it for the end of a day.
_BEFORE_MIDNIGHT = re.compile(r"23:59:(?:[0-4]\d|5[0-8])")


def read_date(cell: Cell) -> Read:
    """Read a day as `2000-01-31`; anything else stays as it came.

    A time of day beside it is left out and noted; one a few seconds before midnight is the
    day that follows.
    """
    found = moment(cell.text, cell.since_1904)
    if found is None:
        return cell.text, NoteKind.UNREAD_DATE
    if _BEFORE_MIDNIGHT.fullmatch(found.clock) and (found.serial or cell.type is CellType.DATETIME):
        return (found.day + timedelta(days=1)).isoformat(), NoteKind.BEFORE_MIDNIGHT
    note = None if found.clock in ("", MIDNIGHT) else NoteKind.TIME_OF_DAY
    return found.day.isoformat(), note


def read_time(cell: Cell) -> Read:
    """Read a day and time as `2024-11-26 09:05:00`; a day alone stays a day, `2024-11-26`."""
    found = moment(cell.text, cell.since_1904)
    if found is None:
        return cell.text, NoteKind.UNREAD_TIME
    day = found.day.isoformat()
    return f"{day} {found.clock}" if found.clock else day, None


def read_clock(cell: Cell) -> Read:
    """Read a time of day as `09:05`, with its day if the cell tells one: `2024-11-26 09:05`."""
    text = cell.text
    found = moment(text, cell.since_1904)
    if found and found.clock and found.day.year in YEARS:
        return f"{found.day} {found.clock[:5]}", None
    if cell.type is CellType.NUMBER and _FRACTION.fullmatch(text):
        minutes = round(float(text) * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}", None
    if cell.type is CellType.DATETIME:
        text = text[11:]
    clock = clock_of(plain_date_text(text))
    return (clock[:5], None) if clock else (cell.text, NoteKind.UNREAD_TIME)
