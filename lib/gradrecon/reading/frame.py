"""Cells of text as Arrow arrays, made in one step from the bytes that the reader sends.

Below the header everything is done on whole columns here; pandas begins where the rows of all
sheets of a source come together, for it costs as much for a small sheet as for a big one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import bytes_at, lengths
from gradrecon.sheets.grid import Sheet

_SEEN = r"[^\s\x{00a0}\x{3000}]"
# By the first byte of a text: whether it may be a space, which in UTF-8 begins with one of these.
_MAY_BE_SPACE = np.isin(np.arange(256), list(b" \t\r\n\f\xc2\xe3"))


@dataclass(frozen=True)
class Cells:
    """All cells of a sheet as one array: its columns one below another, `height` cells each."""

    texts: pa.Array
    height: int

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """The cells of a sheet as text."""
        separators = {column.separator.encode() for column in sheet.columns}
        separator = min(separators, default=b"")
        if len(separators) > 1 or len(separator) != 1:  # some cell holds a control character
            texts = text_array([cell for column in sheet.columns for cell in column.cells])
        else:
            texts = _split(separator.join([column.text for column in sheet.columns]), separator)
        return cls(texts, sheet.height)

    def column(self, place: int) -> pa.Array:
        """One column."""
        return self.texts.slice(place * self.height, self.height)

    def at(self, places: np.ndarray, rows: np.ndarray) -> pa.Array:
        """Return the cells at these columns and rows, pair by pair."""
        return self.texts.take(pa.array(places * self.height + rows))


def _split(text: bytes, separator: bytes) -> pa.Array:
    data = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero(data == separator[0])
    # Each separator that is left out moves what follows one byte to the left.
    offsets = np.empty(len(ends) + 2, dtype="int64")
    offsets[0], offsets[1:-1], offsets[-1] = 0, ends - np.arange(len(ends)), len(data) - len(ends)
    texts = text.translate(None, separator)
    return pa.LargeStringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(texts)
    )


def text_array(values: list[str] | np.ndarray) -> pa.Array:
    """Values as one array of the type that all columns here have."""
    return pa.array(values, type=pa.large_string())


def blank(height: int) -> pa.Array:
    """A column of blanks."""
    return pa.LargeStringArray.from_buffers(
        height, pa.py_buffer(np.zeros(height + 1, dtype="int64")), pa.py_buffer(b"")
    )


def matches(values: pa.Array, pattern: str) -> np.ndarray:
    """Which values a pattern (RE2 syntax, searched for) matches, all in one step."""
    found: np.ndarray = pc.match_substring_regex(values, pattern).to_numpy(zero_copy_only=False)
    return found


def matches_among(among: np.ndarray, values: pa.Array, pattern: str) -> np.ndarray:
    """Which of the values that are `among` those asked about the pattern matches."""
    found = among.copy()
    if among.any():
        found[among] = matches(values.filter(pa.array(among)), pattern)
    return found


def seen(values: pa.Array) -> np.ndarray:
    """Which values hold anything but spaces."""
    filled = lengths(values) > 0
    doubtful = filled & _MAY_BE_SPACE[bytes_at(values, 0)]
    return (filled & ~doubtful) | matches_among(doubtful, values, _SEEN)


def is_ascii(values: pa.Array) -> np.ndarray:
    """Which values are of ASCII characters only: no Chinese word is among them."""
    found: np.ndarray = pc.string_is_ascii(values).to_numpy(zero_copy_only=False)
    return found


def chosen(values: pa.Array, rows: np.ndarray) -> pa.Array:
    """The values in these rows (ascending), not copied where the rows follow one another."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
        return values.slice(rows[0], len(rows))
    return values.take(pa.array(rows))
