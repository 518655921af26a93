"""The 信息核对表 of one college as a workbook: to be completed, confirmed, printed and signed.

Only what may change is unlocked. A check code in sight and on every printed page says which
table it is; a hidden sheet holds the seals of what was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.cohort.checklist import NUMBER, Form
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.checklist import finish, style, template
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.outputs.workbooks.raw_rows import MARK, prepare, stored_rows
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.run import Run
from gradrecon.values.check_code import LABEL

_SHEET = "信息核对表"
_LEGEND = (
    (style.BLANK, "待学院补全"),
    (style.WAITING, "待学生确认"),
    (style.OPEN, "可填写；备注中的斜体只是建议"),
    (style.LOCKED, "不得改动，有错请提交更正申请"),
)
_WIDTHS = {
    NUMBER: 5, "student_no": 12, "name": 11, "pinyin": 17, "sex": 5, "ethnicity": 8,
    "birth_date": 11, "id_no": 19.5, "college": 13, "major_code": 8.5, "major": 14,
    "major_en": 22, "level": 11, "form": 9, "batch": 6, "confirmed": 6, "remark": 16,
}  # fmt: skip
_HEAD_ROWS = 4
_LONG = ("name", "pinyin", "college", "major", "major_en", "remark")
_PRIVATE = "本表含证件号和出生日期，仅限核对使用，不得拍照、复印外传或上网。"


def write_checklist(run: Run, code: str, path: Path) -> None:
    """Write a college's 信息核对表, in the school's own template where params name one.

    The same run gives the same bytes. Raise UsageError for an unknown code or an unusable template,
    ValueError for a run without a key, OSError if it cannot be written.
    """
    college = run.cohort.college(code).name
    sent = outgoing(run, code)
    form, check = run.cohort.checklist, sent.record.code
    if form.template:
        words = {"cohort": run.cohort.name, "college": college, "code": check}
        page = template.filled(run.cohort, sent.cells, words)
    else:
        title = form.title.format(cohort=run.cohort.name, college=college)
        about = f"学院：{college}　　数据截至：{sent.record.day}　　{LABEL}：{check}"
        page = _drawn_by_us(form, title, about, sent.cells)
    finish.protect(page)
    finish.print_code(page, check)
    finish.hide_record(page.parent, sent.record)
    fixed.save(page.parent, path)


def _drawn_by_us(form: Form, title: str, about: str, cells: pd.DataFrame) -> Worksheet:
    """The working layout: title, legend, header, students, foot."""
    page = _page(_book(), form, title)
    page.row_dimensions[_HEAD_ROWS].height = 31  # two lines
    _head(page, form, title, about)
    if len(cells):
        _students(page, form, cells)
    _foot(page, form)
    if len(cells) > 1:
        page.insert_rows(_HEAD_ROWS + 2, len(cells) - 1)  # the foot below all students
    return page


def _book() -> Workbook:
    """An empty workbook that knows the styles."""
    book = Workbook()
    book.remove(book.active)
    sheet.add_styles(book)
    for each in style.styles():
        book.add_named_style(each)
    return book


def _page(book: Workbook, form: Form, title: str) -> Worksheet:
    """The sheet as it is to be printed."""
    page = sheet.blank_sheet(book, _SHEET, [_WIDTHS[column] for column in form.columns])
    page.print_title_rows = f"1:{_HEAD_ROWS}"
    page.freeze_panes = f"{get_column_letter(min(4, len(form.columns)))}{_HEAD_ROWS + 1}"
    page.oddHeader.left.text = None
    page.oddFooter.right.text = title.replace("&", "&&")
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    return page


def _heights(cells: pd.DataFrame) -> pd.Series:
    """Rows as high as their longest text needs."""
    columns = [Column(field, _WIDTHS[field], wrapped=True) for field in _LONG if field in cells]
    return sheet.heights(columns, cells)


def _head(page: Worksheet, form: Form, title: str, about: str) -> None:
    """The title, what table it is, the legend and the header."""
    across = get_column_letter(len(form.columns))
    page.append([sheet.text_cell(page, title, sheet.TITLE)])
    page.append([sheet.text_cell(page, about, sheet.QUIET)])
    for row in (1, 2):
        page.merged_cells.add(f"A{row}:{across}{row}")  # `merge_cells` looks at every border
    page.append(
        _spread(page, form, [[("", ground), (words, sheet.QUIET)] for ground, words in _LEGEND])
    )
    page.append([sheet.text_cell(page, form.title_of(c), sheet.HEAD) for c in form.columns])


def _students(page: Worksheet, form: Form, cells: pd.DataFrame) -> None:
    """The students' rows, and the answers to choose from."""
    first, last = _HEAD_ROWS + 1, _HEAD_ROWS + len(cells)
    page.append([sheet.text_cell(page, MARK)])
    prepare(page, stored_rows(first, _drawn(page, form, cells), _heights(cells)))
    if "confirmed" in form.columns:
        letter = get_column_letter(form.columns.index("confirmed") + 1)
        finish.offer_answers(page, f"{letter}{first}:{letter}{last}")


def _drawn(page: Worksheet, form: Form, cells: pd.DataFrame) -> list[list[str]]:
    """The students' cells, column by column, as they are stored."""
    numbered = cells.assign(**{NUMBER: [str(place) for place in range(1, len(cells) + 1)]})
    styles = sheet.StyleNumbers(page)
    return [
        sheet.stored(styles, numbered[column].tolist(), style.style_of(column, cells))
        for column in form.columns
    ]


def _foot(page: Worksheet, form: Form) -> None:
    """What is to be signed and sealed, spread over the width, and how to treat the sheet."""
    page.append([])
    page.append(_spread(page, form, [[(words, sheet.QUIET)] for words in form.foot]))
    page.append([])
    page.append([sheet.text_cell(page, f"说明：{_PRIVATE}", sheet.QUIET)])


def _spread(
    page: Worksheet, form: Form, groups: Sequence[Sequence[tuple[str, str]]]
) -> list[Cell | None]:
    """A row in which groups of cells, each a text and its style, stand evenly apart."""
    row: list[Cell | None] = [None] * max(len(form.columns), 2 * len(groups))
    for place, group in enumerate(groups):
        start = place * len(row) // len(groups)
        row[start : start + len(group)] = [sheet.text_cell(page, *cell) for cell in group]
    return row
