"""One sheet → one piece of a source: its data rows as they came, and where they are from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from gradrecon.reading.body import Body, read_body
from gradrecon.reading.cells.notes import NoteKind
from gradrecon.reading.days import day_above
from gradrecon.reading.fill import fill_grouped, fill_merged, hidden_among
from gradrecon.reading.frame import Cells, chosen, seen
from gradrecon.reading.groups import Groups, fill_headed
from gradrecon.reading.locate import Header
from gradrecon.reading.moments import joined
from gradrecon.reading.stamp import stamp
from gradrecon.reading.subjects import subject_keys
from gradrecon.reading.types import NO_TYPES, Types
from gradrecon.sheets.formats.encoding import named_lines
from gradrecon.sheets.grid import CellType, Column, Sheet
from gradrecon.sources.source import KEY_KINDS, Kind, Source
from gradrecon.sources.table import HEADED, Part

_SHIFTED = (
    "{}的单元格多于表头，后面的值已错位：多半是文字里有没加引号的分隔符，加上引号后重放这个文件"
)


@dataclass(frozen=True)
class Piece:
    """What one sheet gives a source, before its cells are read.

    `came`: the mapped columns as text, by our names, data rows only; `types`: the cells of a
    column that are not simply text, by their position; `rows`: the number of each row as the
    office's program shows it; `nobody`: rows of a text that is neither a person nor a college.
    `beside` is what stands beside a cell: its column, its position, the kind and the text.
    `part` says where all this is from, and `remarks` what is to be said of the file.
    """

    part: Part
    came: Mapping[str, pa.Array]
    types: Mapping[str, Types]
    rows: np.ndarray
    nobody: np.ndarray
    since_1904: bool = False
    remarks: tuple[str, ...] = ()
    beside: tuple[tuple[str, int, NoteKind, str], ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a sheet is from: its file, what that was taken for, its date system, hash and day."""

    file: str
    taken_for: str
    since_1904: bool = False
    sha256: str = ""
    day: str = ""


def read_piece(
    source: Source,
    sheet: Sheet,
    header: Header,
    origin: Origin,
    *,
    with_hidden: bool = True,
    colleges: Mapping[str, str] | None = None,
) -> Piece:
    """The rows of a sheet whose header is known; hidden ones left out only where asked.

    `colleges` are the folded texts that name one, to know a heading by.
    """
    cells = Cells.of(sheet)
    body = body_of(source, cells, header, colleges or {})
    rows, groups = body.rows, body.groups
    hidden = hidden_among(sheet, rows)
    if not with_hidden:
        rows, groups, hidden = rows[~hidden], groups.take(~hidden), hidden[~hidden]
    part = Part(
        origin.file,
        sheet.name,
        origin.taken_for,
        sheet.top + header.row + 1,
        {name: sheet.left + place for name, place in header.places.items()},
        _unread(source, header),
        int(hidden.sum()),
        origin.sha256,
        *stamp(sheet),
        headings=body.headings,
        day=origin.day or day_above(_above(sheet, header)),
    )
    came = {
        name: _came(source, sheet, name, place, cells, rows)
        for name, place in header.places.items()
    }
    if body.headings and HEADED in source.by_name:
        came[HEADED] = _headed(sheet, header, cells, rows, groups, came)
    apart = _with_other_columns(source, sheet, header, cells, rows, came)
    came |= apart
    types = {name: _types(sheet.columns[at], rows) for name, at in header.places.items()}
    shifted = shifted_rows(sheet, header, cells, rows)
    if len(shifted):
        types |= {name: types[name].with_all(shifted, CellType.SHIFTED)
                  for name in subject_keys(source) if name in types}  # fmt: skip
    numbers = rows + sheet.top + 1
    remarks = _SHIFTED.format(named_lines(numbers[shifted].tolist())) if len(shifted) else ""
    told = (remarks,) if remarks else ()
    types |= dict.fromkeys(apart, NO_TYPES)
    return Piece(
        part,
        came,
        types,
        numbers,
        groups.nobody,
        origin.since_1904,
        told,
        _beside(sheet, header, rows),
    )


def _beside(
    sheet: Sheet, header: Header, rows: np.ndarray
) -> tuple[tuple[str, int, NoteKind, str], ...]:
    """Give the comments on cells that are read, and the cells that are struck through."""
    if not sheet.comments and not sheet.struck:
        return ()
    names = {sheet.left + place: name for name, place in header.places.items()}
    numbers = {row + sheet.top: at for at, row in enumerate(rows.tolist())}
    noted = [(place, NoteKind.COMMENT, text) for place, text in sheet.comments]
    noted += [(place, NoteKind.STRUCK, "") for place in sorted(sheet.struck)]
    return tuple(
        (names[column], numbers[row], kind, text)
        for (row, column), kind, text in noted
        if row in numbers and column in names
    )


def shifted_rows(sheet: Sheet, header: Header, cells: Cells, rows: np.ndarray) -> np.ndarray:
    """Give the places of the rows of a text file that hold more cells than the header names.

    A separator within a value that nobody quoted moves all cells to the right of it.
    """
    if not sheet.widths:
        return np.zeros(0, dtype="int64")
    widths = np.frombuffer(sheet.widths, "uint16")
    named = widths[header.row : header.below].max()
    wider = np.flatnonzero(widths[rows] > named)
    if not len(wider):
        return wider
    surplus = [
        seen(cells.column(at).take(pa.array(rows[wider])))
        for at in range(named, len(sheet.columns))
    ]
    return wider[np.logical_or.reduce(surplus)] if surplus else wider[:0]


def _with_other_columns(
    source: Source,
    sheet: Sheet,
    header: Header,
    cells: Cells,
    rows: np.ndarray,
    came: Mapping[str, pa.Array],
) -> dict[str, pa.Array]:
    """The columns of times that have a second column, for the day or the time of day."""
    return {
        name: joined(came[name], _came(source, sheet, name, place, cells, rows))
        for place, name in header.meant.items()
        if source.column(name).kind is Kind.TIME
    }


def _unread(source: Source, header: Header) -> tuple[str, ...]:
    """The headers that no column claims, without those read for the day or the time of day."""
    other = {header.texts[place] for place, name in header.meant.items()
             if source.column(name).kind is Kind.TIME}  # fmt: skip
    return tuple(text for text in header.unread if text not in other)


def _above(sheet: Sheet, header: Header) -> list[str]:
    """The texts above the header."""
    return [text for row in sheet.first(header.row) for text in row if text.strip()]


def body_of(source: Source, cells: Cells, header: Header, colleges: Mapping[str, str]) -> Body:
    """The data rows below a header; only rows about students may stand under headings."""
    kinds = {name: source.column(name).kind for name in header.places}
    return read_body(
        cells,
        header.below,
        _said(cells, header),
        [place for name, place in header.places.items() if kinds[name] in KEY_KINDS],
        [place for name, place in header.places.items() if kinds[name] is Kind.NAME],
        colleges if source.subject == "student" else None,
    )


def _said(cells: Cells, header: Header) -> dict[int, frozenset[str]]:
    """The texts in the header rows of the columns that are read."""
    places = np.array([*header.places.values()]).repeat(header.height)
    rows = np.arange(header.row, header.below)
    texts = cells.at(places, np.resize(rows, len(places))).to_pylist()
    said: dict[int, set[str]] = {}
    for place, text in zip(places.tolist(), texts, strict=True):
        said.setdefault(place, set()).update({text} if text.strip() else ())
    return {place: frozenset(own) for place, own in said.items()}


def _came(
    source: Source, sheet: Sheet, name: str, place: int, cells: Cells, rows: np.ndarray
) -> pa.Array:
    taken = chosen(fill_merged(sheet, place, cells.column(place)), rows)
    return fill_grouped(taken) if source.column(name).fill_down else taken


def _headed(
    sheet: Sheet,
    header: Header,
    cells: Cells,
    rows: np.ndarray,
    groups: Groups,
    came: Mapping[str, pa.Array],
) -> pa.Array:
    """The college of each row: its own, or that of the heading above it."""
    place = header.places.get(HEADED)
    if place is None:
        return groups.colleges
    own = chosen(fill_merged(sheet, place, cells.column(place)), rows)
    return fill_headed(own, came[HEADED], groups, rows)


def _types(column: Column, rows: np.ndarray) -> Types:
    """The types of a column's cells that are not simply text, by position among the data rows."""
    if not column.places:
        return NO_TYPES
    types = np.frombuffer(column.types.encode(), "S1").astype("U1")
    return Types(np.frombuffer(column.places, "int64"), types).among(rows)
