"""Which rows below the header are data: no blank ones, repeated headers, titles, headings, feet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import matches
from gradrecon.reading.groups import Groups, counts, may_head, no_groups, read_groups

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


@dataclass(frozen=True)
class Body:
    """The rows of a sheet (0-based from its top) that are data, in order.

    `groups` is what the rows with a single text say, aligned with `rows`; `headings` counts
    those that name the college of the rows below them, and are no data.
    """

    rows: np.ndarray
    groups: Groups
    headings: int = 0


def read_body(
    texts: Sequence[pa.Array],
    below: int,
    headers: Mapping[int, frozenset[str]],
    keys: Sequence[int],
    names: Sequence[int] = (),
    colleges: Mapping[str, str] | None = None,
) -> Body:
    """Which rows are data, and under which headings they stand.

    `texts` are the sheet's columns, `below` the first row under the header, `headers` the
    texts that stand in the header of each column that is read, `keys` the columns of numbers,
    `names` those of names. `colleges` are the texts that name one; without them no row is
    looked at for a heading. A foot is left out only where no number stands in it: no person is
    lost to a word.
    """
    cells, height = pa.concat_arrays(texts), len(texts[0])
    filled = matches(cells, _FILLED).reshape(len(texts), height)
    rows = np.flatnonzero(filled.any(axis=0))
    if not len(rows):
        return Body(rows, no_groups(0))
    filled = filled[:, rows]
    first = filled.argmax(axis=0)
    leading = cells.take(pa.array(first * height + rows))
    layout = (rows < below) | _repeats(texts, rows, headers)
    lone = filled.sum(axis=0) == 1
    if lone.any():
        layout |= lone & _said_above(cells, height, leading, below)
    feet = matches(pc.replace_substring_regex(leading, r"\s+", ""), _FOOT)
    if feet.any():
        layout |= feet & ~_any_key([texts[place].take(pa.array(rows)) for place in keys], len(rows))
    groups = no_groups(len(rows))
    if colleges is not None:
        single = _single(cells, filled, rows, height, leading)
        groups = read_groups(leading, single, layout, np.isin(first, names), rows, colleges)
    kept = ~layout & ~groups.headings
    return Body(rows[kept], groups.take(kept), int(groups.headings.sum()))


def _single(
    cells: pa.Array, filled: np.ndarray, rows: np.ndarray, height: int, leading: pa.Array
) -> np.ndarray:
    """Which rows hold a single text that may be a heading, or one and a count beside it."""
    count = filled.sum(axis=0)
    single = count == 1
    pairs = np.flatnonzero(count == 2)
    if len(pairs):
        last = len(filled) - 1 - filled[::-1, pairs].argmax(axis=0)
        single[pairs] = counts(cells.take(pa.array(last * height + rows[pairs])))
    at = np.flatnonzero(single)
    single[at] = may_head(leading.take(pa.array(at)))
    return single


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
