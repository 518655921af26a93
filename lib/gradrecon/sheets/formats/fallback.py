"""Second readers: openpyxl and xlrd read some workbooks that python-calamine cannot."""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from gradrecon.sheets.formats.calamine import look_at
from gradrecon.sheets.grid import Book, CellType, Special, Value
from gradrecon.sheets.marks.marks import marked
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_LONG = 1_000_000
_BLANK_ROWS = re.compile(rb"(?:<row\b[^<>]*/>\s*+)*+")
_PLAIN = (str, float, int, bool, date, datetime, time, timedelta)


def read_with_openpyxl(path: Path, form: Form, limits: Limits) -> Book:
    """The worksheets of an xlsx file, stored values only."""
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    with _without_blank_tails(path) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        extras, sheets = look_at(path, form, closely=True), []
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a file says about its size is often wrong
            rows = _rows(sheet.iter_rows(values_only=True), sheet.title, limits)
            hidden = sheet.sheet_state != "visible"
            sheets.append(marked(sheet.title, rows, extras.of(sheet.title), hidden=hidden))
    return Book(str(form), tuple(sheets), book.epoch == CALENDAR_MAC_1904)


def _without_blank_tails(path: Path) -> BinaryIO:
    """The file; where a sheet ends in masses of blank rows, a copy without them.

    openpyxl takes five seconds for a million of them.
    """
    with zipfile.ZipFile(path) as old:
        parts = {part: _shorter(old, part) for part in old.infolist() if part.file_size > _LONG}
        if not any(parts.values()):
            return path.open("rb")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for part in old.infolist():
                new.writestr(part.filename, parts.get(part) or old.read(part))
    made.seek(0)
    return made


def _shorter(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A sheet's XML without the blank rows below the last cell; b"" where they are not many."""
    xml = archive.read(part) if part.filename.lower().endswith(".xml") else b""
    end = xml.rfind(b"</sheetData>")
    start = xml.find(b"</row>", xml.rfind(b"<c ", 0, max(end, 0))) + len(b"</row>")
    if end - start < _LONG or not _BLANK_ROWS.fullmatch(xml, start, end):
        return b""
    return xml[:start] + xml[end:]


def _rows(found: Iterable[Iterable[object]], name: str, limits: Limits) -> list[list[Value]]:
    rows: list[list[Value]] = []
    filled = 0
    for number, cells in enumerate(found, 1):
        limits.check_rows(name, number)
        row = [_value(cell) for cell in cells]
        while row and not str(row[-1]).strip():
            row.pop()
        rows.append(row)
        filled = number if row else filled
    return rows[:filled]


def _value(cell: object) -> Value:
    if cell is None:
        return ""
    return cell if isinstance(cell, _PLAIN) else str(cell)


def read_with_xlrd(path: Path, form: Form, limits: Limits) -> Book:
    """The worksheets of an xls file, the oldest kinds too; theirs is Chinese unless they say."""
    import xlrd

    with Path(os.devnull).open("w") as silence:
        book = xlrd.open_workbook(path, logfile=silence, ragged_rows=True)
        if book.biff_version < 80 and book.codepage in (None, 1252):
            book = xlrd.open_workbook(
                path, logfile=silence, ragged_rows=True, encoding_override="gb18030"
            )
    extras, sheets = look_at(path, form), []
    for place, sheet in enumerate(book.sheets()):
        limits.check_rows(sheet.name, sheet.nrows)
        rows = [
            [_old_value(cell, book.datemode) for cell in sheet.row(row)]
            for row in range(sheet.nrows)
        ]
        hidden = sheet.visibility != 0
        sheets.append(marked(sheet.name, rows, extras.of(sheet.name, place), hidden=hidden))
    return Book(str(form), tuple(sheets), book.datemode == 1)


def _old_value(cell: object, datemode: int) -> Value:
    import xlrd

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == xlrd.XL_CELL_ERROR:
        return Special(xlrd.error_text_from_code.get(value, "#N/A"), CellType.ERROR)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        return _old_date(value, datemode)
    return value if kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else ""


def _old_date(value: float, datemode: int) -> Value:
    import xlrd

    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, ValueError, OverflowError):
        return value
    if value < 1:
        return moment.time()
    return moment if value % 1 else moment.date()
