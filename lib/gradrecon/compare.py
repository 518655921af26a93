"""Whether what a source says agrees with the roster, hidden characters allowed for.

A masked value (张*明, 110***********1234) may confirm or contradict; it never identifies.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

AGREES, UNKNOWN, DIFFERS = 1, 0, -1


def agreement(seen: pd.Series, known: pd.Series) -> np.ndarray:
    """AGREES, DIFFERS or UNKNOWN (one of the two is blank) for each pair, in their order."""
    known = known.set_axis(seen.index)
    said = ((seen != "") & (known != "")).to_numpy()
    same = (seen == known).to_numpy(copy=True)
    unlike = np.flatnonzero(said & ~same)
    hidden = unlike[seen.iloc[unlike].str.contains("*", regex=False)]
    if len(hidden):
        same[hidden] = _fits(seen.iloc[hidden], known.iloc[hidden])
    return np.where(said, np.where(same, AGREES, DIFFERS), UNKNOWN)


def _fits(masked: pd.Series, known: pd.Series) -> np.ndarray:
    """Whether the characters shown before and after the mask stand there in the known value.

    The mask may be shorter or longer than what it hides: offices write 张*, 张**, 110***1234.
    """
    fits = np.zeros(len(masked), dtype=bool)
    head = masked.str.replace(r"\*.*$", "", regex=True)
    tail = masked.str.replace(r"^.*\*", "", regex=True)
    front, back = head.str.len().to_numpy(), tail.str.len().to_numpy()
    for before, after in set(zip(front.tolist(), back.tolist(), strict=True)):
        own = np.flatnonzero((front == before) & (back == after))
        full = known.iloc[own]
        same = (full.str.len() > before + after) & (full.str[:before] == head.iloc[own])
        if after:
            same &= full.str[-after:] == tail.iloc[own]
        fits[own] = same
    return fits
