"""Cells of days and times: the seven forms that offices use, and serials of both date systems."""

from __future__ import annotations

import re

from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.sheets.grid import CellType
from gradrecon.values.dates import clock_of, moment, plain_date_text

_FRACTION = re.compile(r"0(?:\.\d+)?|1")


def read_date(cell: Cell) -> Read:
    """A day as `2000-01-31`; what is none stands as it came."""
    found = moment(cell.text, cell.since_1904)
    if found is None:
        return cell.text, NoteKind.UNREAD_DATE
    return found[0].isoformat(), None


def read_time(cell: Cell) -> Read:
    """A day and time as `2024-11-26 09:05:00`; a day alone stays a day, `2024-11-26`."""
    found = moment(cell.text, cell.since_1904)
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
    clock = clock_of(plain_date_text(text))
    return (clock[:5], None) if clock else (cell.text, NoteKind.UNREAD_TIME)
