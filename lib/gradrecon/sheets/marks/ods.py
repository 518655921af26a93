"""What python-calamine leaves out of an ods file, found by a quick look at its XML.

Hidden and filtered rows, hidden columns, error values and merged cells. Only rows in which
something of this kind stands are looked at cell by cell. Element names: OpenDocument 1.3
part 3, 9.1 and 19.749; errors are marked by LibreOffice's `calcext:value-type`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from gradrecon.sheets.grid import CellType, Region, Special
from gradrecon.sheets.marks.marks import Extras, Marks

_TABLE = re.compile(rb"<table:table(?=[\s>])([^>]*)>")
_COLUMN = re.compile(rb"<table:table-column\b([^>]*)>")
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_CELL = re.compile(rb"<table:(covered-)?table-cell\b([^>]*)>")
_TEXT = re.compile(rb"<text:p\b[^>]*>([^<]*)")
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*["']([^"']*)["']""")
_TRIGGERS = (b"table:visibility=", b'calcext:value-type="error"', b"-spanned=")
_CELL_TRIGGERS = _TRIGGERS[1:]
_FILLED = (b"<text:p", b"office:value-type=")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def look_at(path: Path) -> Extras:
    """The marks of all sheets of an ods file; raises whatever a damaged one brings about."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("content.xml")
    if not any(trigger in xml for trigger in _TRIGGERS):
        return Extras()
    tables = _split(_TABLE, xml)
    return Extras({unescape(says.get("table:name", "")): _marks(body) for says, body in tables})


@dataclass
class _Found:
    """The marks of a sheet while its rows are walked through."""

    rows: set[int] = field(default_factory=set)
    specials: dict[tuple[int, int], Special] = field(default_factory=dict)
    merged: list[Region] = field(default_factory=list)


def _marks(xml: bytes) -> Marks:
    found, at = _Found(), 0
    for says, body in _split(_ROW, xml):
        again = _number(says, "table:number-rows-repeated")
        after = min(at + again, _LAST_ROW)
        if says.get("table:visibility") in ("collapse", "filter") and _any(_FILLED, body):
            found.rows.update(range(at, after))
        if _any(_CELL_TRIGGERS, body):
            _look_at_cells(body, range(at, after), found)
        at = after
    columns = frozenset(_hidden_columns(xml))
    return Marks(frozenset(found.rows), columns, found.specials, tuple(found.merged))


def _split(element: re.Pattern[bytes], xml: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Each such element: what it says of itself, and all that follows up to the next."""
    starts = [*element.finditer(xml)]
    ends = [one.start() for one in starts[1:]]
    for start, end in zip(starts, [*ends, len(xml)], strict=False):
        yield _attributes(start[1]), xml[start.end() : end]


def _look_at_cells(body: bytes, rows: range, found: _Found) -> None:
    """Errors and merged cells of a row; one that stands for several rows is looked at once."""
    column = 0
    for cell in _CELL.finditer(body):
        says = _attributes(cell[2])
        again = _number(says, "table:number-columns-repeated")
        if says.get("calcext:value-type") == "error":
            text = _TEXT.search(body, cell.end())
            error = Special(unescape(text[1].decode()) if text else "#N/A", CellType.ERROR)
            places = range(column, min(column + again, _LAST_COLUMN))
            found.specials.update({(row, at): error for row in rows for at in places})
        down = _number(says, "table:number-rows-spanned")
        across = _number(says, "table:number-columns-spanned")
        if down > 1 or across > 1:
            first = (rows.start, column)
            found.merged.append((first, (rows.start + down - 1, column + across - 1)))
        column += again


def _hidden_columns(xml: bytes) -> Iterator[int]:
    at = 0
    for column in _COLUMN.finditer(xml):
        says = _attributes(column[1])
        after = min(at + _number(says, "table:number-columns-repeated"), _LAST_COLUMN)
        if says.get("table:visibility") in ("collapse", "filter"):
            yield from range(at, after)
        at = after


def _any(words: tuple[bytes, ...], text: bytes) -> bool:
    return any(word in text for word in words)


def _attributes(text: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(text)}


def _number(says: dict[str, str], name: str) -> int:
    said = says.get(name, "1")
    return min(max(int(said), 1), _LAST_ROW) if said.isascii() and said.isdigit() else 1
