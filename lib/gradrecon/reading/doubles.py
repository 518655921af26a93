"""Two columns of one meaning: where both say who a row is about, they must say the same."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import lengths
from gradrecon.errors import Fault
from gradrecon.reading.beside import STAND_INS
from gradrecon.reading.frame import Cells
from gradrecon.reading.locate import Header
from gradrecon.reading.piece import Piece
from gradrecon.sheets.grid import Sheet
from gradrecon.sources.headers import Headers, bare, fold
from gradrecon.sources.source import Kind
from gradrecon.sources.table import letters

_OF_PERSONS = frozenset({Kind.STUDENT_NO, Kind.ID_NO, Kind.NAME})


def double_faults(headers: Headers, sheet: Sheet, header: Header, piece: Piece) -> Iterator[Fault]:
    """A fault for each column that contradicts the one read in its stead; a blank does not."""
    for place in header.doubles:
        found = headers.meaning(header.texts[place])
        if found is None or not _is_compared(headers, header, found[0], place):
            continue
        rows = pa.array(piece.rows - sheet.top - 1)
        other = _plain(Cells.of(sheet).column(place).take(rows))
        differing = _contradict(_plain(piece.came[found[0]]), other)
        if differing.any():
            yield _fault(headers, sheet, header, piece, found[0], place, differing)


def _is_compared(headers: Headers, header: Header, name: str, place: int) -> bool:
    both = {bare(fold(header.texts[at])) for at in (place, header.places[name])}
    return headers.source.column(name).kind in _OF_PERSONS and not both & STAND_INS


def _plain(values: pa.Array) -> pa.Array:
    """Values without what two ways of writing the same may differ in."""
    return pc.utf8_upper(pc.utf8_trim_whitespace(pc.utf8_normalize(values, form="NFKC")))


def _contradict(one: pa.Array, other: pa.Array) -> np.ndarray:
    differing: np.ndarray = pc.not_equal(one, other).to_numpy(zero_copy_only=False)
    return differing & (lengths(one) > 0) & (lengths(other) > 0)


def _fault(
    headers: Headers,
    sheet: Sheet,
    header: Header,
    piece: Piece,
    name: str,
    place: int,
    differing: np.ndarray,
) -> Fault:
    read, other = (
        f"{letters(sheet.left + at)} 列“{header.texts[at]}”" for at in (header.places[name], place)
    )
    row = int(piece.rows[differing.argmax()])
    return Fault(
        f"{piece.part.file}!{sheet.name}!{letters(sheet.left + place)}{row}",
        f"{read}和 {other}都是{headers.source.column(name).title}，"
        f"有 {int(differing.sum())} 行的值不同",
        "核实哪一列是对的，删去另一列或改它的表头，再重放这个文件。",
    )
