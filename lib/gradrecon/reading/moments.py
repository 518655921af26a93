"""A day in one column and the time of day in another: read as one moment."""

from __future__ import annotations

import re

import pyarrow as pa

from gradrecon.reading.cells.dates import read_clock, read_date
from gradrecon.reading.cells.notes import Cell
from gradrecon.reading.frame import text_array

_SECONDS = re.compile(r"\d\d:\d\d:\d\d")


def joined(came: pa.Array, other: pa.Array) -> pa.Array:
    """The cells of a column of times, each with what another column of that meaning adds to it.

    A day takes the time of day that stands beside it, and the other way round; a blank takes all.
    """
    pairs = list(zip(came.to_pylist(), other.to_pylist(), strict=True))
    known = {pair: _joined(*pair) for pair in dict.fromkeys(pairs)}
    return text_array([known[pair] for pair in pairs])


def _joined(one: str, other: str) -> str:
    if not one.strip() or not other.strip():
        return one if one.strip() else other
    for day, clock in ((one, other), (other, one)):
        if not _clock(day) and (time := _clock(clock)) and (date := _day(day)):
            return f"{date} {time}"
    return one


def _day(text: str) -> str:
    """The day of a cell that says a day and no time of day, "" for any other."""
    read, note = read_date(Cell(text))
    return "" if note else read


def _clock(text: str) -> str:
    """The time of a cell that says a time of day and no day, "" for any other."""
    read, note = read_clock(Cell(text))
    if note or " " in read or _day(text):
        return ""
    return text.strip() if _SECONDS.fullmatch(text.strip()) else f"{read}:00"
