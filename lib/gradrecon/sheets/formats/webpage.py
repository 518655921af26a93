"""HTML tables, which many office systems send as .xls, and web pages in one file (mht)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gradrecon.sheets.formats.encoding import in_utf8
from gradrecon.sheets.grid import Book, Region, Sheet, Unreadable, columns_of
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "ms936"})
_WHITE = re.compile(r"[ \t\r\n\f]+")
_MAX_SPAN = 1000
_NO_TABLE = (
    "网页里没有表格",
    "用浏览器或 Excel 打开，把表格另存为 .xlsx；若网页带有同名文件夹，表格在文件夹里。",
)


def read_html(path: Path, form: Form, limits: Limits) -> Book:
    """All tables of a page below one another, as Excel shows them; Unreadable where it has none."""
    return Book(str(form), (_sheet("", _text(path.read_bytes()), limits),))


def read_web_archive(path: Path, form: Form, limits: Limits) -> Book:
    """A sheet for each page of an archive that holds a table."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    sheets = []
    for number, page in enumerate(_pages(message), 1):
        try:
            sheets.append(_sheet(f"第{number}页", _text(page), limits))
        except Unreadable:
            continue
    if not sheets:
        raise Unreadable(*_NO_TABLE)
    return Book(str(form), tuple(sheets))


def _pages(message: EmailMessage) -> Iterator[bytes]:
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            yield content


def _text(content: bytes) -> str:
    """The page's text: its claimed encoding where that fits, else whichever of ours does."""
    claimed = _CHARSET.search(content[:4096])
    name = claimed[1].decode().lower() if claimed else ""
    try:
        return content.decode("gb18030" if name in _GB else name)
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return in_utf8(content).text.decode()
    except Unreadable:
        return content.decode("gb18030", "replace")


def _sheet(name: str, text: str, limits: Limits) -> Sheet:
    page = LexborHTMLParser(text)
    for line_break in page.css("br"):
        line_break.replace_with("\n")
    rows: list[dict[int, str]] = []
    merged: list[Region] = []
    hidden: set[int] = set()
    for table in _innermost(page.css("table")):
        _append(table, rows, merged, hidden)
        limits.check_rows(name, len(rows))
    if not any(rows):
        raise Unreadable(*_NO_TABLE)
    cells = [[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in rows]
    return Sheet(
        name,
        columns_of(cells),
        len(cells),
        merged=tuple(merged),
        hidden_rows=frozenset(hidden),
    )


def _innermost(tables: Sequence[LexborNode]) -> list[LexborNode]:
    """The tables that hold no other: pages are often laid out by tables around the table."""
    holding: set[int] = set()
    for table in tables:
        parent = table.parent
        while parent is not None and parent.tag != "table":
            parent = parent.parent
        if parent is not None:
            holding.add(parent.mem_id)
    return [table for table in tables if table.mem_id not in holding]


def _append(
    table: LexborNode, rows: list[dict[int, str]], merged: list[Region], hidden: set[int]
) -> None:
    """The rows of one table below those already there, spans laid out as in a spreadsheet."""
    taken: set[tuple[int, int]] = set()
    for line in table.css("tr"):
        at, column = len(rows), 0
        row: dict[int, str] = {}
        if "display:none" in (line.attributes.get("style") or "").replace(" ", ""):
            hidden.add(at)
        for cell in line.css("td, th"):
            while (at, column) in taken:
                column += 1
            row[column] = _cell_text(cell)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1 or across > 1:
                merged.append(((at, column), (at + down - 1, column + across - 1)))
                taken.update((at + d, column + a) for d in range(down) for a in range(across))
            column += across
        rows.append(row)


def _cell_text(cell: LexborNode) -> str:
    lines = cell.text().split("\n") if "\n" in cell.text() else [cell.text()]
    return "\n".join(_WHITE.sub(" ", line).strip(" ") for line in lines).strip("\n")


def _span(cell: LexborNode, name: str) -> int:
    said = cell.attributes.get(name) or "1"
    return min(max(int(said), 1), _MAX_SPAN) if said.isascii() and said.isdigit() else 1
