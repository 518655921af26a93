"""Which rows below the header are data: not blank ones, repeated headers, titles and feet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import matches

# What stands first in a row that closes a table or is to be signed.
_FOOT_WORDS = (
    "合计|总计|小计|共计|总人数|经办人|主管院长|院长|学院|单位|公章|签字|签章|盖章|制表|填表|填报|审核"
    "|负责人|联系人|联系电话|说明|备注|注"
)
_FOOT = (
    rf"(?s)^(?:(?:{_FOOT_WORDS})(?:人|时间|日期)?(?:[（(].*[)）])?[:：].*"
    r"|(?:合计|总计|小计|共计|总人数)\d*[人名条]?"
    r"|[（(]?(?:经办人|主管院长|院长|学院|单位)?(?:签字|签名|签章|盖章|公章)[)）]?"
    r"|(?:以上)?共(?:计|有)?\d+[人名条行].*"
    r"|(?:日期|时间)[:：].*|(?:\d{4})?年(?:\d{1,2})?月(?:\d{1,2})?日|制表|经办人|主管院长)$"
)
_KEY = r"^\s*[0-9A-Za-z]{6,}\s*$"
_FILLED = r"[^\s\x{00a0}\x{3000}]"


def data_rows(
    texts: Sequence[pa.Array],
    below: int,
    headers: Mapping[int, frozenset[str]],
    keys: Sequence[int],
) -> np.ndarray:
    """The rows (0-based from the sheet's top) that are data, in order.

    `texts` are the sheet's columns, `below` the first row under the header, `headers` the
    texts that stand in the header of each column that is read, `keys` the columns of numbers.
    A foot is left out only where no such number stands in it: no person is lost to a word.
    """
    cells, height = pa.concat_arrays(texts), len(texts[0])
    filled = matches(cells, _FILLED).reshape(len(texts), height)
    rows = np.flatnonzero(filled.any(axis=0))
    rows = rows[rows >= below]
    if not len(rows):
        return rows
    leading = cells.take(pa.array(filled[:, rows].argmax(axis=0) * height + rows))
    drop = _repeats(texts, rows, headers)
    lone = filled[:, rows].sum(axis=0) == 1
    if lone.any():
        drop |= lone & _said_above(cells, height, leading, below)
    feet = matches(pc.replace_substring_regex(leading, r"\s+", ""), _FOOT)
    if feet.any():
        drop |= feet & ~_any_key([texts[place].take(pa.array(rows)) for place in keys], len(rows))
    return rows[~drop]


def _repeats(
    texts: Sequence[pa.Array], rows: np.ndarray, headers: Mapping[int, frozenset[str]]
) -> np.ndarray:
    """Rows that say the header again, in two of its columns at least."""
    same = np.zeros(len(texts[0]), dtype="int64")
    for place, said in headers.items():
        value_set = pa.array(sorted(said), type=pa.large_string())
        same += pc.is_in(texts[place], value_set=value_set).to_numpy(zero_copy_only=False)
    return same[rows] >= min(2, len(headers))


def _said_above(cells: pa.Array, height: int, leading: pa.Array, below: int) -> np.ndarray:
    """Cells that also stood above the header: titles that come again on each page."""
    places = np.arange(len(cells)).reshape(-1, height)[:, :below].ravel()
    above = [text for text in cells.take(pa.array(places)).to_pylist() if text.strip()]
    value_set = pa.array(above, type=pa.large_string())
    said: np.ndarray = pc.is_in(leading, value_set=value_set).to_numpy(zero_copy_only=False)
    return said


def _any_key(columns: Sequence[pa.Array], height: int) -> np.ndarray:
    found = np.zeros(height, dtype=bool)
    for column in columns:
        found |= matches(column, _KEY)
    return found
