"""Columns of text as Arrow arrays, made in one step from the bytes that the reader sends.

Below the header everything is done on whole columns here; pandas begins where the rows of all
sheets of a source come together, for it costs as much for a small sheet as for a big one.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.sheets.grid import Column, Sheet


def texts_of(sheet: Sheet) -> list[pa.Array]:
    """Every column of a sheet as text."""
    return [_array(column) for column in sheet.columns]


def _array(column: Column) -> pa.Array:
    separator = column.separator.encode()
    if len(separator) > 1:  # only where cells hold every usual control character
        return text_array(column.cells)
    data = np.frombuffer(column.text, dtype=np.uint8)
    ends = np.flatnonzero(data == separator[0])
    # Each separator that is left out moves what follows one byte to the left.
    offsets = np.empty(len(ends) + 2, dtype="int64")
    offsets[0], offsets[1:-1], offsets[-1] = 0, ends - np.arange(len(ends)), len(data) - len(ends)
    texts = column.text.replace(separator, b"")
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
