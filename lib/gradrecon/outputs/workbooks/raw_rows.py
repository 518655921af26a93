"""Many rows of texts, as the very text that a workbook stores them in.

openpyxl makes an object and an element of each cell, most of the time that a workbook takes. A
sheet of thousands of rows gets one `MARK` in their place instead; saving puts the rows there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MARK = "\ufffcrows"
_MARKED = re.compile(rb"<row [^>]*><c [^>]*><is><t>\xef\xbf\xbcrows</t></is></c></row>")
_SPECIAL = re.compile(r"[&<>]")


def prepare(sheet: Worksheet, rows: str) -> None:
    """Have these rows stand in a sheet where its `MARK` is."""
    sheet.prepared_rows = rows.encode()


def with_rows(sheet: Worksheet, stored: bytes) -> bytes:
    """What is stored of a sheet, with its prepared rows in the place of the mark."""
    rows: bytes | None = getattr(sheet, "prepared_rows", None)
    if rows is None:
        return stored
    before, after = _MARKED.split(stored, maxsplit=1)
    return before + rows + after


def stored_rows(first: int, columns: Sequence[Iterable[str]], heights: Iterable[float]) -> str:
    """The rows from number `first` on, of columns of `stored_cell`, with their heights."""
    letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
    rows = enumerate(zip(heights, *columns, strict=True), first)
    return "".join(_row(place, height, cells, letters) for place, (height, *cells) in rows)


def _row(place: int, height: float, cells: Sequence[str], letters: Sequence[str]) -> str:
    named = zip(letters, cells, strict=True)
    inner = "".join(f'<c r="{letter}{place}"{cell}' for letter, cell in named)
    return f'<row r="{place}" customHeight="1" ht="{height:g}">{inner}</row>'


def stored_cell(text: str, style: int) -> str:
    """A cell that shows just this text in the style of that number, from after its place."""
    if not text:
        return f' s="{style}"/>'
    return f' s="{style}" t="inlineStr"><is><t{_kept(text)}>{_escaped(text)}</t></is></c>'


def stored_number(number: str, style: int) -> str:
    """A cell that holds a number written in digits, from after its place; "" for none."""
    return f' s="{style}"><v>{number}</v></c>' if number else f' s="{style}"/>'


def _escaped(text: str) -> str:
    return escape(text) if _SPECIAL.search(text) else text


def _kept(text: str) -> str:
    """What keeps the blanks around a text."""
    return ' xml:space="preserve"' if text != text.strip() else ""
