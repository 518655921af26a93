"""Work on distinct values only: thousands of students share a few hundred of most things."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import column, text_array, texts


def by_distinct(values: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """`function` of each value as text, called once for each distinct value.

    `values` is a text Series with no missing value; the result has its index.
    """
    known = texts(values).dictionary_encode()
    results = text_array(function(value) for value in known.dictionary.to_pylist())
    return column(results.take(known.indices), values.index)


def which_distinct(values: pd.Series, function: Callable[[str], object]) -> np.ndarray:
    """Whether `function` holds of each value, called once for each distinct value."""
    known = texts(values).dictionary_encode()
    holds = np.array([bool(function(value)) for value in known.dictionary.to_pylist()], dtype=bool)
    return holds[known.indices.to_numpy()]


def pairs_by_distinct(
    left: pd.Series, right: pd.Series, function: Callable[[str, str], str]
) -> pd.Series:
    """`function` of each pair of values as text, called once for each distinct pair."""
    left_codes, lefts = pd.factorize(left)
    right_codes, rights = pd.factorize(right)
    pair_codes, pairs = pd.factorize(left_codes * np.int64(len(rights) or 1) + right_codes)
    width = len(rights) or 1
    results = pd.array([function(lefts[p // width], rights[p % width]) for p in pairs], dtype="str")
    return pd.Series(results.take(pair_codes), index=left.index, dtype="str")
