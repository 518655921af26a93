"""One sheet → one piece of a source: its data rows as they came, and where they are from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from gradrecon.reading.body import data_rows
from gradrecon.reading.fill import fill_grouped, fill_merged, hidden_among
from gradrecon.reading.frame import texts_of
from gradrecon.reading.locate import Header
from gradrecon.reading.stamp import stamp
from gradrecon.reading.types import NO_TYPES, Types
from gradrecon.sheets.grid import Column, Sheet
from gradrecon.source import KEY_KINDS, Source
from gradrecon.table import Part


@dataclass(frozen=True)
class Piece:
    """What one sheet gives a source, before its cells are read.

    `came`: the mapped columns as text, by our names, data rows only; `types`: the cells of a
    column that are not simply text, by their position; `rows`: the number of each row as the
    office's program shows it. `part` says where all this is from.
    """

    part: Part
    came: Mapping[str, pa.Array]
    types: Mapping[str, Types]
    rows: np.ndarray
    since_1904: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a sheet is from: its file, what that was taken for, its date system and its hash."""

    file: str
    taken_for: str
    since_1904: bool = False
    sha256: str = ""


def read_piece(
    source: Source, sheet: Sheet, header: Header, origin: Origin, *, with_hidden: bool = True
) -> Piece:
    """The rows of a sheet whose header is known; hidden ones left out only where asked."""
    texts = texts_of(sheet)
    rows = data_rows(texts, header.below, _said(texts, header), _keys(source, header))
    hidden = hidden_among(sheet, rows)
    if not with_hidden:
        rows, hidden = rows[~hidden], hidden[~hidden]
    part = Part(
        origin.file,
        sheet.name,
        origin.taken_for,
        sheet.top + header.row + 1,
        {name: sheet.left + place for name, place in header.places.items()},
        header.unread,
        int(hidden.sum()),
        origin.sha256,
        *stamp(sheet),
    )
    came = {
        name: _came(source, sheet, name, place, texts[place], rows)
        for name, place in header.places.items()
    }
    types = {name: _types(sheet.columns[at], rows) for name, at in header.places.items()}
    return Piece(part, came, types, rows + sheet.top + 1, origin.since_1904)


def _said(texts: Sequence[pa.Array], header: Header) -> dict[int, frozenset[str]]:
    """The texts in the header rows of the columns that are read."""
    return {
        place: frozenset(
            said for said in texts[place][header.row : header.below].to_pylist() if said.strip()
        )
        for place in header.places.values()
    }


def _keys(source: Source, header: Header) -> list[int]:
    return [place for name, place in header.places.items() if source.column(name).kind in KEY_KINDS]


def _came(
    source: Source, sheet: Sheet, name: str, place: int, text: pa.Array, rows: np.ndarray
) -> pa.Array:
    taken = fill_merged(sheet, place, text).take(pa.array(rows))
    return fill_grouped(taken) if source.column(name).fill_down else taken


def _types(column: Column, rows: np.ndarray) -> Types:
    """The types of a column's cells that are not simply text, by position among the data rows."""
    if not column.places:
        return NO_TYPES
    return Types(np.array(column.places), np.array(column.types, "U1")).among(rows)
