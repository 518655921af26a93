"""A source as read: typed rows that still know their file, sheet, row and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import coded
from gradrecon.columns.lazy_rows import Rows
from gradrecon.sources.source import Source

HEADED = "college"
"""The column that may stand as headings between the rows instead."""

_NO_IDS, _NO_WORDS = np.zeros(0, dtype="int64"), pd.array([], dtype="str")


@dataclass(frozen=True)
class Part:
    """One sheet that rows of a source came from, and how it was understood.

    `file` is relative to the raw folder, with forward slashes; `sheet` is "" where the
    format has none. `header_row` is the number the office's program shows. `columns` maps our
    column names to 0-based sheet columns; `unread` are headers that no column claims.
    `hidden` counts the rows read though hidden or filtered away; `sha256` is the file's hash.
    `code` is the check code printed above or below the table, `code_cell` where (`A2`).
    `headings` counts the rows that name the college of the rows below them. `day` is that of
    which the file says that it speaks, `2024-12-17`, "" where it says none.
    """

    file: str
    sheet: str
    taken_for: str
    header_row: int
    columns: Mapping[str, int]
    unread: tuple[str, ...] = ()
    hidden: int = 0
    sha256: str = ""
    code: str = ""
    code_cell: str = ""
    headings: int = 0
    day: str = ""

    def has(self, column: str) -> bool:
        """Whether the sheet says this of its rows: in a column, or in headings between them."""
        return column in self.columns or bool(column == HEADED and self.headings)


@dataclass(frozen=True)
class Table:
    """All rows of one source, over all its files.

    `rows`: one row per data row; the source's declared columns as text ("" where blank or
    absent), then `part` (index into `parts`) and `row` (as the office's program numbers it).
    The index 0 … n-1 is the row's id in this run.
    `notes`: one row per cell that was not taken as it came, columns `id`, `column`, `kind`,
    `came`, `read`; `damage` is True where the cell cannot be trusted (its value is then "" in
    a key column).
    `rejected`: ids and reasons of the rows that cannot be used, columns `id`, `reason`; these
    rows are in `rows` too, so that every row is counted once.
    `repeats`: rows of files that say nothing new and are not in `rows`, columns `file`, `sheet`,
    `row`, `day` (of their file, "" for none), and `of`, the id of the row that says it already.
    """

    source: Source
    rows: pd.DataFrame
    parts: tuple[Part, ...] = ()
    notes: pd.DataFrame = field(default_factory=lambda: no_notes())
    rejected: pd.DataFrame = field(default_factory=lambda: no_rejected())
    repeats: pd.DataFrame = field(default_factory=lambda: no_repeats())

    @property
    def present(self) -> bool:
        """Whether any file of this source was there at all."""
        return bool(self.parts)

    def has(self, column: str) -> bool:
        """Whether any file of this source has this column."""
        return any(part.has(column) for part in self.parts)

    @property
    def usable(self) -> pd.DataFrame:
        """The rows that were not rejected."""
        return self.usable_rows.frame

    @property
    def usable_rows(self) -> Rows:
        """The rows that were not rejected, taken column by column: for tables of students."""
        return Rows(self.rows, self.usable_places)

    @property
    def usable_places(self) -> np.ndarray | None:
        """The places of the rows that were not rejected; None where that is all of them."""
        if self.rejected.empty:
            return None
        return np.delete(np.arange(len(self.rows)), self.rejected["id"].to_numpy())

    def cells(self, ids: Iterable[int], column: str | pd.Series = "") -> pd.Series:
        """The address `file!sheet!D17` of a column's cell in each row, index = `ids`.

        `column` is one for all rows or one for each. Without a column, or where the file lacks
        it, the address is that of the whole row: `file!sheet!17`.
        """
        index = pd.Index(ids)
        if not self.parts or index.empty:
            return pd.Series("", index=index, dtype="str")
        rows = index.to_numpy()
        names, distinct = pd.factorize(np.asarray(column, dtype=object).reshape(-1))
        both = self.rows["part"].to_numpy()[rows] * len(distinct) + names
        places, told = pd.factorize(both)
        heads = [self._head(self.parts[at // len(distinct)], distinct[at % len(distinct)])
                 for at in told.tolist()]  # fmt: skip
        row = pd.Series(self.rows["row"].to_numpy()[rows], index).astype("str")
        return coded(places, heads, index) + row

    @staticmethod
    def _head(part: Part, column: str) -> str:
        where = part.columns.get(column)
        return f"{part.file}!{part.sheet}!{'' if where is None else letters(where)}"


def letters(column: int) -> str:
    """The spreadsheet letters of a 0-based column: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def no_notes() -> pd.DataFrame:
    """An empty frame of cell notes."""
    words = dict.fromkeys(("column", "kind", "came", "read"), _NO_WORDS)
    return pd.DataFrame({"id": _NO_IDS, **words, "damage": np.zeros(0, dtype="bool")})


def no_rejected() -> pd.DataFrame:
    """An empty frame of rejected rows."""
    return pd.DataFrame({"id": _NO_IDS, "reason": _NO_WORDS})


def no_repeats() -> pd.DataFrame:
    """An empty frame of repeated rows."""
    words = dict.fromkeys(("file", "sheet", "day"), _NO_WORDS)
    return pd.DataFrame({**words, "row": _NO_IDS, "of": _NO_IDS})


def absent(source: Source) -> Table:
    """Return the table of a source that has no file."""
    words = dict.fromkeys(source.names, _NO_WORDS)
    return Table(source, pd.DataFrame({**words, "part": _NO_IDS, "row": _NO_IDS}))


def make(
    source: Source,
    values: Mapping[str, Iterable[str]],
    file: str = "表.xlsx",
    sheet: str = "Sheet1",
) -> Table:
    """A table from columns of text, as if read from one sheet with its header in row 1."""
    columns = {name: place for place, name in enumerate(values)}
    return Table(source, _frame(source, values), (Part(file, sheet, "xlsx", 1, columns),))


def _frame(source: Source, values: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    given = pd.DataFrame(dict(values), dtype="str")
    nothing = pd.Series("", given.index, dtype="str")
    frame = pd.DataFrame({name: given.get(name, nothing) for name in source.names})
    frame["part"] = np.zeros(len(frame), dtype="int64")
    frame["row"] = np.arange(2, len(frame) + 2)
    return frame
