"""What a workbook says beside its values, and how a sheet is made of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from gradrecon.sheets.grid import (
    CellType,
    Place,
    Region,
    Sheet,
    Special,
    Value,
    as_text,
    columns_of,
)

_NONE: Mapping[Place, CellType] = MappingProxyType({})
_NO_VALUES: Mapping[Place, Value] = MappingProxyType({})
_FURTHER = 64  # columns beyond the last filled one in which a cell without a value may be marked


class Marks(NamedTuple):
    """The marks of a sheet; places are 0-based on it.

    `specials` are cells whose values differ from what a reader gives, `types` those of which
    only the type does.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    specials: Mapping[Place, Value] = _NO_VALUES
    merged: tuple[Region, ...] = ()
    types: Mapping[Place, CellType] = _NONE
    struck: frozenset[Place] = frozenset()
    comments: tuple[tuple[Place, str], ...] = ()
    choices: tuple[tuple[Region, str], ...] = ()


class Extras(NamedTuple):
    """The marks of each sheet by its name, in the order of the file, and its date system."""

    sheets: Mapping[str, Marks] = MappingProxyType({})
    since_1904: bool = False

    def of(self, sheet: str, place: int = -1) -> Marks:
        """Give the marks of a sheet by its name, or by its place if that has another spelling."""
        if sheet in self.sheets or not 0 <= place < len(self.sheets):
            return self.sheets.get(sheet, Marks())
        return list(self.sheets.values())[place]


def marked(
    name: str,
    rows: list[list[Value]],
    marks: Marks,
    *,
    corner: Place = (0, 0),
    hidden: bool = False,
    merged: Sequence[Region] | None = None,
) -> Sheet:
    """Make a sheet of what a reader gives, from its `corner` on, and what else the file says."""
    top, left = corner
    for (row, column), value in marks.specials.items():
        if own := _own(rows, row - top, column - left):
            own[column - left] = value
    for (row, column), kind in marks.types.items():
        own = _own(rows, row - top, column - left)
        if own and not isinstance(own[column - left], Special):
            own[column - left] = Special(as_text(own[column - left]), kind)
    return Sheet(
        name,
        columns_of(rows),
        len(rows),
        top,
        left,
        hidden=hidden,
        merged=tuple(merged or marks.merged),
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        struck=marks.struck,
        comments=marks.comments,
        choices=marks.choices,
    )


def _own(rows: list[list[Value]], row: int, column: int) -> list[Value] | None:
    """Give the row in which a cell stands, long enough to hold it; None if it is far outside."""
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row]) + _FURTHER):
        return None
    rows[row] += [""] * (column + 1 - len(rows[row]))
    return rows[row]
