"""Keys as numbers: 学号, 证件号 and codes are found by number in a fraction of the time.

Two keys have one number only if they are one text. Numbers are given to texts of up to 7 bytes,
of 8 to 17 digits, and of 17 digits with a check digit or X; other keys have none and stay texts.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import lengths, texts

NONE = -1
_SHORT, _ID = 7, 18
# Where the numbers of each length begin: a text of 7 bytes needs 57 bits, 17 digits 58 bits.
_DIGITS_FROM, _IDS_FROM = 1 << 58, 1 << 61


def numbers(keys: pa.Array) -> np.ndarray:
    """The number of each key, NONE where it has none; a null is a blank."""
    found = np.full(len(keys), NONE)
    sizes = lengths(keys)
    for length in np.flatnonzero(np.bincount(sizes)[: _ID + 1]).tolist():
        own = sizes == length
        found[own] = _numbers(_bytes(keys if own.all() else keys.filter(pa.array(own)), length))
    return found


def of_length(keys: pa.Array, length: int) -> tuple[np.ndarray, np.ndarray]:
    """The places of the texts of that many bytes, and the bytes as a matrix, a row for each."""
    own = lengths(keys) == length
    return np.flatnonzero(own), _bytes(keys.filter(pa.array(own)), length)


def repeated(keys: pd.Series, keep: Literal["first", False] = False) -> np.ndarray:
    """Which keys stand more than once; with `keep="first"` not the first of them."""
    found = numbers(texts(keys))
    again = pd.Series(found).duplicated(keep).to_numpy(copy=True)
    rest = np.flatnonzero(found == NONE)
    again[rest] = keys.iloc[rest].duplicated(keep)
    return again


def several(places: np.ndarray, count: int) -> np.ndarray:
    """Which of these places, all below that count, stand more than once."""
    standing: np.ndarray = np.bincount(places, minlength=count)[places] > 1
    return standing


class Known:
    """Unique keys, among which others are sought again and again, from several threads too.

    ValueError where a number stands twice.
    """

    def __init__(self, keys: pa.Array) -> None:
        found = numbers(keys)
        self._numbered = np.flatnonzero(found != NONE)
        self._index = pd.Index(found[self._numbered])
        # Asked here, before any thread: pandas makes its table when it is first needed, not safely.
        if not self._index.is_unique:
            raise ValueError("keys are known that are not unique")
        self._others = np.flatnonzero(found == NONE)
        self._texts = keys.take(pa.array(self._others))

    def positions(self, keys: pa.Array) -> np.ndarray:
        """The place of each key among those known; -1 where it is none."""
        sought = numbers(keys)
        rest = np.flatnonzero(sought == NONE)
        found = np.append(self._numbered, -1)[self._index.get_indexer(sought)]
        if len(rest) and len(self._others):
            same = pc.index_in(keys.take(pa.array(rest)), value_set=self._texts)
            places = same.fill_null(-1).to_numpy(zero_copy_only=False)
            found[rest] = np.append(self._others, -1)[places]
        return found


def positions(keys: pa.Array, known: pa.Array) -> np.ndarray:
    """The place of each key among those known, which are unique; -1 where it is none."""
    return Known(known).positions(keys)


def owners(keys: pa.Array, known: pa.Array) -> np.ndarray:
    """The place of the one text known that each key equals; -1 for blank, none or several."""
    distinct = known.dictionary_encode()
    codes = distinct.indices.to_numpy()
    own = np.full(len(distinct.dictionary), -1)
    own[codes] = np.arange(len(codes))
    own[np.bincount(codes, minlength=len(own)) > 1] = -1
    own[lengths(distinct.dictionary) == 0] = -1
    found = pc.index_in(keys, value_set=distinct.dictionary).fill_null(-1)
    return np.append(own, -1)[found.to_numpy()]


def _numbers(matrix: np.ndarray) -> np.ndarray:
    """The numbers of texts of one length."""
    length = matrix.shape[1]
    if length <= _SHORT:
        return _in_base(matrix, 256) + (1 << 8 * length)
    digits = matrix - np.uint8(ord("0"))
    if length < _ID:
        return np.where(_up_to(digits, 9), _in_base(digits, 10) + 10**length + _DIGITS_FROM, NONE)
    by_x = matrix[:, -1] == ord("X")
    sound = _up_to(digits[:, :-1], 9) & ((digits[:, -1] <= 9) | by_x)
    digits[by_x, -1] = 10
    return np.where(sound, _in_base(digits, 11) + _IDS_FROM, NONE)


def _in_base(digits: np.ndarray, base: int) -> np.ndarray:
    number = np.zeros(len(digits), dtype="int64")
    for place in range(digits.shape[1]):
        number *= base
        number += digits[:, place]
    return number


def _up_to(digits: np.ndarray, most: int) -> np.ndarray:
    fits = np.ones(len(digits), dtype=bool)
    for place in range(digits.shape[1]):
        fits &= digits[:, place] <= most
    return fits


def _bytes(keys: pa.Array, length: int) -> np.ndarray:
    """Texts of that many bytes each as a matrix of their bytes."""
    if not len(keys) or not length:
        return np.zeros((len(keys), length), dtype="uint8")
    start = int(np.frombuffer(keys.buffers()[1], "int64")[keys.offset])
    data = np.frombuffer(keys.buffers()[2], "uint8")
    return data[start : start + len(keys) * length].reshape(-1, length)
