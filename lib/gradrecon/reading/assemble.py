"""The pieces of all sheets of a source → its table, with the rows that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gradrecon.reading.piece import Piece
from gradrecon.source import Source
from gradrecon.table import Table, absent, no_notes, no_rejected

# What says whose a row is, by what the source's rows are about.
_SUBJECT_KEYS = {
    "student": ("student_no", "id_no", "name"),
    "college": ("college",),
    "major": ("major_code",),
}
_ROSTER_KEYS = ("student_no",)


def subject_keys(source: Source) -> tuple[str, ...]:
    """The columns of which a row needs at least one value to be anybody's."""
    keys = _ROSTER_KEYS if source.name == "roster" else _SUBJECT_KEYS[source.subject]
    return tuple(key for key in keys if key in source.by_name)


def assemble(source: Source, pieces: Sequence[Piece]) -> Table:
    """One table of all pieces, in their order; absent where there are none."""
    if not pieces:
        return absent(source)
    rows = pd.concat(
        [piece.rows.assign(part=np.int64(place)) for place, piece in enumerate(pieces)],
        ignore_index=True,
    )
    rows = rows[[*source.names, "part", "row"]]
    starts = np.cumsum([0, *(len(piece.rows) for piece in pieces[:-1])])
    found = [
        piece.notes.assign(id=piece.notes["id"] + start)
        for piece, start in zip(pieces, starts, strict=True)
        if len(piece.notes)
    ]
    notes = pd.concat(found, ignore_index=True) if found else no_notes()
    notes = notes[list(no_notes().columns)].astype(no_notes().dtypes.to_dict())
    parts = tuple(piece.part for piece in pieces)
    return Table(source, rows, parts, notes, _rejected(source, rows, notes))


def _rejected(source: Source, rows: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    keys = subject_keys(source)
    usable = (rows[list(keys)] != "").any(axis=1)
    if usable.all():
        return no_rejected()
    ids = rows.index[~usable]
    titles = "、".join(source.column(key).title for key in keys)
    ruined = notes[notes["damage"] & notes["column"].isin(keys)].drop_duplicates("id")
    why = ruined.set_index("id")["kind"].reindex(ids)
    reason = ("已损坏（" + why + "）").where(why.notna(), "为空").to_numpy(dtype=object)
    return pd.DataFrame(
        {"id": ids.to_numpy(), "reason": pd.array([f"{titles}{r}" for r in reason], dtype="str")}
    )
