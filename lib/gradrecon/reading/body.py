"""Which rows below the header are data: not blank ones, repeated headers, titles and feet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from gradrecon.reading.frame import matches

# What stands first in a row that closes a table or is to be signed.
_FOOT_WORDS = (
    "合计|总计|小计|共计|总人数|经办人|主管院长|院长|学院|单位|公章|签字|签章|盖章|制表|填表|填报|审核"
    "|负责人|联系人|联系电话|说明|备注|注"
)
_FOOT = re.compile(
    rf"(?:{_FOOT_WORDS})(?:人|时间|日期)?(?:[（(].*[)）])?[:：].*"
    r"|(?:合计|总计|小计|共计|总人数)\d*[人名条]?"
    r"|[（(]?(?:经办人|主管院长|院长|学院|单位)?(?:签字|签名|签章|盖章|公章)[)）]?"
    r"|(?:以上)?共(?:计|有)?\d+[人名条行].*"
    r"|(?:日期|时间)[:：].*|(?:\d{4})?年(?:\d{1,2})?月(?:\d{1,2})?日|制表|经办人|主管院长",
    re.DOTALL,
)
_KEY = r"^\s*[0-9A-Za-z]{6,}\s*$"
_BLANK = r"^[\s\x{00a0}\x{3000}]*$"


def data_rows(
    texts: Sequence[pd.Series],
    below: int,
    headers: Mapping[int, frozenset[str]],
    keys: Sequence[int],
) -> np.ndarray:
    """The rows (0-based from the sheet's top) that are data, in order.

    `texts` are the sheet's columns, `below` the first row under the header, `headers` the
    texts that stand in the header of each column that is read, `keys` the columns of numbers.
    A foot is left out only where no such number stands in it: no person is lost to a word.
    """
    filled = np.column_stack([~matches(text, _BLANK) for text in texts])
    rows = np.flatnonzero(filled.any(axis=1))
    rows = rows[rows >= below]
    if not len(rows):
        return rows
    leading = _leading(texts, rows, filled[rows].argmax(axis=1))
    lone = filled[rows].sum(axis=1) == 1
    drop = _repeats(texts, rows, headers) | (lone & _said_above(texts, leading, below))
    drop |= _feet(leading) & ~_any_matches([texts[place].iloc[rows] for place in keys], len(rows))
    return rows[~drop]


def _any_matches(columns: Sequence[pd.Series], height: int) -> np.ndarray:
    found = np.zeros(height, dtype=bool)
    for column in columns:
        found |= matches(column, _KEY)
    return found


def _leading(texts: Sequence[pd.Series], rows: np.ndarray, first: np.ndarray) -> pd.Series:
    """The first filled cell of each row."""
    leading = np.empty(len(rows), dtype=object)
    for place in np.unique(first):
        chosen = np.flatnonzero(first == place)
        leading[chosen] = texts[place].iloc[rows[chosen]].to_numpy(dtype=object)
    return pd.Series(leading, dtype="str")


def _repeats(
    texts: Sequence[pd.Series], rows: np.ndarray, headers: Mapping[int, frozenset[str]]
) -> np.ndarray:
    """Rows that say the header again, in two of its columns at least."""
    same = np.zeros(len(rows), dtype="int64")
    for place, said in headers.items():
        same += texts[place].iloc[rows].isin(said).to_numpy()
    return same >= min(2, len(headers))


def _said_above(texts: Sequence[pd.Series], leading: pd.Series, below: int) -> np.ndarray:
    """Cells that also stood above the header: titles that come again on each page."""
    above = {cell for text in texts for cell in text.iloc[:below] if cell.strip()}
    return leading.isin(above).to_numpy()


def _feet(leading: pd.Series) -> np.ndarray:
    codes, distinct = pd.factorize(leading)
    known = [bool(_FOOT.fullmatch("".join(text.split()))) for text in distinct]
    return np.array(known, dtype=bool)[codes]
