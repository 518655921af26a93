"""Columns of a sheet as pandas text, made in one step from the bytes that the reader sends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.sheets.grid import Column, Sheet


def texts_of(sheet: Sheet) -> list[pd.Series]:
    """Every column of a sheet as text, index 0 … height - 1."""
    return [_series(column) for column in sheet.columns]


def _series(column: Column) -> pd.Series:
    data = np.frombuffer(column.text, dtype=np.uint8)
    separator = column.separator.encode()
    if len(separator) > 1:  # only where cells hold every usual control character
        return pd.Series(column.cells, dtype="str")
    ends = np.flatnonzero(data == separator[0])
    # Each separator that is left out moves what follows one byte to the left.
    offsets = np.concatenate(([0], ends - np.arange(len(ends)), [len(data) - len(ends)])).astype(
        "int64"
    )
    texts = np.delete(data, ends).tobytes()
    array = pa.LargeStringArray.from_buffers(
        len(offsets) - 1, pa.py_buffer(offsets.tobytes()), pa.py_buffer(texts)
    )
    return pd.Series(pd.array(array, dtype="str"))


def matches(values: pd.Series, pattern: str) -> np.ndarray:
    """Which values a pattern (RE2 syntax, searched for) matches, all in one step."""
    found: np.ndarray = pc.match_substring_regex(pa.array(values), pattern).to_numpy(
        zero_copy_only=False
    )
    return found
