"""HTML tables, which many office systems send as .xls, and web pages in one file (mht)."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gradrecon.sheets.formats.encoding import in_utf8
from gradrecon.sheets.formats.webcells import BREAK, Found, Look, read_cell
from gradrecon.sheets.grid import Book, Place, Sheet, Unreadable, Value
from gradrecon.sheets.marks.marks import marked
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "ms936"})
_MAX_SPAN = 1000
_CELLS, _GROUPS = ("td", "th"), ("tbody", "thead", "tfoot")
_BLOCKS = "p, div, li"
_NO_TABLE = (
    "网页里没有表格",
    "用浏览器或 Excel 打开，把表格另存为 .xlsx；若网页带有同名文件夹，表格在文件夹里。",
)


def read_html(path: Path, form: Form, limits: Limits) -> Book:
    """Read a page's tables, one below the other, as Excel shows them; raise Unreadable if none."""
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
    look = Look.of(text)
    _break_lines(page)
    tables = _of_data(page.css("table"))
    shown = [one for one in tables if not (look.closely and _is_within_unseen(one, look))]
    found = Found(look, page)
    for table in shown or tables:
        _append(table, found)
        limits.check_rows(name, len(found.rows))
    if not any(found.rows):
        raise Unreadable(*_NO_TABLE)
    found.hide_columns()
    rows: list[list[Value]] = [
        [row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in found.rows
    ]
    return marked(name, rows, found.marks())


def _break_lines(page: LexborHTMLParser) -> None:
    """Mark where a page begins a new line: line ends in its source are mere spaces."""
    for line_break in page.css("br"):
        line_break.replace_with(BREAK)
    for block in page.css(_BLOCKS):
        if block.prev is not None:
            block.insert_before(BREAK)


def _is_within_unseen(node: LexborNode, look: Look) -> bool:
    while node.parent is not None and node.attributes is not None:
        if look.hides(node):
            return True
        node = node.parent
    return False


def _of_data(tables: Sequence[LexborNode]) -> list[LexborNode]:
    """The tables of data: pages are often laid out by tables around the table.

    One that holds others is such a layout, unless its own cells are more than those of any.
    """
    around = {table.mem_id: _table_around(table) for table in tables}
    if not any(around.values()):
        return list(tables)
    inner = Counter(around.values())
    own = {table.mem_id: _filled_cells(table) - inner[table.mem_id] for table in tables}
    most = dict.fromkeys(around, 0)
    for table in reversed(tables):  # those within come after the one around them
        outer = around[table.mem_id]
        most[outer] = max(most.get(outer, 0), own[table.mem_id], most[table.mem_id])
    taken, kept = set[int](), []
    for table in tables:
        at = table.mem_id
        if around[at] in taken:
            taken.add(at)
        elif not inner[at] or own[at] > most[at]:
            kept.append(table)
            taken.add(at)
    return kept


def _filled_cells(table: LexborNode) -> int:
    return sum(
        cell.tag in _CELLS and cell.first_child is not None
        for line in _own_lines(table)
        for cell in line.iter()
    )


def _own_lines(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, not those of tables within it."""
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in _GROUPS:
            yield from (line for line in part.iter() if line.tag == "tr")


def _table_around(node: LexborNode) -> int:
    parent = node.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


def _append(table: LexborNode, found: Found) -> None:
    """Add the rows of one table, spans laid out as in a spreadsheet."""
    taken: set[Place] = set()
    _hide_columns(table, found)
    for line in _own_lines(table):
        at, column = len(found.rows), 0
        row: dict[int, Value] = {}
        if found.look.hides_row(line):
            found.hidden.add(at)
        for cell in [one for one in line.iter() if one.tag in _CELLS]:
            while (at, column) in taken:
                column += 1
            row[column] = read_cell(cell, (at, column), found)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1 or across > 1:
                found.merged.append(((at, column), (at + down - 1, column + across - 1)))
                taken.update((at + d, column + a) for d in range(down) for a in range(across))
            column += across
        found.rows.append(row)


def _hide_columns(table: LexborNode, found: Found) -> None:
    column = 0
    for one in table.css("col"):
        across = _span(one, "span")
        if found.look.hides(one):
            found.hidden_columns.update(range(column, column + across))
        column += across


def _span(cell: LexborNode, name: str) -> int:
    said = cell.attributes.get(name) or "1"
    return min(max(int(said), 1), _MAX_SPAN) if said.isascii() and said.isdigit() else 1
