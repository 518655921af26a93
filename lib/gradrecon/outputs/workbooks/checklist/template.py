"""A school's own 信息核对表 (Attachment 7) filled in place: an .xlsx named in params.

Its header row is found by its titles, as on return; the students go below it in the look of the
template's first row, and what stands further down (signatures, notes) moves down. `{cohort}`,
`{college}` and `{code}` are filled in wherever they stand; a check code that the template does
not ask for is put below everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.cohort.checklist import NUMBER
from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, UsageError
from gradrecon.outputs.workbooks.checklist import finish, style
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.headers import Headers
from gradrecon.values.check_code import LABEL
from gradrecon.workspace import found

_LOOK_AT = 60
_CODE = "{code}"


def require_template(cohort: Cohort) -> None:
    """Nothing where params name no template, or one that can be filled, else UsageError."""
    if cohort.checklist.template:
        _header(cohort)


def filled(cohort: Cohort, cells: pd.DataFrame, words: Mapping[str, str]) -> Worksheet:
    """The table's sheet in the cohort's template, with these cells.

    `words` are the values of its placeholders. Raise UsageError if it cannot be opened, or has no
    header with 学号.
    """
    page, row, places = _header(cohort)
    _make_room(page, row, len(cells))
    _fill_words(page, words)
    looks = {place: copy(page.cell(row + 1, place)._style) for place in places.values()}
    for column, place in places.items():
        _write(page, row, place, column, cells, looks[place])
    if "confirmed" in places and len(cells):
        letter = get_column_letter(places["confirmed"])
        finish.offer_answers(page, f"{letter}{row + 1}:{letter}{row + len(cells)}")
    page.print_title_rows = page.print_title_rows or f"{row}:{row}"
    return page


def _header(cohort: Cohort) -> tuple[Worksheet, int, dict[str, int]]:
    """The sheet, the header's row, and which column of ours stands in which of its columns."""
    path = found(cohort.checklist.template or "")
    returned = cohort.sources.get("returned")
    headers = Headers(RETURNED, returned.aliases if returned else {})
    number = cohort.checklist.title_of(NUMBER)
    best: tuple[Worksheet, int, dict[str, int]] | None = None
    for page in _opened(path).worksheets:
        for row, values in enumerate(page.iter_rows(max_row=_LOOK_AT, values_only=True), 1):
            texts = [str(value or "") for value in values]
            places = {name: at + 1 for name, at in headers.assign(texts).places.items()}
            if "student_no" in places and (best is None or len(places) > len(best[2])):
                more = {NUMBER: texts.index(number) + 1} if number in texts else {}
                best = page, row, places | more
    if best is None:
        raise UsageError(
            Fault(
                f"params  checklist.template：{path.name}",
                f"模板前 {_LOOK_AT} 行里没有含“学号”的表头",
                "在模板里写上表头，列名用通用的，或在 [sources.returned.aliases] 里补上别名。",
            )
        )
    return best


def _opened(path: Path) -> Workbook:
    try:
        return load_workbook(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, SyntaxError, ValueError):
        raise UsageError(
            Fault(
                f"params  checklist.template：{path.name}",
                "核对表模板打不开，或不是 .xlsx 文件",
                "检查路径；用 Excel 或 WPS 另存为 .xlsx 后重试。",
            )
        ) from None


def _make_room(page: Worksheet, header: int, count: int) -> None:
    """Move what stands below the blank rows under the header down, so that all students fit."""
    foot = next(
        (row for row in range(header + 1, page.max_row + 1) if _has_text(page, row)),
        page.max_row + 1,
    )
    shift = header + 1 + count - foot
    if shift <= 0 or foot > page.max_row:
        return
    heights = {row: page.row_dimensions[row].height for row in range(foot, page.max_row + 1)}
    merged = [area for area in page.merged_cells.ranges if area.min_row >= foot]
    for area in merged:
        page.unmerge_cells(str(area))
    page.move_range(f"A{foot}:{get_column_letter(page.max_column)}{page.max_row}", rows=shift)
    for area in merged:
        area.shift(row_shift=shift)
        page.merge_cells(str(area))
    for row, height in heights.items():
        page.row_dimensions[row + shift].height = height


def _has_text(page: Worksheet, row: int) -> bool:
    return any(cell.value not in (None, "") for cell in page[row])


def _fill_words(page: Worksheet, words: Mapping[str, str]) -> None:
    named = False
    for cells in page.iter_rows():
        for cell in cells:
            if cell.data_type == "s" and "{" in cell.value:
                text = cell.value
                named |= _CODE in text
                for name, value in words.items():
                    text = text.replace(f"{{{name}}}", value)
                _set_text(cell, text)
    if not named:
        page.cell(page.max_row + 2, 1).value = f"{LABEL}：{words['code']}"


def _write(
    page: Worksheet, header: int, place: int, column: str, cells: pd.DataFrame, look: object
) -> None:
    """One column of the students' rows."""
    if column == NUMBER:
        texts, styles = [str(n + 1) for n in range(len(cells))], [style.LOCKED] * len(cells)
    elif column in cells:
        texts, styles = cells[column].tolist(), list(style.style_of(column, cells))
    else:
        return
    for row, (text, name) in enumerate(zip(texts, styles, strict=True), header + 1):
        cell: Cell = page.cell(row, place)
        cell._style = copy(look)
        _set_text(cell, text)
        cell.number_format = "@"
        cell.protection = Protection(locked=name == style.LOCKED)


def _set_text(cell: Cell, text: str) -> None:
    """Let a cell show just this text: never a formula (law 10), nothing that a file cannot hold."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text) or None
    if text:
        cell.data_type = "s"
