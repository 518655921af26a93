"""Workbooks by python-calamine: xlsx, xlsb, xls and ods, the first reader and the fast one."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gradrecon.sheets.grid import Book, Sheet, columns_of
from gradrecon.sheets.limits import Limits
from gradrecon.sheets.sniff import Form


def read_workbook(path: Path, form: Form, limits: Limits) -> Book:
    """The sheets of a workbook with their merged regions, in the workbook's order.

    Unreadable where a sheet has more rows than `limits` allow; what calamine itself raises
    on a malformed file passes through.
    """
    with CalamineWorkbook.from_path(path) as workbook:
        sheets = tuple(
            _sheet(workbook.get_sheet_by_index(place), limits, meta.visible)
            for place, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    return Book(str(form), sheets)


def _sheet(found: CalamineSheet, limits: Limits, visible: SheetVisibleEnum) -> Sheet:
    limits.check_rows(found.name, found.height)
    top, left = found.start or (0, 0)
    return Sheet(
        found.name,
        columns_of(found.to_python()),
        found.height,
        top,
        left,
        hidden=visible != SheetVisibleEnum.Visible,
        merged=tuple(found.merged_cell_ranges or ()),
    )
