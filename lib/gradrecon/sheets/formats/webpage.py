"""HTML tables, which many office systems send as .xls, and web pages in one file (mht)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gradrecon.sheets.formats.encoding import in_utf8
from gradrecon.sheets.grid import Book, Place, Region, Sheet, Unreadable, Value
from gradrecon.sheets.marks.marks import Marks, marked
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "ms936"})
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"\s+")
_MAX_SPAN = 1000
_STYLES = 200_000  # characters in which a page's own style is looked for
_UNSEEN_CLASS = re.compile(
    r"\.([\w-]+)\s*\{[^}]*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))",
    re.IGNORECASE,
)
# Pages without any of this hold nothing in their cells but text.
_SPECIAL = re.compile(
    r"<(?:script|style|template|r[tp]|datalist|noscript|button|select|input|s|strike|del)\b"
    r"|display\s*:|visibility\s*:|line-through|mso-element|msocomtxt|\shidden",
    re.IGNORECASE,
)
_UNSEEN_STYLES = ("display:none", "visibility:hidden", "visibility:collapse")
_STRUCK = frozenset({"s", "strike", "del"})
_NO_TEXT = frozenset({"script", "style", "template", "rt", "rp", "datalist", "noscript", "button"})
_FIELDS = frozenset({"text", "number", "date", "tel", "search", "email", "datetime-local"})
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
    unseen = _unseen_classes(text)
    for line_break in page.css("br"):
        line_break.replace_with("\n")
    tables = _innermost(page.css("table"))
    shown = [table for table in tables if not _is_within_unseen(table, unseen)]
    found = _Found(unseen, _SPECIAL.search(text) is not None)
    for table in shown or tables:
        _append(table, found)
        limits.check_rows(name, len(found.rows))
    if not any(found.rows):
        raise Unreadable(*_NO_TABLE)
    rows: list[list[Value]] = [
        [row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in found.rows
    ]
    return marked(name, rows, found.marks())


@dataclass
class _Found:
    """The cells and marks of the tables of a page while they are walked through."""

    unseen: frozenset[str]
    closely: bool
    rows: list[dict[int, str]] = field(default_factory=list)
    merged: list[Region] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    comments: list[tuple[Place, str]] = field(default_factory=list)
    choices: list[tuple[Region, str]] = field(default_factory=list)

    def marks(self) -> Marks:
        """Give the marks as every reader does."""
        return Marks(
            frozenset(self.hidden),
            frozenset(self.hidden_columns),
            merged=tuple(self.merged),
            struck=frozenset(self.struck),
            comments=tuple(self.comments),
            choices=tuple(self.choices),
        )


def _unseen_classes(text: str) -> frozenset[str]:
    """The classes whose elements the page's own style hides."""
    if "<style" not in text[:_STYLES].lower():
        return frozenset()
    return frozenset(_UNSEEN_CLASS.findall(text[:_STYLES]))


def _is_unseen(node: LexborNode, unseen: frozenset[str]) -> bool:
    says = node.attributes
    style = _style(node)
    return (
        "hidden" in says
        or any(one in style for one in _UNSEEN_STYLES)
        or not unseen.isdisjoint((says.get("class") or "").split())
    )


def _is_within_unseen(node: LexborNode, unseen: frozenset[str]) -> bool:
    while node.parent is not None and node.attributes is not None:
        if _is_unseen(node, unseen):
            return True
        node = node.parent
    return False


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


def _append(table: LexborNode, found: _Found) -> None:
    """Add the rows of one table, spans laid out as in a spreadsheet."""
    taken: set[Place] = set()
    _hide_columns(table, found)
    for line in table.css("tr"):
        at, column = len(found.rows), 0
        row: dict[int, str] = {}
        if _is_unseen(line, found.unseen):
            found.hidden.add(at)
        for cell in line.css("td, th"):
            while (at, column) in taken:
                column += 1
            row[column] = _read_cell(cell, (at, column), found)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1 or across > 1:
                found.merged.append(((at, column), (at + down - 1, column + across - 1)))
                taken.update((at + d, column + a) for d in range(down) for a in range(across))
            column += across
        found.rows.append(row)


def _hide_columns(table: LexborNode, found: _Found) -> None:
    column = 0
    for one in table.css("col"):
        across = _span(one, "span")
        if _is_unseen(one, found.unseen):
            found.hidden_columns.update(range(column, column + across))
        column += across


def _read_cell(cell: LexborNode, place: Place, found: _Found) -> str:
    """The text that a page shows in a cell; what else stands there is remembered or left out."""
    if not found.closely:
        return _cell_text(cell)
    gone: set[int] = {cell.mem_id}
    for node in cell.css("*"):
        if node.mem_id in gone:  # it went with the one around it
            continue
        style = _style(node)
        if node.tag in _STRUCK or "line-through" in style:
            found.struck.add(place)
        elif (instead := _instead(node, style, place, found)) is not None:
            gone.update(one.mem_id for one in node.css("*"))
            node.replace_with(instead)
    if "line-through" in _style(cell):
        found.struck.add(place)
    return _cell_text(cell)


def _style(node: LexborNode) -> str:
    return _BLANKS.sub("", node.attributes.get("style") or "").lower()


def _instead(node: LexborNode, style: str, place: Place, found: _Found) -> str | None:
    """What a page shows in place of the text of an element; None if it shows that text."""
    if node.tag == "select":
        options = [option.text(strip=True) for option in node.css("option")]
        found.choices.append(((place, place), ",".join(options)))
        return _selected(node)
    if node.tag == "input":
        return _typed(node)
    if "mso-element:comment" in style or node.attributes.get("class") == "msocomtxt":
        found.comments.append((place, _cell_text(node)))
        return ""
    return "" if node.tag in _NO_TEXT or _is_unseen(node, found.unseen) else None


def _selected(node: LexborNode) -> str:
    """The option that a list of choices shows: the one that is selected, else the first."""
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes]
    return next((option.text() for option in chosen or options), "")


def _typed(node: LexborNode) -> str:
    """What a field of a form shows; boxes and buttons show no text."""
    kind = (node.attributes.get("type") or "text").lower()
    return node.attributes.get("value") or "" if kind in _FIELDS else ""


def _cell_text(cell: LexborNode) -> str:
    lines = cell.text().split("\n") if "\n" in cell.text() else [cell.text()]
    return "\n".join(_WHITE.sub(" ", line).strip(" ") for line in lines).strip("\n")


def _span(cell: LexborNode, name: str) -> int:
    said = cell.attributes.get(name) or "1"
    return min(max(int(said), 1), _MAX_SPAN) if said.isascii() and said.isdigit() else 1
