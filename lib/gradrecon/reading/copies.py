"""A summary beside the sheets that it sums up says everything twice: its rows are read once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.frame import matches
from gradrecon.reading.piece import Piece
from gradrecon.reading.subjects import subject_keys
from gradrecon.sources.source import Source

_SUMMARY = re.compile("汇总|总表|总名单|合并|全部|全校|所有|一览")
_SHOWN = 3


def copies(source: Source, pieces: Sequence[Piece]) -> Mapping[int, str]:
    """The pieces of one file not to be read, by place, each with the reason.

    The largest sheet is a summary where its rows are those of other sheets, each as often and
    with the same text in every column that they share; whichever side has columns of its own
    is read. Where anything differs, or both sides have some, nothing is a copy. Of a source
    that may rightly say the same of a student twice, or beside a single sheet, the summary
    must be called one.
    """
    if len(pieces) < 2:
        return {}
    sizes = [len(piece.rows) for piece in pieces]
    summary = max(range(len(pieces)), key=lambda at: (sizes[at], _is_called_so(pieces[at])))
    key = next((k for k in subject_keys(source) if all(k in p.came for p in pieces)), "")
    if not key or not 0 < sizes[summary] <= sum(sizes) - sizes[summary]:
        return {}
    parts = _contained(key, pieces, summary)
    sure = _is_called_so(pieces[summary]) or (len(parts) > 1 and not source.repeats)
    if not parts or not sure:
        return {}
    return _left_out(pieces, summary, parts)


def _is_called_so(piece: Piece) -> bool:
    return _SUMMARY.search(piece.part.sheet) is not None


def _contained(key: str, pieces: Sequence[Piece], summary: int) -> list[int]:
    """The other sheets with rows, all of whose keys stand in the summary."""
    known = _rows(pieces[summary], [key])
    return [
        at
        for at, piece in enumerate(pieces)
        if at != summary
        and len(piece.rows)
        and pc.all(pc.is_in(_rows(piece, [key]), value_set=known)).as_py()
    ]


def _left_out(pieces: Sequence[Piece], summary: int, parts: Sequence[int]) -> Mapping[int, str]:
    """The summary, or the parts where it says more than they do; nothing unless all is equal."""
    shared = set(pieces[summary].came).intersection(*(pieces[at].came for at in parts))
    names = sorted(shared)
    below = pa.concat_arrays([_rows(pieces[at], names) for at in parts])
    if len(below) != len(pieces[summary].rows) or not _same(_rows(pieces[summary], names), below):
        return {}
    if not _says_more(pieces[summary], shared):
        listed = "”“".join(pieces[at].part.sheet for at in parts[:_SHOWN])
        more = f"等 {len(parts)} 张工作表" if len(parts) > _SHOWN else ""
        return {summary: f"与“{listed}”{more}的行完全相同，只读一次"}
    if any(_says_more(pieces[at], shared) for at in parts):
        return {}
    reason = f"它的行“{pieces[summary].part.sheet}”里都有，只读一次"
    return dict.fromkeys(parts, reason)


def _says_more(piece: Piece, shared: set[str]) -> bool:
    return any(matches(piece.came[name], r"\S").any() for name in piece.came if name not in shared)


def _rows(piece: Piece, names: Sequence[str]) -> pa.Array:
    """Each row's text in these columns as one value."""
    separator = pa.scalar("\x1f", type=pa.large_string())
    columns = [pc.utf8_trim_whitespace(piece.came[name]) for name in names]
    return pc.binary_join_element_wise(*columns, separator)


def _same(left: pa.Array, right: pa.Array) -> bool:
    """Whether both hold the same values, each as often, in whatever order."""
    codes = pa.concat_arrays([left, right]).dictionary_encode().indices.to_numpy()
    return np.array_equal(np.sort(codes[: len(left)]), np.sort(codes[len(left) :]))
