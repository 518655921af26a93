"""What any file is turned into: sheets of cells as text that keep their types and their places.

Named tuples throughout: each reading process would spend a good part of its start on data classes.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple


class CellType(StrEnum):
    """What the file says a cell is, where it is not simply text; one letter each."""

    NUMBER = "n"
    BOOLEAN = "b"
    DATE = "d"
    DATETIME = "m"
    TIME = "t"
    ERROR = "e"  # shows an error value such as #N/A
    HOLLOW = "f"  # a formula without a stored result
    CUT = "c"  # text that ends within a character: it was cut at its field's width
    FULL = "l"  # text that fills its field to the last byte and may have been cut
    FORMATTED = "w"  # its format shows other digits or letters than the file keeps
    DRESSED = "g"  # a number that its format shows with thousands separators, currency or power
    LOST = "x"  # its text is kept elsewhere in the file, and is not there
    SHIFTED = "s"  # in a row with more cells than the header: it may belong one column before


class Special(NamedTuple):
    """A cell whose type no Python value expresses."""

    text: str
    type: CellType


Value = str | float | int | bool | date | datetime | time | timedelta | Special
"""A cell as readers give it: text as text, blank as "", the rest as what it is."""

Place = tuple[int, int]
"""Row and column of a cell, 0-based on the whole sheet."""

Region = tuple[Place, Place]
"""First and last (row, column) of merged cells, 0-based, both included."""

# What may stand between the cells of a column, the first that none of them holds.
SEPARATORS = ("\x1f", "\x1e", "\x1d", "\x1c", "\0", "\U0010fffd")
_HALF_SECOND = timedelta(microseconds=500_000)
_TYPES = {
    float: CellType.NUMBER,
    int: CellType.NUMBER,
    bool: CellType.BOOLEAN,
    date: CellType.DATE,
    datetime: CellType.DATETIME,
    time: CellType.TIME,
    timedelta: CellType.TIME,
}


class Unreadable(Exception):
    """A file cannot be read as a table: what is wrong with it, and what to do now (in Chinese)."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong, mend)
        self.wrong = wrong
        self.mend = mend


class Failed(Unreadable):
    """One reader failed at a file; another may yet read it."""


class Column(NamedTuple):
    """The cells of a column as one text: that crosses process borders and enters Arrow at once.

    `text`: all cells in UTF-8, `separator` between them. `places` are the cells that are not
    simply text, counted from the top of the column; `types` has a letter for each of them.
    """

    text: bytes
    separator: str
    places: array[int] = array("q")
    types: str = ""

    def first(self, count: int) -> list[str]:
        """The first `count` cells as text."""
        separator = self.separator.encode()
        found = self.text.split(separator, count)[:count]
        return separator.join(found).decode().split(self.separator)

    @property
    def cells(self) -> list[str]:
        """All cells as text."""
        return self.text.decode().split(self.separator)


class Sheet(NamedTuple):
    """One sheet: columns of `height` cells from (`top`, `left`) on, as the office's program counts.

    `hidden`: that program does not show the sheet. `hidden_rows` and `hidden_columns` are
    0-based on the whole sheet, as are the other marks: `merged` cells, those that are `struck`
    through, whole or in part, the texts of `comments`, and the `choices` that a list offers.
    `widths` is how many cells each row of a text file has.
    """

    name: str
    columns: tuple[Column, ...]
    height: int
    top: int = 0
    left: int = 0
    hidden: bool = False
    merged: tuple[Region, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: array[int] = array("H")
    struck: frozenset[Place] = frozenset()
    comments: tuple[tuple[Place, str], ...] = ()
    choices: tuple[tuple[Region, str], ...] = ()

    @property
    def cells(self) -> list[list[str]]:
        """All cells by rows as text, from the sheet's first row and column on.

        Numbers have no needless `.0`; dates and times are as in ISO 8601; errors are as
        shown; blank cells are "".
        """
        blank = [""] * self.left
        body = zip(*(column.cells for column in self.columns), strict=True)
        return [*([] for _ in range(self.top)), *([*blank, *row] for row in body)]

    def first(self, count: int) -> list[tuple[str, ...]]:
        """The first `count` rows as text, from `top` and `left` on."""
        return list(zip(*(column.first(count) for column in self.columns), strict=True))

    @property
    def types(self) -> dict[tuple[int, int], CellType]:
        """What each cell is that is neither blank nor text, by its place in `cells`."""
        return {
            (self.top + place, self.left + across): CellType(kind)
            for across, column in enumerate(self.columns)
            for place, kind in zip(column.places, column.types, strict=True)
        }


class Book(NamedTuple):
    """One file as read: what its bytes were taken for, its sheets, and which date system.

    `remarks` are Chinese sentences on how it was read, where that was out of the ordinary.
    """

    taken_for: str
    sheets: tuple[Sheet, ...]
    since_1904: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """The bytes of text in all sheets."""
        return sum(len(column.text) for sheet in self.sheets for column in sheet.columns)

    def noting(self, *remarks: str) -> Book:
        """The same with further remarks."""
        return self._replace(remarks=(*self.remarks, *remarks))


def columns_of(rows: Sequence[Sequence[Value]]) -> tuple[Column, ...]:
    """The columns of rows, which may be of unequal length; blank ones at the end are left out."""
    even = len({len(row) for row in rows}) < 2
    found = zip(*rows, strict=True) if even else zip_longest(*rows, fillvalue="")
    columns = [column_of(cells) for cells in found]
    while columns and not (columns[-1].places or columns[-1].text.strip(_between(columns[-1]))):
        columns.pop()
    return tuple(columns)


def _between(column: Column) -> bytes:
    return column.separator.encode()


def below(parts: Sequence[tuple[tuple[Column, ...], int]]) -> tuple[Column, ...]:
    """The columns of parts one below another, each with its height; theirs hold text only."""
    if len(parts) == 1:
        return parts[0][0]
    width = max((len(columns) for columns, _ in parts), default=0)
    return tuple(
        _one_below_another(
            [columns[across] if across < len(columns) else _blank(height)
             for columns, height in parts]
        )
        for across in range(width)
    )  # fmt: skip


def _blank(height: int) -> Column:
    return Column(SEPARATORS[0].encode() * (height - 1), SEPARATORS[0])


def _one_below_another(parts: Sequence[Column]) -> Column:
    separator = parts[0].separator
    if all(part.separator == separator for part in parts):
        return Column(separator.encode().join([part.text for part in parts]), separator)
    return column_of([cell for part in parts for cell in part.cells])


def column_of(cells: Sequence[Value]) -> Column:
    """The cells of one column, one below another."""
    try:
        return _join(cells)  # type: ignore[arg-type]
    except TypeError:  # not all of them are text
        odd = [place for place, cell in enumerate(cells) if not isinstance(cell, str)]
    texts = list(cells)
    for place in odd:
        texts[place] = as_text(cells[place])
    types = "".join([type_of(cells[place]) for place in odd])
    joined = _join(texts)  # type: ignore[arg-type]
    return joined._replace(places=array("q", odd), types=types)


def _join(texts: Sequence[str]) -> Column:
    for separator in SEPARATORS:
        joined = separator.join(texts)
        if joined.count(separator) == len(texts) - 1:
            return Column(joined.encode("utf-8", "replace"), separator)
    plain = [text.replace(SEPARATORS[0], " ") for text in texts]
    return Column(SEPARATORS[0].join(plain).encode("utf-8", "replace"), SEPARATORS[0])


def type_of(value: Value) -> CellType:
    """What a value that is not text is."""
    return value.type if isinstance(value, Special) else _TYPES[type(value)]


def as_text(value: Value) -> str:
    """A value as text: whole numbers without a point, dates and times as in ISO 8601."""
    kind = type(value)
    if kind is float or kind is int:
        return number_text(value)  # type: ignore[arg-type]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return (value + _HALF_SECOND).isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return _clock_text(value)
    return value.text if isinstance(value, Special) else str(value)


def _clock_text(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def number_text(value: float) -> str:
    """A number in full: whole ones in digits, others in the shortest way that is exact.

    Digits beyond the fifteenth are not the office's: Excel has no more.
    """
    if abs(value) < 1e21 and value == (whole := int(value)):
        return str(whole)
    return repr(value).upper()
