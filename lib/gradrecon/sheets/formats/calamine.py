"""Workbooks by python-calamine: xlsx, xlsb, xls and ods, the first reader and the fast one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gradrecon.lazy import named
from gradrecon.sheets.grid import Book, Sheet, Value, columns_of
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_LOOKS: Mapping[Form, str] = {
    Form.XLSX: "gradrecon.sheets.marks.xlsx:look_at",
    Form.XLS: "gradrecon.sheets.marks.xls:look_at",
    Form.XLSB: "gradrecon.sheets.marks.xlsb:look_at",
    Form.ODS: "gradrecon.sheets.marks.ods:look_at",
}
# What calamine needs of an ods file, and the blanks between the elements of its tables.
_NEEDED = ("mimetype", "META-INF/manifest.xml", "content.xml")
_BETWEEN = rb">\s+(?=</?table:)"


def read_workbook(path: Path, form: Form, limits: Limits) -> Book:
    """The sheets of a workbook with their merged regions, in the workbook's order.

    Unreadable where a sheet has more rows than `limits` allow; what calamine itself raises
    on a malformed file passes through.
    """
    with path.open("rb") as file:
        return _read(file, path, form, limits)


def read_tidied(path: Path, form: Form, limits: Limits) -> Book:
    """An ods file whose XML is set out in lines, at which calamine stumbles, without these."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in _NEEDED if name in archive.namelist()}
    parts["content.xml"] = re.sub(_BETWEEN, b">", parts["content.xml"])
    tidied = io.BytesIO()
    with zipfile.ZipFile(tidied, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    tidied.seek(0)
    return _read(tidied, path, form, limits)


def _read(file: BinaryIO, path: Path, form: Form, limits: Limits) -> Book:
    # By its content: given a path, calamine goes by the ending of the name.
    with CalamineWorkbook.from_filelike(file) as workbook:
        extras = _look_at(path, form)
        sheets = tuple(
            _sheet(workbook.get_sheet_by_index(place), limits, meta, extras.of(meta.name))
            for place, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    return Book(str(form), sheets, extras.since_1904)


def _look_at(path: Path, form: Form) -> Extras:
    """What calamine leaves out; nothing where the file is damaged, which calamine will say."""
    try:
        extras: Extras = named(_LOOKS[form])(path)
    except Exception:
        return Extras()
    return extras


def _sheet(found: CalamineSheet, limits: Limits, meta: SheetMetadata, marks: Marks) -> Sheet:
    limits.check_rows(found.name, found.height)
    top, left = found.start or (0, 0)
    rows: list[list[Value]] = found.to_python()  # type: ignore[assignment]
    for (row, column), special in marks.specials.items():
        if top <= row < top + len(rows) and left <= column < left + len(rows[row - top]):
            rows[row - top][column - left] = special
    return Sheet(
        found.name,
        columns_of(rows),
        found.height,
        top,
        left,
        hidden=meta.visible != SheetVisibleEnum.Visible,
        merged=tuple(found.merged_cell_ranges or marks.merged),
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
    )
