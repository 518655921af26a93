"""The pieces of all sheets of a source → its table: cells read, notes made, rows rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from gradrecon.columns.arrow import extension, lengths
from gradrecon.reading.cells import read_column
from gradrecon.reading.cells.notes import Note
from gradrecon.reading.cells.proof import lost_zeros
from gradrecon.reading.frame import blank, text_array
from gradrecon.reading.groups import NOT_A_COLLEGE
from gradrecon.reading.piece import Piece
from gradrecon.reading.subjects import subject_keys
from gradrecon.reading.types import NO_TYPES, Types
from gradrecon.sources.source import KEY_KINDS, Column, Source
from gradrecon.sources.table import Table, absent, no_notes, no_rejected


def assemble(source: Source, pieces: Sequence[Piece]) -> Table:
    """One table of all pieces, in their order; absent where there are none."""
    if not pieces:
        return absent(source)
    sizes = [len(piece.rows) for piece in pieces]
    since_1904 = np.repeat([piece.since_1904 for piece in pieces], sizes)
    values, notes = {}, {}
    for column in source.columns:
        values[column.name], notes[column.name] = _read(column, pieces, sizes, since_1904)
    rows = pd.DataFrame(
        {
            **{name: extension(read) for name, read in values.items()},
            "part": np.repeat(np.arange(len(pieces), dtype="int64"), sizes),
            "row": np.concatenate([piece.rows for piece in pieces]).astype("int64"),
        }
    )
    for name, own in _beside(pieces, sizes, values):
        notes[name] = [*notes[name], own]
    noted = _frame(notes)
    parts = tuple(piece.part for piece in pieces)
    nobody = np.concatenate([piece.nobody for piece in pieces])
    return Table(source, rows, parts, noted, _rejected(source, values, noted, nobody))


def _beside(
    pieces: Sequence[Piece], sizes: Sequence[int], values: Mapping[str, pa.Array]
) -> Iterator[tuple[str, Note]]:
    """A note on each cell that has a comment or is struck through."""
    for piece, start in zip(pieces, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True):
        for name, at, kind, text in piece.beside:
            yield name, Note(start + at, kind, text, values[name][start + at].as_py())


def _read(
    column: Column, pieces: Sequence[Piece], sizes: Sequence[int], since_1904: np.ndarray
) -> tuple[pa.Array, Sequence[Note]]:
    """One column over all pieces, read."""
    came = pa.concat_arrays(
        [piece.came.get(column.name, blank(len(piece.rows))) for piece in pieces]
    )
    types = Types.joined([piece.types.get(column.name, NO_TYPES) for piece in pieces], sizes)
    values, notes = read_column(came, column.kind, types, since_1904)
    return lost_zeros(column.name, values, notes) if column.kind in KEY_KINDS else (values, notes)


def _frame(notes: Mapping[str, Sequence[Note]]) -> pd.DataFrame:
    """The notes of all columns as a table has them."""
    if not any(notes.values()):
        return no_notes()
    listed = [(column, note) for column, own in notes.items() for note in own]
    return pd.DataFrame(
        {
            "id": np.array([note.id for _, note in listed], dtype="int64"),
            "column": extension(text_array([column for column, _ in listed])),
            "kind": extension(text_array([str(note.kind) for _, note in listed])),
            "came": extension(text_array([note.came for _, note in listed])),
            "read": extension(text_array([note.read for _, note in listed])),
            "damage": np.array([note.kind.damage for _, note in listed], dtype="bool"),
        }
    )


def _rejected(
    source: Source, values: Mapping[str, pa.Array], notes: pd.DataFrame, nobody: np.ndarray
) -> pd.DataFrame:
    keys = subject_keys(source)
    usable = np.logical_or.reduce([lengths(values[key]) > 0 for key in keys]) & ~nobody
    if usable.all():
        return no_rejected()
    ids = np.flatnonzero(~usable)
    titles = "、".join(source.column(key).title for key in keys)
    ruined = notes[notes["damage"] & notes["column"].isin(keys)].drop_duplicates("id")
    why = ruined.set_index("id")["kind"].reindex(ids)
    reason = ("已损坏（" + why + "）").where(why.notna(), "为空").to_numpy(dtype=object)
    said = np.where(nobody[ids], NOT_A_COLLEGE, [f"{titles}{one}" for one in reason])
    return pd.DataFrame({"id": ids, "reason": extension(text_array(said))})
