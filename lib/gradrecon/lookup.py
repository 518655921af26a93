"""Text from one column by the keys of another, and one of two texts by a condition."""

from __future__ import annotations

import numpy as np
import pandas as pd


def look_up(keys: pd.Series, known: pd.Series) -> pd.Series:
    """What `known` (index: unique keys) says for each key, "" where it says nothing.

    Text with the index of `keys`, also where either is empty.
    """
    places = known.index.get_indexer(pd.Index(keys))
    values = np.append(known.to_numpy(dtype=object), "")
    return pd.Series(values[places], index=keys.index, dtype="str")


def pick(condition: pd.Series, yes: str, no: str) -> pd.Series:
    """`yes` where the condition holds, else `no`; index of `condition`."""
    return pd.Series(np.where(condition, yes, no), index=condition.index, dtype="str")
