"""What cells are that are not simply text, kept as two arrays: a column may be all numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from gradrecon.sheets.grid import CellType


@dataclass(frozen=True)
class Types:
    """Positions in a column, ascending, and the type of the cell at each."""

    places: np.ndarray
    types: np.ndarray

    @classmethod
    def of(cls, types: Mapping[int, CellType]) -> Self:
        """From a mapping of positions to types."""
        places = sorted(types)
        return cls(np.array(places, "int64"), np.array([types[p] for p in places], "U1"))

    @classmethod
    def joined(cls, pieces: Sequence[Types], sizes: Sequence[int]) -> Self:
        """Those of columns of these sizes that are put below one another."""
        starts = np.cumsum([0, *sizes[:-1]])
        places = [piece.places + start for piece, start in zip(pieces, starts, strict=True)]
        return cls(np.concatenate(places), np.concatenate([piece.types for piece in pieces]))

    def among(self, rows: np.ndarray) -> Types:
        """Those of the cells in these rows (ascending), by position among them."""
        if not len(rows) or not len(self.places):
            return NO_TYPES
        at = np.searchsorted(rows, self.places).clip(max=len(rows) - 1)
        there = rows[at] == self.places
        return Types(at[there], self.types[there])

    def with_all(self, places: np.ndarray, type_: CellType) -> Types:
        """The same with the cells in these places of that type."""
        known = dict(zip(self.places.tolist(), map(CellType, self.types), strict=True))
        return Types.of(known | dict.fromkeys(places.tolist(), type_))

    def where(self, types: Iterable[CellType], *, other: bool = False) -> np.ndarray:
        """The positions of cells of these types, or of any other."""
        chosen: np.ndarray = self.places[np.isin(self.types, list(types), invert=other)]
        return chosen

    def at(self, places: np.ndarray) -> list[CellType | None]:
        """The type of the cell at each of the places, None where it is simply text."""
        known = dict(zip(*self._only(places), strict=True))
        return [known.get(place) for place in places.tolist()]

    def _only(self, places: np.ndarray) -> tuple[list[int], list[CellType]]:
        wanted = np.isin(self.places, places)
        return self.places[wanted].tolist(), [CellType(t) for t in self.types[wanted]]


NO_TYPES = Types.of({})
