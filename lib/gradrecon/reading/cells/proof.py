"""Lost leading zeros: only where the column itself proves them (domain facts 3)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.cells.notes import Note, NoteKind
from gradrecon.reading.frame import matches

# Codes of majors have 2, 4 or 6 characters: an odd number of digits has lost one, and a code
# shorter by two is a broader field, not a damaged one.
_EVEN_LENGTHS = frozenset({"major_code"})
_ODD_DIGITS = r"^(?:\d{3}|\d{5})$"
_ENOUGH = 3


def lost_zeros(
    column: str, values: pa.Array, notes: Sequence[Note]
) -> tuple[pa.Array, Sequence[Note]]:
    """The column without the keys that have lost their leading zeros, and a note on each.

    Proof is a column whose full values all have one length and begin with a zero here and there:
    a shorter number in it is one of these without its zero.
    """
    lost = matches(values, _ODD_DIGITS) if column in _EVEN_LENGTHS else _by_length(values)
    if not lost.any():
        return values, notes
    places = np.flatnonzero(lost)
    came = values.take(pa.array(places)).to_pylist()
    found = [
        Note(at, NoteKind.LOST_ZERO, text, "")
        for at, text in zip(places.tolist(), came, strict=True)
    ]
    kept = [note for note in notes if not lost[note.id]]
    return pc.if_else(pa.array(lost), "", values), [*kept, *found]


def _by_length(values: pa.Array) -> np.ndarray:
    """Which values are shorter than the full length by one or two digits, where that is proof."""
    lengths = pc.utf8_length(values).to_numpy()
    filled = np.bincount(lengths[lengths > 0])
    nothing = np.zeros(len(lengths), dtype=bool)
    if not len(filled):
        return nothing
    full = int(filled.argmax())
    shorter = (lengths < full) & (lengths >= full - 2) & (lengths > 0)
    if not shorter.any():
        return nothing
    whole = values.filter(pa.array(lengths == full))
    proven = (
        len(whole) >= max(_ENOUGH, 0.9 * filled.sum())
        and matches(whole, r"^\d+$").all()
        and matches(whole, "^0").any()
    )
    return shorter & matches(values, r"^\d+$") if proven else nothing
