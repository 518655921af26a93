"""Blank cells whose value stands above them: merged cells, and lists grouped by a column."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import text_array
from gradrecon.sheets.grid import Sheet


def fill_merged(sheet: Sheet, column: int, text: pa.Array) -> pa.Array:
    """The column (of the sheet) with every cell that is merged with one above it filled from it."""
    regions = [
        (top - sheet.top, bottom - sheet.top)
        for (top, left), (bottom, _) in sheet.merged
        if left == sheet.left + column and bottom > top >= sheet.top
    ]
    if not regions:
        return text
    values = text.to_numpy(zero_copy_only=False).copy()
    for top, bottom in regions:
        if top < len(values):
            values[top : bottom + 1] = values[top]
    return text_array(values)


def fill_grouped(text: pa.Array) -> pa.Array:
    """A column that names each group once, on its first row, with the name on every row of it.

    Where the column is written out row by row (two neighbours have the same value), a blank
    is somebody's missing value and stays.
    """
    empty = pc.equal(pc.utf8_trim_whitespace(text), "").to_numpy(zero_copy_only=False)
    if not empty.any() or empty.all() or _written_out(text, empty):
        return text
    named = np.maximum.accumulate(np.where(empty, -1, np.arange(len(text))))
    filled = text.take(pa.array(named.clip(min=0)))
    return pc.if_else(pa.array(named >= 0), filled, "")


def _written_out(text: pa.Array, empty: np.ndarray) -> bool:
    same = pc.equal(text.slice(1), text.slice(0, len(text) - 1)).to_numpy(zero_copy_only=False)
    return bool((same & ~empty[1:]).any())


def hidden_among(sheet: Sheet, rows: np.ndarray) -> np.ndarray:
    """Which of the rows (0-based from the sheet's top) the office's program hides."""
    if not sheet.hidden_rows:
        return np.zeros(len(rows), dtype=bool)
    return np.isin(rows + sheet.top, list(sheet.hidden_rows))
