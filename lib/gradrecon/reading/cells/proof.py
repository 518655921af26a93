"""Lost leading zeros: only where the column itself proves them (domain facts 3)."""

from __future__ import annotations

import pandas as pd

from gradrecon.reading.cells.notes import NoteKind

# Codes of majors have 2, 4 or 6 characters: an odd number of digits has lost one, and a code
# shorter by two is a broader field, not a damaged one.
_EVEN_LENGTHS = frozenset({"major_code"})
_ENOUGH = 3


def lost_zeros(
    column: str, values: pd.Series, notes: pd.DataFrame
) -> tuple[pd.Series, pd.DataFrame]:
    """The column without the keys that have lost their leading zeros, and a note on each.

    Proof is a column whose full values all have one length and begin with a zero here and there:
    a shorter number in it is one of these without its zero.
    """
    lengths = values.str.len()
    filled = lengths[lengths > 0]
    if column in _EVEN_LENGTHS:
        lost = values.index[values.str.fullmatch(r"\d{3}|\d{5}")]
    elif not len(filled) or (filled == filled.iloc[0]).all():
        lost = values.iloc[:0].index
    else:
        lost = _by_length(values, lengths)
    if not len(lost):
        return values, notes
    found = pd.DataFrame(
        {
            "id": lost,
            "kind": str(NoteKind.LOST_ZERO),
            "came": values[lost].to_numpy(),
            "read": "",
            "damage": True,
        }
    )
    kept = notes[~notes["id"].isin(lost)]
    return values.mask(values.index.isin(lost), ""), pd.concat([kept, found], ignore_index=True)


def _by_length(values: pd.Series, lengths: pd.Series) -> pd.Index:
    counts = lengths[lengths > 0].value_counts()
    full = int(counts.index[0])
    whole = values[lengths == full]
    shorter = (lengths > 0) & (lengths < full) & (lengths >= full - 2)
    proven = (
        len(whole) >= _ENOUGH
        and whole.str.fullmatch(r"\d+").all()
        and whole.str.startswith("0").any()
        and counts.iloc[0] >= 0.9 * counts.sum()
    )
    if not proven:
        return values.index[:0]
    return values.index[shorter & values.str.fullmatch(r"\d+")]
