"""Rows of a frame that are taken column by column, when they are asked for.

A rule looks at two or three columns of a few rows, out of frames of twenty to fifty columns: to
choose rows costs nothing here, and each column that is looked at is taken once, by whichever
thread asks for it first.
"""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import Self, overload

import numpy as np
import pandas as pd


class Rows:
    """Some rows of a frame; reads as one: `rows["name"]`, `rows[rows["fee"] != ""]`, `len(rows)`.

    Several columns, `rows[["name", "fee"]]`, are a frame again. A mask is a boolean for each of
    the rows, in their order.
    """

    def __init__(self, frame: pd.DataFrame, places: np.ndarray | None = None) -> None:
        self._frame = frame
        self._places = places
        self._added: dict[str, pd.Series] = {}
        self._taken: dict[str, pd.Series] = {}
        self._taking = Lock()

    @cached_property
    def index(self) -> pd.Index:
        """The ids of the rows."""
        index = self._frame.index
        return index if self._places is None else index.take(self._places)

    @property
    def empty(self) -> bool:
        """Whether there are none."""
        return len(self) == 0

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [*self._frame.columns, *self._added]

    def __len__(self) -> int:
        return len(self._frame if self._places is None else self._places)

    def __contains__(self, name: str) -> bool:
        return name in self._added or name in self._frame

    @overload
    def __getitem__(self, wanted: str) -> pd.Series: ...

    @overload
    def __getitem__(self, wanted: list[str]) -> pd.DataFrame: ...

    @overload
    def __getitem__(self, wanted: pd.Series | np.ndarray) -> Self: ...

    def __getitem__(
        self, wanted: str | list[str] | pd.Series | np.ndarray
    ) -> pd.Series | pd.DataFrame | Self:
        if isinstance(wanted, str):
            return self._column(wanted)
        if isinstance(wanted, list):
            return pd.DataFrame({name: self._column(name) for name in wanted}, self.index)
        chosen = np.flatnonzero(wanted)
        return self if len(chosen) == len(self) else self._chosen(chosen)

    def get(self, name: str, default: str) -> pd.Series | str:
        """A column, or the default where there is none of that name."""
        return self._column(name) if name in self else default

    def assign(self, **columns: pd.Series) -> Self:
        """The same rows with further columns, or others in their stead."""
        rows = self._at(self._places)
        rows._added = {**self._added, **columns}
        return rows

    def first(self, name: str) -> Self:
        """The first row of each value of a column."""
        return self[~self[name].duplicated()]

    def at(self, ids: pd.Series | pd.Index) -> Self:
        """The rows of these ids, all of which are there."""
        return self._chosen(self.index.get_indexer(ids))

    @property
    def frame(self) -> pd.DataFrame:
        """All columns of the rows."""
        frame = self._frame if self._places is None else self._frame.take(self._places)
        return frame.assign(**self._added) if self._added else frame

    def _column(self, name: str) -> pd.Series:
        if name in self._added:
            return self._added[name]
        with self._taking:
            if name not in self._taken:
                self._taken[name] = self._take(self._frame[name])
        return self._taken[name]

    def _take(self, column: pd.Series) -> pd.Series:
        if self._places is None:
            return column
        values = column.array.take(self._places)
        return pd.Series(values, index=self.index, name=column.name, copy=False)

    def _chosen(self, chosen: np.ndarray) -> Self:
        rows = self._at(chosen if self._places is None else self._places[chosen])
        rows._added = {name: values.iloc[chosen] for name, values in self._added.items()}
        return rows

    def _at(self, places: np.ndarray | None) -> Self:
        return type(self)(self._frame, places)
