"""The sample as files: laid out, addressed, written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from gradrecon.samples import forms, layouts, photos, workbook
from gradrecon.samples.layouts import Field, Layout
from gradrecon.samples.parquet import write_parquet
from gradrecon.samples.portraits import Recipe
from gradrecon.samples.workbook import Cell
from gradrecon.samples.world import World
from gradrecon.sources.table import letters

_CHUNK = 20_000
# How many rows are sensible in a file of each format.
_ROOM = {"xlsx": 200_000, "xls": 60_000, "utf-8-sig": 200_000, "gb18030": 200_000}
_WITH_SHEETS = ("xlsx", "xls")


@dataclass(frozen=True)
class Sheet:
    """One file's only sheet: its layout and the rows that it holds, in their order."""

    layout: Layout
    rows: pd.DataFrame

    @property
    def header_row(self) -> int:
        """The number of the header row as the office's program shows it."""
        return len(self.layout.above) + 1

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The letters of each of our columns that stands in the sheet."""
        fields = enumerate(self.layout.fields)
        return {field.column: letters(place) for place, field in fields if field.column}

    def grid(self) -> Iterator[Sequence[Cell]]:
        """All rows of the sheet as they stand in the file."""
        header = [field.header for field in self.layout.fields]
        return chain(self.layout.above, [header], self._body(), self.layout.below)

    def by_columns(self) -> Iterator[tuple[str, Sequence[Cell]]]:
        """Each column's header and cells."""
        for field in self.layout.fields:
            yield field.header, list(self._column(field, self.rows, 0))

    def merged(self) -> list[str]:
        """The ranges of cells that are merged: the groups of the grouped column."""
        if not self.layout.grouped:
            return []
        letter = self.columns[self.layout.grouped]
        starts = [*(i for i, first in enumerate(self._group_starts()) if first), len(self.rows)]
        at = self.header_row + 1
        return [
            f"{letter}{at + first}:{letter}{at + after - 1}"
            for first, after in pairwise(starts)
            if after - first > 1
        ]

    def _body(self) -> Iterator[Sequence[Cell]]:
        for first in range(0, len(self.rows), _CHUNK):
            part = self.rows.iloc[first : first + _CHUNK]
            columns = [self._column(field, part, first) for field in self.layout.fields]
            yield from zip(*columns, strict=True)

    def _column(self, field: Field, part: pd.DataFrame, first: int) -> Iterable[Cell]:
        if field.header == "序号":
            return range(first + 1, first + len(part) + 1)
        if not field.column:
            return [""] * len(part)
        values = field.form(part[field.column]).to_list()
        if field.column != self.layout.grouped:
            return values
        starts = self._group_starts()[first : first + len(part)]
        return [value if shown else "" for value, shown in zip(values, starts, strict=True)]

    def _group_starts(self) -> list[bool]:
        group = self.rows[self.layout.grouped]
        return (group != group.shift()).to_list()


@dataclass(frozen=True)
class Sample:
    """A made-up cohort: its files by name below the raw folder, its params, its answer key.

    `answers` has one row per finding that must appear: student_no, rule, source, cell, college;
    student_no is "" where the finding is about a college, a file or a row that is nobody's,
    cell is "" where it is about something that is missing. `photos`: what is in each photo, by
    its path below the raw folder.
    """

    params: Mapping[str, Any]
    files: Mapping[str, Sheet]
    answers: pd.DataFrame
    photos: Mapping[str, Recipe] = dataclasses.field(default_factory=dict)


def lay_out(world: World) -> dict[str, Sheet]:
    """The files of the world, by their paths; sources without rows have none.

    But there is always a table of applications: without one nobody knows that none was made.
    """
    colleges = [college.name for college in world.cohort.colleges]
    returned = [layouts.returned(world.cohort.name, college) for college in colleges]
    sheets = [_sheet(world, layout) for layout in (*layouts.FIXED, *returned)]
    return {
        sheet.layout.path: sheet
        for sheet in sheets
        if len(sheet.rows) or sheet.layout.source == "applications"
    }


def answer_key(world: World, files: Mapping[str, Sheet]) -> pd.DataFrame:
    """What must be found in the files, each with the cell that shows it, in a settled order."""
    columns = ["student_no", "rule", "source", "cell", "college"]
    if not world.answers:
        return pd.DataFrame(columns=columns, dtype="str")
    answers = pd.concat(world.answers, ignore_index=True)
    own = world.students.reindex(answers["who"])
    answers["student_no"] = own["student_no"].fillna("").to_numpy()
    answers["college"] = own["college"].fillna(answers["college"].set_axis(own.index)).to_numpy()
    answers["cell"] = ""
    for sheet in files.values():
        _address(answers, sheet)
    shots = answers["source"] == photos.FOLDER
    answers.loc[shots, "cell"] = answers.loc[shots, "row"].map(photos.addresses(world)).fillna("")
    return answers[columns].sort_values(columns, ignore_index=True)


def _sheet(world: World, layout: Layout) -> Sheet:
    rows = layouts.select(layout, world.frames[layout.source])
    if layout.path in world.unmasked:
        layout = replace(layout, fields=tuple(_unmasked(field) for field in layout.fields))
    lacking = world.lacking.get(layout.path)
    shown = tuple(field for field in layout.fields if not lacking or field.column != lacking)
    return Sheet(_with_room(replace(layout, fields=shown), len(rows)), rows)


def _unmasked(field: Field) -> Field:
    return field._replace(form=forms.as_it_is) if field.column == "id_no" else field


def _with_room(layout: Layout, rows: int) -> Layout:
    """Return the same file in a format with room for its rows; Parquet has no title and foot."""
    if rows <= _ROOM[layout.format]:
        return layout
    if layout.format == "xls":
        path = str(Path(layout.path).with_suffix(".xlsx"))
        return _with_room(replace(layout, path=path, format="xlsx"), rows)
    path = str(Path(layout.path).with_suffix(".parquet"))
    return replace(layout, path=path, format="parquet", grouped="", above=(), below=())


def _address(answers: pd.DataFrame, sheet: Sheet) -> None:
    """Fill in the cells of those answers whose row stands in this sheet."""
    layout = sheet.layout
    name = layout.sheet if layout.format in _WITH_SHEETS else ""
    place = pd.Series(range(sheet.header_row + 1, sheet.header_row + 1 + len(sheet.rows)))
    place.index = sheet.rows.index
    mine = (answers["source"] == layout.source) & answers["row"].isin(sheet.rows.index)
    at = answers[mine]
    letter = at["column"].map(sheet.columns).fillna("")
    numbers = at["row"].map(place).astype(str)
    answers.loc[mine, "cell"] = f"{layout.path}!{name}!" + letter + numbers


def write_files(files: Mapping[str, Sheet], folder: Path) -> None:
    """Write every file below the folder."""
    for name, sheet in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        layout = sheet.layout
        if layout.format == "xlsx":
            workbook.write_workbook(path, {layout.sheet: sheet.grid()}, sheet.merged())
        elif layout.format == "xls":
            workbook.write_old_workbook(path, {layout.sheet: sheet.grid()})
        elif layout.format == "parquet":
            write_parquet(path, sheet.by_columns())
        else:
            workbook.write_text(path, sheet.grid(), layout.format)
