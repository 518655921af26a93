"""Whether what a source says agrees with the roster, hidden characters allowed for.

A masked value (张*明, 110***********1234) may confirm or contradict; it never identifies.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import lengths, texts
from gradrecon.columns.distinct import pairs_by_distinct
from gradrecon.values.characters import MIDDLE_DOT
from gradrecon.values.folding import fold_name_text

# A mark that a program wrote for a character it did not have; by its byte width a name is cut.
_LOST = re.compile("([?□■▯\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+)")
_NARROWEST = 8

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
    verdict = np.where(same, np.int8(AGREES), np.int8(DIFFERS))
    verdict[~said] = UNKNOWN
    return verdict


def may_be_one_name(seen: pd.Series, known: pd.Series) -> np.ndarray:
    """Whether each pair may be one name, of which a program lost characters, the dot or the end.

    `??` or □ stands in DBF and old systems for a character that could not be written; a name of
    the width of its field may have been cut there.
    """
    said = pairs_by_distinct(seen, known, lambda one, other: "1" if _may_be(one, other) else "")
    may_be: np.ndarray = (said == "1").to_numpy()
    return may_be


def _may_be(one: str, other: str) -> bool:
    one, other = (fold_name_text(name).replace(MIDDLE_DOT, "") for name in (one, other))
    if not one or not other or one == other:
        return one == other
    short, long = sorted((one, other), key=len)
    cut = len(short.encode("gb18030", "replace")) >= _NARROWEST and long.startswith(short)
    return cut or _fits_gaps(one, other) or _fits_gaps(other, one)


def _fits_gaps(damaged: str, whole: str) -> bool:
    """Whether a name with marks in place of characters may be another name, marked or not."""
    if not _LOST.search(damaged) or not _LOST.sub("", damaged):
        return False
    parts = [_gap(text) if _LOST.fullmatch(text) else re.escape(text)
             for text in _LOST.split(damaged) if text]  # fmt: skip
    return re.fullmatch("".join(parts), whole) is not None


def _gap(marks: str) -> str:
    """So many marks stand for as many characters, or two of them for one."""
    if "?" not in marks:
        return f".{{1,{len(marks)}}}"
    return f".{{{(len(marks) + 1) // 2},{len(marks)}}}"


def _alike(seen: pd.Series, known: pd.Series) -> np.ndarray:
    """Whether what is seen is what is known, or a masked form of it."""
    masked, full = texts(seen), texts(known)
    same = np.array(pc.equal(masked, full))
    front = pc.find_substring(masked, "*").to_numpy()
    hidden = np.flatnonzero(front >= 0)
    own = pa.array(hidden)
    same[hidden] = _fits(_bytes(masked.take(own)), front[hidden], _bytes(full.take(own)))
    return same


def _fits(masked: pa.Array, front: np.ndarray, known: pa.Array) -> np.ndarray:
    """Whether the bytes shown before and after the mask stand there in the known value.

    The mask may be shorter or longer than what it hides: offices write 张*, 张**, 110***1234.
    """
    fits = np.zeros(len(masked), dtype=bool)
    back = pc.find_substring(pc.binary_reverse(masked), b"*").to_numpy()
    for before, after in set(zip(front.tolist(), back.tolist(), strict=True)):
        own = np.flatnonzero((front == before) & (back == after))
        shown, full = masked.take(pa.array(own)), known.take(pa.array(own))
        same = np.array(pc.equal(*(pc.binary_slice(one, 0, before) for one in (shown, full))))
        if after:
            same &= np.array(pc.equal(*(pc.binary_slice(one, -after) for one in (shown, full))))
        fits[own] = same & (lengths(full) > before + after)
    return fits


def _bytes(values: pa.Array) -> pa.Array:
    return values.view(pa.large_binary())
