"""What a workbook says beside its values, as the quick looks at its bytes find it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from gradrecon.sheets.grid import Region, Special


class Marks(NamedTuple):
    """Hidden rows and columns of a sheet, its special cells, and the merged ones where known.

    Places are 0-based on the sheet.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    specials: Mapping[tuple[int, int], Special] = MappingProxyType({})
    merged: tuple[Region, ...] = ()


class Extras(NamedTuple):
    """The marks of each sheet by its name, and whether days are counted from 1904."""

    sheets: Mapping[str, Marks] = MappingProxyType({})
    since_1904: bool = False

    def of(self, sheet: str) -> Marks:
        """The marks of a sheet, empty where nothing is known."""
        return self.sheets.get(sheet, Marks())
