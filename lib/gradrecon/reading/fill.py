"""Blank cells whose value stands above them: merged cells, and lists grouped by a column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gradrecon.sheets.grid import Sheet


def fill_merged(sheet: Sheet, column: int, text: pd.Series) -> pd.Series:
    """The column (of the sheet) with every cell that is merged with one above it filled from it."""
    regions = [
        (top - sheet.top, bottom - sheet.top)
        for (top, left), (bottom, _) in sheet.merged
        if left == sheet.left + column and bottom > top >= sheet.top
    ]
    if not regions:
        return text
    values = text.to_numpy(dtype=object, copy=True)
    for top, bottom in regions:
        values[top : bottom + 1] = values[top] if top < len(values) else ""
    return pd.Series(values, index=text.index, dtype="str")


def fill_grouped(values: pd.Series) -> pd.Series:
    """A column that names each group once, on its first row, with the name on every row of it.

    Where the column is written out row by row (two neighbours have the same value), a blank
    is somebody's missing value and stays.
    """
    blank = (values == "").to_numpy()
    if not blank.any() or blank.all() or _written_out(values, blank):
        return values
    return values.mask(blank).ffill().fillna("").astype("str")


def _written_out(values: pd.Series, blank: np.ndarray) -> bool:
    codes, _ = pd.factorize(values)
    same: np.ndarray = codes[1:] == codes[:-1]
    return bool((same & ~blank[1:]).any())


def hidden_among(sheet: Sheet, rows: Sequence[int] | np.ndarray) -> np.ndarray:
    """Which of the rows (0-based from the sheet's top) the office's program hides."""
    if not sheet.hidden_rows:
        return np.zeros(len(rows), dtype=bool)
    return np.isin(np.asarray(rows) + sheet.top, list(sheet.hidden_rows))
