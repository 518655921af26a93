"""Finding things by key in whole columns at once.

Keys are looked up once, by hash, and give *positions*: the place of a row in another frame.
Everything after that is taking by number, which costs next to nothing, however many students.
A position of -1 is nobody, and takes "".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import blank, coded, column, filled, joined, lengths, texts


def positions(keys: pd.Series, known: pd.Series) -> np.ndarray:
    """The place of each key among the values of `known`, which are unique; -1 where it is none."""
    sought, among = texts(keys), texts(known)
    found = pc.index_in(sought, value_set=among).fill_null(-1)
    return found.to_numpy().astype("int64")


def owners(keys: pd.Series, known: pd.Series) -> np.ndarray:
    """The place of the one value that each key equals; -1 for blank, none or several."""
    return owner_among([texts(keys)], [texts(known)])


def owner_among(keys: Sequence[pa.Array], known: Sequence[pa.Array]) -> np.ndarray:
    """As `owners`, by several columns at once, the most telling first: all are said and equal."""
    if not any(lengths(keys[0])):
        return np.full(len(keys[0]), -1)
    near = np.flatnonzero(pc.is_in(known[0], value_set=keys[0]))
    fellows = _together([column.take(pa.array(near)) for column in known])
    return np.append(near, -1)[_only_owners(_together(keys), fellows)]


def _only_owners(keys: pa.Array, known: pa.Array) -> np.ndarray:
    """The place of the one known text that each key equals; -1 for blank, none or several."""
    distinct = known.dictionary_encode()
    codes = distinct.indices.to_numpy()
    own = np.full(len(distinct.dictionary), -1)
    own[codes] = np.arange(len(codes))
    own[np.bincount(codes, minlength=len(own)) > 1] = -1
    own[lengths(distinct.dictionary) == 0] = -1
    found = pc.index_in(keys, value_set=distinct.dictionary).fill_null(-1)
    return np.append(own, -1)[found.to_numpy()]


def _together(columns: Sequence[pa.Array]) -> pa.Array:
    """The values of several columns as one key, "" where any of them is blank."""
    if len(columns) == 1:
        return columns[0]
    complete = np.logical_and.reduce([lengths(column) > 0 for column in columns])
    return pc.if_else(pa.array(complete), joined(columns, "\x1f"), "")


def repeated(keys: pd.Series, keep: Literal["first", False] = False) -> np.ndarray:
    """Which keys stand more than once; with `keep="first"`, all but the first of them."""
    return keys.duplicated(keep).to_numpy(copy=True)


def repeated_keys(places: np.ndarray, count: int) -> np.ndarray:
    """Which of these places, all below that count, stand more than once."""
    standing: np.ndarray = np.bincount(places, minlength=count)[places] > 1
    return standing


def take(values: pd.Series, places: np.ndarray, index: pd.Index) -> pd.Series:
    """The text of a column at each place, "" at -1; with the given index."""
    nobody = places < 0
    if not nobody.any():
        return column(texts(values).take(pa.array(places)), index)
    if nobody.all():
        return blank(index)
    return column(filled(texts(values).take(pa.array(places, mask=nobody))), index)


def look_up(keys: pd.Series, known: pd.Series) -> pd.Series:
    """What `known` (index: unique keys) says for each key, "" where it says nothing."""
    return take(known, positions(keys, known.index.to_series()), keys.index)


def pick(condition: pd.Series, yes: str, no: str) -> pd.Series:
    """`yes` where the condition holds, else `no`; index of `condition`."""
    return coded(condition.to_numpy(dtype="int8"), (no, yes), condition.index)


def choose(
    choices: Sequence[tuple[pd.Series | np.ndarray, str]], otherwise: str, index: pd.Index
) -> pd.Series:
    """The word of the first choice whose condition holds, for each row."""
    words = [*(word for _, word in choices), otherwise]
    codes = np.full(len(index), len(choices), dtype="int8")
    for code in range(len(choices) - 1, -1, -1):
        codes[np.asarray(choices[code][0])] = code
    return coded(codes, words, index)
