"""What makes a sheet our 信息核对表, drawn by us or a school's own: lock, answers, code, record."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.checklist import embedded
from gradrecon.checklist.record import Record
from gradrecon.outputs.workbooks.raw_rows import MARK, prepare, stored_cell, stored_rows
from gradrecon.values.check_code import LABEL
from gradrecon.values.flags import NO, YES

_HIGH = 15  # points, as rows usually are


def protect(page: Worksheet) -> None:
    """Lock the cells that say so, without a password; columns and rows may be resized."""
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False


def print_code(page: Worksheet, code: str) -> None:
    """The check code on every printed page."""
    page.oddFooter.left.text = f"{LABEL}：{code}"


def offer_answers(page: Worksheet, cells: str) -> None:
    """A drop-down for 学生确认 in a range of cells."""
    answers = DataValidation(
        type="list", formula1=f'"{YES},{NO}"', allow_blank=True, showErrorMessage=True,
        errorTitle="学生确认", error="请从下拉列表中选：是、否。",
    )  # fmt: skip
    answers.add(cells)
    page.data_validations.append(answers)


def hide_record(book: Workbook, record: Record) -> None:
    """The seals of what was sent, on a sheet that no menu shows."""
    hidden = book.create_sheet(embedded.SHEET)
    hidden.sheet_state = "veryHidden"
    lines = record.lines()
    hidden.append([MARK])
    cells = [stored_cell(line, 0) for line in lines]
    prepare(hidden, stored_rows(1, [cells], [_HIGH] * len(lines)))
