"""Which pictures show the same: hashes that differ in a few bits only, found without guessing.

Of two hashes that differ in at most n bits, at least one of n+1 strips of their bits is the same
in both. So only pairs with a strip in common are compared: all like pairs are found, and
8,000 photos need no 32 million comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

# Hashes are written in letters, so that none looks like an identity number.
_DIGITS, _LETTERS = "0123456789abcdef", "bcdfghjkmnpqrstv"
_TO_LETTERS = str.maketrans(_DIGITS, _LETTERS)
_TO_DIGITS = str.maketrans(_LETTERS, _DIGITS)


def as_letters(data: bytes) -> str:
    """Bytes as text, two letters each."""
    return data.hex().translate(_TO_LETTERS)


def groups(hashes: pd.Series, within: int) -> np.ndarray:
    """For each hash the number of its group: those that differ in at most so many bits, chained.

    `hashes` are texts of one length, as `as_letters` makes them.
    """
    places, distinct = pd.factorize(hashes)
    pairs = like_pairs(pd.Series(distinct), within)
    group, before = np.arange(len(distinct)), None
    while before is None or (group != before).any():
        before = group.copy()
        for one, other in (pairs.T, pairs.T[::-1]):
            np.minimum.at(group, one, before[other])
    return group[places]


def like_pairs(hashes: pd.Series, within: int) -> np.ndarray:
    """The pairs of places in `hashes` that differ in at most so many bits, each once.

    `hashes` are unlike texts of one length, as `as_letters` makes them; shape (pairs, 2).
    """
    if len(hashes) < 2:
        return np.empty((0, 2), dtype="int64")
    data = bytes.fromhex("".join(hashes).translate(_TO_DIGITS))
    packed = np.frombuffer(data, dtype="uint8").reshape(len(hashes), -1)
    bits = np.unpackbits(packed, axis=1)
    found = [
        pairs[_apart(packed, pairs) <= within]
        for start in range(within + 1)
        for pairs in _sharing(bits[:, start :: within + 1])
    ]
    return np.unique(np.concatenate([np.empty((0, 2), dtype="int64"), *found]), axis=0)


def _apart(packed: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """In how many bits the two of each pair differ."""
    apart: np.ndarray = np.bitwise_count(packed[pairs[:, 0]] ^ packed[pairs[:, 1]]).sum(axis=1)
    return apart


def _sharing(strip: np.ndarray) -> Iterator[np.ndarray]:
    """The pairs of rows that are equal, the lower place first; no more than rows at a time."""
    packed = np.ascontiguousarray(np.packbits(strip, axis=1))
    keys = pd.Series(packed.view(f"S{packed.shape[1]}").ravel())
    groups = pd.factorize(keys)[0]
    order = np.argsort(groups, kind="stable")
    same, ahead = groups[order], 1
    while (hits := np.flatnonzero(same[ahead:] == same[:-ahead])).size:
        yield np.column_stack([order[hits], order[hits + ahead]])
        ahead += 1
