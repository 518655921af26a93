"""The 信息核对表 of one college as a workbook: to be completed, confirmed, printed and signed.

Only what may change is unlocked. A check code in sight and on every printed page says which
table it is; a hidden sheet holds the seals of what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.cases import NO, YES
from gradrecon.checklist import embedded
from gradrecon.checklist.form import NUMBER, Form
from gradrecon.checklist.outgoing import outgoing
from gradrecon.checklist.record import Record
from gradrecon.checklist.seal import LABEL
from gradrecon.outputs import colours, fixed, sheet
from gradrecon.outputs.colours import Colour
from gradrecon.outputs.sheet import Column
from gradrecon.reconcile import Run
from gradrecon.words import State

_SHEET = "信息核对表"
_FONT = "微软雅黑"
_LOCKED, _OPEN, _BLANK, _WAITING, _SUGGESTED = (
    "核对-锁定", "核对-可填", "核对-待补全", "核对-待确认", "核对-建议",
)  # fmt: skip
_FILLED_IN = (_OPEN, _BLANK, _WAITING, _SUGGESTED)
_LEGEND = (
    (_BLANK, "待学院补全"),
    (_WAITING, "待学生确认"),
    (_OPEN, "可填写；备注中的斜体只是建议"),
    (_LOCKED, "不得改动，有错请提交更正申请"),
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
    """Write a college's 信息核对表; the same run gives the same bytes.

    UsageError for an unknown code, ValueError for a run without a key, OSError where it cannot
    be written.
    """
    form, college = run.cohort.checklist, run.cohort.college(code)
    sent = outgoing(run, code)
    book = _book()
    title = form.title.format(cohort=run.cohort.name, college=college.name)
    page = _page(book, form, title, sent.record.code)
    _set_heights(page, sent.cells)
    about = f"学院：{college.name}　　数据截至：{sent.record.day}　　{LABEL}：{sent.record.code}"
    _head(page, form, title, about)
    for row in _drawn(page, form, sent.cells):
        page.append(row)
    _offer_answers(page, form, len(sent.cells))
    _foot(page, form)
    _hide_record(book, sent.record)
    fixed.save(book, path)


def _book() -> Workbook:
    """An empty workbook that knows the styles; streaming would be slower for cells with styles."""
    book = Workbook()
    book.remove(book.active)
    sheet.add_styles(book)
    for style in _styles():
        book.add_named_style(style)
    return book


def _page(book: Workbook, form: Form, title: str, code: str) -> Worksheet:
    """The sheet as it is to be printed and protected."""
    page = sheet.blank_sheet(book, _SHEET, [_WIDTHS[column] for column in form.columns])
    page.print_title_rows = f"1:{_HEAD_ROWS}"
    page.freeze_panes = f"{get_column_letter(min(4, len(form.columns)))}{_HEAD_ROWS + 1}"
    page.oddHeader.left.text = None
    page.oddFooter.left.text = f"{LABEL}：{code}"
    page.oddFooter.right.text = title.replace("&", "&&")
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    return page


def _set_heights(page: Worksheet, cells: pd.DataFrame) -> None:
    """Rows as high as their longest text needs; the header in two lines."""
    columns = [Column(field, _WIDTHS[field], wrapped=True) for field in _LONG if field in cells]
    page.row_dimensions[_HEAD_ROWS].height = 31
    heights = sheet.heights(columns, cells).tolist()
    for place, height in enumerate(heights, _HEAD_ROWS + 1):
        page.row_dimensions[place].height = height


def _head(page: Worksheet, form: Form, title: str, about: str) -> None:
    """The title, what table it is, the legend and the header."""
    across = get_column_letter(len(form.columns))
    page.append([sheet.text_cell(page, title, sheet.TITLE)])
    page.append([sheet.text_cell(page, about, sheet.QUIET)])
    for row in (1, 2):
        page.merge_cells(f"A{row}:{across}{row}")
    page.append(
        _spread(page, form, [[("", style), (words, sheet.QUIET)] for style, words in _LEGEND])
    )
    page.append([sheet.text_cell(page, form.title_of(c), sheet.HEAD) for c in form.columns])


def _drawn(page: Worksheet, form: Form, cells: pd.DataFrame) -> Iterable[tuple[Cell, ...]]:
    """The students' rows."""
    stamps = {style: sheet.text_cell(page, "", style) for style in (_LOCKED, *_FILLED_IN)}
    columns = []
    for column in form.columns:
        if column == NUMBER:
            texts: Iterable[str] = map(str, range(1, len(cells) + 1))
            styles: Iterable[str] = [_LOCKED] * len(cells)
        else:
            texts, styles = cells[column], _style_of(column, cells)
        columns.append(
            [_cell(page, text, stamps[style]) for text, style in zip(texts, styles, strict=True)]
        )
    return zip(*columns, strict=True)


def _cell(page: Worksheet, text: str, stamp: Cell) -> Cell:
    """A cell that shows just this text, in the stamp's own style: sharing it is what is fast."""
    if text.startswith("=") or not text.isprintable():
        return sheet.text_cell(page, text, stamp.style)
    cell = WriteOnlyCell(page)
    cell._style, cell._value, cell.data_type = stamp._style, text or None, "s" if text else "n"
    return cell


def _style_of(column: str, cells: pd.DataFrame) -> Iterable[str]:
    """The style of each cell of a column: locked, or what is to be done in it."""
    blank = cells[column] == ""
    confirmed = cells["confirmed"] == YES if "confirmed" in cells else blank & False
    if column == "pinyin":
        style = blank.map({True: _BLANK, False: _WAITING})
        return style.mask(confirmed & ~blank, _LOCKED)
    if column == "confirmed":
        return confirmed.map({True: _OPEN, False: _WAITING})
    if column == "major_en":
        return blank.map({True: _BLANK, False: _LOCKED})
    if column == "remark":
        return blank.map({True: _OPEN, False: _SUGGESTED})
    return [_LOCKED] * len(cells)


def _offer_answers(page: Worksheet, form: Form, count: int) -> None:
    """A drop-down for 学生确认."""
    if "confirmed" not in form.columns or not count:
        return
    letter = get_column_letter(form.columns.index("confirmed") + 1)
    answers = DataValidation(
        type="list", formula1=f'"{YES},{NO}"', allow_blank=True, showErrorMessage=True,
        errorTitle="学生确认", error="请从下拉列表中选：是、否。",
    )  # fmt: skip
    answers.add(f"{letter}{_HEAD_ROWS + 1}:{letter}{_HEAD_ROWS + count}")
    page.data_validations.append(answers)


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


def _hide_record(book: Workbook, record: Record) -> None:
    """The seals of what was sent, on a sheet that no menu shows."""
    hidden = book.create_sheet(embedded.SHEET)
    hidden.sheet_state = "veryHidden"
    for line in record.lines():
        hidden.append([line])


def _styles() -> list[NamedStyle]:
    line = Side("thin", _rgb(colours.LINE))
    box = Border(line, line, line, line)
    ink = {"color": _rgb(colours.INK)}
    middle = Alignment(vertical="center", wrap_text=True)
    grounds = {
        _LOCKED: colours.PANEL,
        _OPEN: colours.PAPER,
        _BLANK: colours.STATES[State.DISPUTED].fill,
        _WAITING: colours.STATES[State.TODO].fill,
        _SUGGESTED: colours.PAPER,
    }
    return [
        NamedStyle(
            name,
            Font(_FONT, 10, italic=name == _SUGGESTED, **ink),
            PatternFill("solid", _rgb(ground)),
            box,
            middle,
            "@",
            Protection(locked=name == _LOCKED),
        )
        for name, ground in grounds.items()
    ]


def _rgb(colour: Colour) -> str:
    return "FF" + colour.light.removeprefix("#").upper()
