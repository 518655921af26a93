"""One sheet → one piece of a source's table: typed rows with their numbers, notes, rejections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon.reading.body import data_rows
from gradrecon.reading.cells import read_column
from gradrecon.reading.cells.proof import lost_zeros
from gradrecon.reading.fill import fill_grouped, fill_merged, hidden_among
from gradrecon.reading.frame import texts_of
from gradrecon.reading.locate import Header
from gradrecon.sheets.grid import CellType, Sheet
from gradrecon.source import KEY_KINDS, Column, Source
from gradrecon.table import Part


@dataclass(frozen=True)
class Piece:
    """What one sheet gives a source.

    `rows`: the source's columns as text and `row`, index 0 … n-1. `notes`: columns as in
    `table.Table`, `id` being that index. `part` says where it is from.
    """

    part: Part
    rows: pd.DataFrame
    notes: pd.DataFrame


@dataclass(frozen=True)
class Origin:
    """Where a sheet is from: its file's name and hash, what that was taken for, its date system."""

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
    frame, notes = _typed(source, sheet, header, rows, texts, origin)
    part = Part(
        origin.file,
        sheet.name,
        origin.taken_for,
        sheet.top + header.row + 1,
        {name: sheet.left + place for name, place in header.places.items()},
        header.unread,
        int(hidden.sum()),
        origin.sha256,
    )
    return Piece(part, frame, notes)


def _said(texts: Sequence[pd.Series], header: Header) -> dict[int, frozenset[str]]:
    """The texts in the header rows of the columns that are read."""
    return {
        place: frozenset(t for t in texts[place].iloc[header.row : header.below] if t.strip())
        for place in header.places.values()
    }


def _keys(source: Source, header: Header) -> list[int]:
    return [place for name, place in header.places.items() if source.column(name).kind in KEY_KINDS]


def _typed(
    source: Source,
    sheet: Sheet,
    header: Header,
    rows: np.ndarray,
    texts: Sequence[pd.Series],
    origin: Origin,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    blank = pd.Series("", index=range(len(rows)), dtype="str")
    read: dict[str, pd.Series] = {}
    notes = []
    for column in source.columns:
        place = header.places.get(column.name)
        if place is None:
            read[column.name] = blank
            continue
        came = fill_merged(sheet, place, texts[place]).iloc[rows].reset_index(drop=True)
        types = _types(sheet, place, rows)
        read[column.name], noted = _column(column, came, types, origin.since_1904)
        notes.append(noted.assign(column=column.name))
    frame = pd.DataFrame(read).assign(row=rows + sheet.top + 1)
    return frame, pd.concat(notes, ignore_index=True)


def _column(
    column: Column, came: pd.Series, types: Mapping[int, CellType], since_1904: bool
) -> tuple[pd.Series, pd.DataFrame]:
    values, notes = read_column(came, column.kind, types, since_1904)
    if column.kind in KEY_KINDS:
        values, notes = lost_zeros(column.name, values, notes)
    return (fill_grouped(values) if column.fill_down else values), notes


def _types(sheet: Sheet, place: int, rows: np.ndarray) -> dict[int, CellType]:
    """The types of a column's cells that are not simply text, by position among the data rows."""
    column = sheet.columns[place]
    if not column.places:
        return {}
    at = pd.Series(range(len(rows)), index=rows).reindex(list(column.places))
    known = at.notna().to_numpy()
    chosen = at[known].astype("int64").tolist()
    return dict(zip(chosen, np.array(column.types, dtype=object)[known], strict=True))
