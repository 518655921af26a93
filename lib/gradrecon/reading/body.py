"""Which rows below the header are data: no blank ones, repeated headers, titles, headings, feet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import Cells, is_ascii, seen
from gradrecon.reading.groups import Groups, counts, may_head, no_groups, read_groups

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
    re.ASCII | re.DOTALL,
)
_WHITE = re.compile(r"[ \t\n\f\r]+")
_KEY = re.compile(r"\s*[0-9A-Za-z]{6,}\s*", re.ASCII)


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
    cells: Cells,
    below: int,
    headers: Mapping[int, frozenset[str]],
    keys: Sequence[int],
    names: Sequence[int] = (),
    colleges: Mapping[str, str] | None = None,
) -> Body:
    """Which rows are data, and under which headings they stand.

    `cells` are the sheet's, `below` the first row under the header, `headers` the texts that
    stand in the header of each column that is read, `keys` the columns of numbers, `names`
    those of names. `colleges` are the texts that name one; without them no row is
    looked at for a heading. A foot is left out only where no number stands in it: no person is
    lost to a word.
    """
    filled = seen(cells.texts).reshape(-1, cells.height)
    rows = np.flatnonzero(filled.any(axis=0))
    if not len(rows):
        return Body(rows, no_groups(0))
    filled = filled[:, rows]
    first = filled.argmax(axis=0)
    leading = cells.at(first, rows)
    count = filled.sum(axis=0)
    layout = rows < below
    layout[_repeats(cells, rows, below, headers)] = True
    lone = count == 1
    if lone.any():
        layout |= lone & _said_above(cells, leading, below)
    layout[_feet(leading, cells, rows, keys)] = True
    groups = no_groups(len(rows))
    if colleges is not None:
        single = _single(cells, filled, count, rows, leading)
        groups = read_groups(leading, single, layout, np.isin(first, names), rows, colleges)
    kept = ~layout & ~groups.headings
    return Body(rows[kept], groups.take(kept), int(groups.headings.sum()))


def _single(
    cells: Cells, filled: np.ndarray, count: np.ndarray, rows: np.ndarray, leading: pa.Array
) -> np.ndarray:
    """Which rows hold a single text that may be a heading, or one and a count beside it."""
    single = count == 1
    pairs = np.flatnonzero(count == 2)
    if len(pairs):
        last = len(filled) - 1 - filled[::-1, pairs].argmax(axis=0)
        single[pairs] = counts(cells.at(last, rows[pairs]))
    if single.any():
        at = np.flatnonzero(single)
        single[at] = may_head(leading.take(pa.array(at)))
    return single


def _repeats(
    cells: Cells, rows: np.ndarray, below: int, headers: Mapping[int, frozenset[str]]
) -> np.ndarray:
    """The places of rows that say the header above them again, in two of its columns at least."""
    needed = min(2, len(headers))
    anywhere = _among(cells.texts, frozenset().union(*headers.values()))
    count = anywhere.reshape(-1, cells.height).sum(axis=0)[rows]
    likely = np.flatnonzero((count >= needed) & (rows >= below))
    if not len(likely):
        return likely
    at = pa.array(rows[likely])
    found = [_among(cells.column(place).take(at), said) for place, said in headers.items()]
    return likely[np.sum(found, axis=0) >= needed]


def _said_above(cells: Cells, leading: pa.Array, below: int) -> np.ndarray:
    """Cells that also stood above the header: titles that come again on each page."""
    places = np.arange(len(cells.texts)).reshape(-1, cells.height)[:, :below].ravel()
    above = cells.texts.take(pa.array(places)).to_pylist()
    return _among(leading, frozenset(text for text in above if text.strip()))


def _among(texts: pa.Array, said: frozenset[str]) -> np.ndarray:
    value_set = pa.array(sorted(said), type=pa.large_string())
    found: np.ndarray = pc.is_in(texts, value_set=value_set).to_numpy(zero_copy_only=False)
    return found


def _feet(leading: pa.Array, cells: Cells, rows: np.ndarray, keys: Sequence[int]) -> np.ndarray:
    """The places of the rows that say what a foot says, and hold no number of anybody."""
    worded = np.flatnonzero(~is_ascii(leading))
    said = leading.take(pa.array(worded)).dictionary_encode()
    bare = [_WHITE.sub("", text) for text in said.dictionary.to_pylist()]
    feet = [_FOOT.fullmatch(text) is not None for text in bare]
    places = worded[np.array(feet, dtype=bool)[said.indices.to_numpy()]]
    held = [_has_key(cells, keys, row) for row in rows[places].tolist()]
    return places[~np.array(held, dtype=bool)]


def _has_key(cells: Cells, keys: Sequence[int], row: int) -> bool:
    return any(_KEY.fullmatch(cells.column(key)[row].as_py()) for key in keys)
