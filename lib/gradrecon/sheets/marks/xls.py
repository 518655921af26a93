"""What python-calamine leaves out of an xls file, found by a quick look at its records.

Error values, hidden rows and hidden columns ([MS-XLS] 2.4: BoolErr, Formula, Row, ColInfo).
Their byte patterns are searched for at once; only a sheet in which one occurs is walked record
by record, to tell records from bytes that look like one.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path

from gradrecon.sheets.grid import CellType, Special
from gradrecon.sheets.marks.marks import Extras, Marks

_FORMULA, _BOOL_ERROR, _ROW, _COLUMN = 0x0006, 0x0205, 0x0208, 0x007D
_BOUND_SHEET, _DATE_1904, _END = 0x0085, 0x0022, 0x000A
_HIDDEN_ROW = 0x20
_SUSPICIOUS = re.compile(
    rb"\x05\x02\x08\x00.{7}\x01"  # an error value
    rb"|\x06\x00.{8}\x02.{5}\xff\xff"  # a formula whose result is one
    rb"|\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]"  # a hidden row
    rb"|\x7d\x00\x0c\x00.{8}[\x01\x03\x05\x07]",  # hidden columns
    re.DOTALL,
)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""Error values by their codes ([MS-XLS] 2.5.10 BErr)."""


def look_at(path: Path) -> Extras:
    """The marks of all sheets of an xls file; raises whatever a damaged one brings about."""
    from xlrd.compdoc import CompDoc

    document = CompDoc(path.read_bytes(), logfile=io.StringIO())
    content, start, length = document.locate_named_stream("Workbook")
    return _extras(bytes(content[start : start + length])) if content else Extras()


def _extras(stream: bytes) -> Extras:
    marks, since_1904 = {}, False
    for kind, body in _records(stream, 0):
        if kind == _DATE_1904 and body[:1] == b"\1":
            since_1904 = True
        if kind == _BOUND_SHEET and len(body) > 8:
            (offset,) = struct.unpack_from("<I", body)
            marks[_name(body)] = _marks(stream, offset)
    return Extras(marks, since_1904)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their substream; embedded charts are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x0809:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _name(bound: bytes) -> str:
    length, wide = bound[6], bound[7] & 1
    text = bound[8 : 8 + length * (1 + wide)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _marks(stream: bytes, offset: int) -> Marks:
    end = stream.find(b"\x09\x08\x10\x00", offset + 4)
    if not _SUSPICIOUS.search(stream, offset, end if end > 0 else len(stream)):
        return Marks()
    rows: set[int] = set()
    columns: set[int] = set()
    specials = {}
    for kind, body in _records(stream, offset):
        if kind == _ROW and len(body) >= 16 and body[12] & _HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            columns.update(range(first, min(last, 255) + 1))
        elif error := _error(kind, body):
            specials[struct.unpack_from("<HH", body)] = Special(error, CellType.ERROR)
    return Marks(frozenset(rows), frozenset(columns), specials)


def _error(kind: int, body: bytes) -> str | None:
    """The error value that a record holds, or None."""
    if kind == _BOOL_ERROR and len(body) >= 8 and body[7] == 1:
        return ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return ERRORS.get(body[8], "#N/A")
    return None
