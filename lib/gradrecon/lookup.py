"""Finding things by key in whole columns at once.

Keys are looked up once, by hash, and give *positions*: the place of a row in another frame.
Everything after that is taking by number, which costs next to nothing, however many students.
A position of -1 is nobody, and takes "".
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def positions(keys: pd.Series, known: pd.Series) -> np.ndarray:
    """The place of each key among the values of `known`, which are unique; -1 where it is none."""
    found = pc.index_in(_arrow(keys), value_set=_arrow(known))
    return found.fill_null(-1).to_numpy(zero_copy_only=False).astype("int64")


class Owners:
    """Whose each key is: an index of a column, made once for many look-ups."""

    def __init__(self, known: pd.Series) -> None:
        own = ~known.duplicated(keep=False) & (known != "")
        self._known = known[own]
        self._places = np.append(np.flatnonzero(own), -1)

    def of(self, keys: pd.Series) -> np.ndarray:
        """The place of the one value that each key equals; -1 for blank, none or several."""
        return self._places[positions(keys, self._known)]


def take(column: pd.Series, places: np.ndarray, index: pd.Index) -> pd.Series:
    """The text of `column` at each place, "" at -1; with the given index."""
    taken = column.array.take(places, allow_fill=True, fill_value="") if len(column) else ""
    return pd.Series(taken, index=index, dtype="str")


def look_up(keys: pd.Series, known: pd.Series) -> pd.Series:
    """What `known` (index: unique keys) says for each key, "" where it says nothing."""
    return take(known, positions(keys, known.index.to_series()), keys.index)


def pick(condition: pd.Series, yes: str, no: str) -> pd.Series:
    """`yes` where the condition holds, else `no`; index of `condition`."""
    return pd.Series(np.where(condition, yes, no), index=condition.index, dtype="str")


def _arrow(values: pd.Series) -> pa.Array:
    array = pa.array(values.array, type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
