"""One sheet of a workbook: a frame as rows that people filter, add up and print.

Every text is a text: nothing from a file becomes a formula, a number or a link (law 10). Columns
of numbers or days are stored as such, so that sums and sorting work. Styles are named once a
workbook and shared by all cells, which is what makes writing fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.outputs import colours
from gradrecon.outputs.colours import Colour
from gradrecon.outputs.safety import FORMULA_MARKS
from gradrecon.outputs.workbooks.fast_book import Book
from gradrecon.outputs.workbooks.raw_rows import (
    MARK,
    prepare,
    stored_cell,
    stored_number,
    stored_rows,
)
from gradrecon.vocabulary import Severity

TITLE, HEAD, PLAIN, WRAPPED, QUIET = "大标题", "表头", "单行", "多行", "说明文字"
NUMBER, DAY = "数字", "日期"
_FIRST_DAY = pd.Timestamp("1899-12-30")  # day 0 of the serials of workbooks
_FONT = "微软雅黑"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONGEST = 32_767  # characters, the most that a cell holds
_LINE = 14  # points, the height of a line of text
_SEVERITIES: Mapping[Severity, tuple[Colour, Colour]] = {
    Severity.ERROR: colours.HEAT[3],
    Severity.WARNING: colours.HEAT[1],
    Severity.NOTICE: colours.HEAT[0],
}


class Column(NamedTuple):
    """One column of a sheet: its header, its width in characters, whether its text is long.

    `hidden`: programs keep it out of sight.
    """

    title: str
    width: float
    wrapped: bool = False
    hidden: bool = False


def new_book() -> Workbook:
    """An empty workbook that knows the styles; rows are streamed into it."""
    book = Book()
    add_styles(book)
    return book


def add_styles(book: Workbook) -> None:
    """Make the styles known to a workbook."""
    for style in _styles():
        book.add_named_style(style)


def severity_style(severity: Severity) -> str:
    """The name of the style in which a severity's word stands."""
    return f"程度-{severity.label}"


def add_sheet(
    book: Workbook,
    title: str,
    columns: Iterable[Column],
    rows: pd.DataFrame,
    *,
    styles: Mapping[str, Mapping[str, str]] | None = None,
    frozen: int = 0,
    above: Sequence[tuple[str, str]] = (),
) -> Worksheet:
    """A sheet with a frozen, filtered header and the rows of a frame, set to print on A4.

    `columns` name columns of `rows` by their titles: text, numbers or days (datetime64). `styles`
    gives, for a column, the style of each word in it. `frozen`: how many columns stay in sight
    when one scrolls to the right. `above`: lines over the header, each a text and its style.
    """
    columns = list(columns)
    sheet = blank_sheet(book, title, [column.width for column in columns])
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].hidden = column.hidden
    head, last = len(above) + 1, get_column_letter(len(columns))
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{last}{head + len(rows)}"
    sheet.print_title_rows = f"1:{head}"
    for text, style in above:
        sheet.append([text_cell(sheet, text, style)])
    sheet.append([text_cell(sheet, column.title, HEAD) for column in columns])
    if len(rows):
        sheet.append([text_cell(sheet, MARK)])
        numbers = StyleNumbers(sheet)
        drawn = [
            _column(numbers, column, rows[column.title], (styles or {}).get(column.title, {}))
            for column in columns
        ]
        prepare(sheet, stored_rows(head + 1, drawn, heights(columns, rows)))
    return sheet


def blank_sheet(book: Workbook, title: str, widths: Iterable[float]) -> Worksheet:
    """An empty sheet with these column widths, set to print on A4, landscape."""
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.oddHeader.left.text = "&A"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    return sheet


def text_cell(sheet: Worksheet, text: str, style: str = PLAIN) -> Cell:
    """A cell that shows just this text; the quote prefix keeps it so when somebody edits it."""
    cell = WriteOnlyCell(sheet, _shown(text))
    cell.style = style
    if cell.data_type != "s" or _misread(text):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def number_cell(sheet: Worksheet, number: float, style: str = NUMBER) -> Cell:
    """A cell that holds a number."""
    cell = WriteOnlyCell(sheet, number)
    cell.style = style
    return cell


def heights(columns: Iterable[Column], rows: pd.DataFrame) -> pd.Series:
    """How high each row is, in points, so that its longest text is seen whole.

    Not every program works that out by itself. A Chinese character is two characters wide.
    """
    lines = np.ones(len(rows))
    for column in columns:
        if column.wrapped:
            texts = rows[column.title].tolist()
            known = {text: _wide(text) for text in set(texts)}
            wide = np.array([known[text] for text in texts], dtype=float)
            lines = np.maximum(lines, -(-wide // (column.width - 1)))
    return pd.Series(lines, index=rows.index) * _LINE + 3


def _wide(text: str) -> int:
    """How many characters wide a text is; outside of ASCII each is two wide."""
    return len(text) if text.isascii() else len(text) + len(_NOT_ASCII.findall(text))


class StyleNumbers(dict[tuple[str, bool], int]):
    """The number that a workbook gives to a style, by the style's name and the quote prefix."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__()
        self._sheet = sheet

    def __missing__(self, key: tuple[str, bool]) -> int:
        style, quoted = key
        number = self[key] = text_cell(self._sheet, "=0" if quoted else "", style).style_id
        return number


def stored(numbers: StyleNumbers, texts: Iterable[str], styles: Iterable[str]) -> list[str]:
    """Cells as they are stored, each as `text_cell` would make it of a text and its style.

    Each is made once: most columns say few different things.
    """
    pairs = list(zip(texts, styles, strict=True))
    made = {pair: _stored(numbers, *pair) for pair in dict.fromkeys(pairs)}
    return [made[pair] for pair in pairs]


def _stored(numbers: StyleNumbers, text: str, style: str) -> str:
    shown = _shown(text)
    return stored_cell(shown, numbers[style, _misread(shown)])


def _column(
    numbers: StyleNumbers, column: Column, rows: pd.Series, styles: Mapping[str, str]
) -> list[str]:
    """A column's cells as they are stored; `styles` are those of single words in it."""
    if pd.api.types.is_datetime64_any_dtype(rows):
        return _numbers((rows - _FIRST_DAY).dt.days, numbers[DAY, False])
    if pd.api.types.is_numeric_dtype(rows):
        return _numbers(rows, numbers[NUMBER, False])
    plain, texts = WRAPPED if column.wrapped else PLAIN, rows.tolist()
    return stored(numbers, texts, [styles.get(text, plain) for text in texts])


def _numbers(values: pd.Series, style: int) -> list[str]:
    """Numbers as they are stored; a missing one is an empty cell."""
    return [stored_number("" if pd.isna(one) else f"{one:.15g}", style) for one in values.tolist()]


def _shown(text: str) -> str:
    """A text as a cell can hold it."""
    if not text.isprintable():
        text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    return text[:_LONGEST]


def _misread(text: str) -> bool:
    """Whether a program would take a text for a formula or an error, were it typed in."""
    return text.startswith(FORMULA_MARKS) or text in ERROR_CODES


def _styles() -> list[NamedStyle]:
    ink, line = colours.INK.argb, Side("thin", colours.LINE.argb)
    boxed = Border(line, line, line, line)
    body = {"font": Font(_FONT, 10, color=ink), "border": boxed}
    head = PatternFill("solid", colours.PANEL.argb)
    return [
        NamedStyle(TITLE, Font(_FONT, 16, bold=True, color=ink)),
        NamedStyle(QUIET, Font(_FONT, 10, color=colours.QUIET.argb)),
        NamedStyle(HEAD, Font(_FONT, 10, bold=True, color=ink), head, boxed,
                   Alignment("center", "center", wrap_text=True)),
        NamedStyle(PLAIN, alignment=Alignment(vertical="top"), **body, number_format="@"),
        NamedStyle(NUMBER, alignment=Alignment("right", "top"), **body),
        NamedStyle(DAY, alignment=Alignment(vertical="top"), **body, number_format="yyyy-mm-dd"),
        NamedStyle(WRAPPED, alignment=Alignment(vertical="top", wrap_text=True), **body,
                   number_format="@"),
        *(
            NamedStyle(severity_style(severity), Font(_FONT, 10, bold=True, color=text.argb),
                       PatternFill("solid", ground.argb), boxed, Alignment("center", "top"))
            for severity, (ground, text) in _SEVERITIES.items()
        ),
    ]  # fmt: skip
