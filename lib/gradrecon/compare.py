"""Whether what a source says agrees with the roster, hidden characters allowed for.

A masked value (张*明, 110***********1234) may confirm or contradict; it never identifies.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from gradrecon.arrow import lengths, texts
from gradrecon.identity import is_masked

Fold = Callable[[pd.Series], pd.Series]

AGREES, UNKNOWN, DIFFERS = 1, 0, -1


def agreement(seen: pd.Series, known: pd.Series, fold: Fold | None = None) -> np.ndarray:
    """AGREES, DIFFERS or UNKNOWN (one of the two is blank) for each pair, in their order.

    `fold`: how both are written alike before they are compared; not needed where they are alike.
    """
    left, right = texts(seen), texts(known)
    said = (lengths(left) > 0) & (lengths(right) > 0)
    same = np.array(pc.equal(left, right))
    unlike = np.flatnonzero(said & ~same)
    if len(unlike):
        one, other = seen.iloc[unlike], known.iloc[unlike].set_axis(seen.index[unlike])
        same[unlike] = _alike(fold(one), fold(other)) if fold else _alike(one, other)
    return np.where(said, np.where(same, AGREES, DIFFERS), UNKNOWN)


def _alike(seen: pd.Series, known: pd.Series) -> np.ndarray:
    """Whether what is seen is what is known, or a masked form of it."""
    same = (seen == known).to_numpy(copy=True)
    hidden = np.flatnonzero(is_masked(seen))
    same[hidden] = _fits(seen.iloc[hidden], known.iloc[hidden])
    return same


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
