"""What python-calamine leaves out of an xlsb file, found by a quick look at its records.

Error values, hidden rows and columns, merged cells ([MS-XLSB] 2.4: BrtCellError, BrtFmlaError,
BrtRowHdr, BrtColInfo, BrtMergeCell). Their byte patterns are searched for at once; only a sheet
in which one occurs is walked record by record, to tell records from bytes that look like one.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from gradrecon.sheets.grid import CellType, Region, Special
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.xls import ERRORS

_ROW, _ERROR, _FORMULA_ERROR, _COLUMN, _MERGED = 0, 3, 11, 60, 176
_SETTINGS, _SHEET = 153, 156
_HIDDEN_ROW = 0x10
_SUSPICIOUS = re.compile(
    rb"\x00[\x11-\x7f].{2}[\x00-\x0f]\x00.{6}[\x00-\x03]"  # a row that is hidden
    rb"[\x10-\x1f\x30-\x3f\x50-\x5f\x70-\x7f\x90-\x9f\xb0-\xbf\xd0-\xdf\xf0-\xff]"
    rb"|\x03\x09.{2}\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"  # an error value
    rb"|\x0b[\x0d-\x7f].{2}\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"  # one of a formula
    rb"|\x3c\x12.{16}[\x01\x03\x05\x07\x09\x0b\x0d\x0f]"  # hidden columns
    rb"|\xb0\x01\x10",  # merged cells
    re.DOTALL,
)
_LAST_COLUMN = 16_383


def look_at(path: Path) -> Extras:
    """The marks of all sheets of an xlsb file; raises whatever a damaged one brings about."""
    with zipfile.ZipFile(path) as archive:
        parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.bin.rels"]))
        targets = {link.get("Id", ""): link.get("Target", "").lower() for link in links}
        since_1904, marks = False, {}
        for kind, body in _records(archive.read(parts["xl/workbook.bin"])):
            if kind == _SETTINGS and body:
                since_1904 = bool(body[0] & 1)
            if kind == _SHEET:
                name, part = _sheet(body, targets, parts)
                marks[name] = _marks(archive.read(part)) if part else Marks()
    return Extras(marks, since_1904)


def _sheet(
    body: bytes, targets: Mapping[str, str], parts: Mapping[str, str]
) -> tuple[str, str | None]:
    """The name of a sheet and that of its part in the archive."""
    link, end = _text(body, 8)
    name, _ = _text(body, end)
    target = targets.get(link, "")
    return name, parts.get(target[1:] if target.startswith("/") else f"xl/{target}")


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text that its length stands before, and the place after it."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records: type and length are numbers of seven bits a byte, the lowest first."""
    at, end = 0, len(stream)
    while at < end:
        kind = stream[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (stream[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while at < end and shift < 28:
            byte = stream[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield kind, stream[at : at + length]
        at += length


def _marks(stream: bytes) -> Marks:
    if not _SUSPICIOUS.search(stream):
        return Marks()
    rows: set[int] = set()
    columns: set[int] = set()
    specials: dict[tuple[int, int], Special] = {}
    merged: list[Region] = []
    row = 0
    for kind, body in _records(stream):
        if kind == _ROW and len(body) >= 12:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & _HIDDEN_ROW:
                rows.add(row)
        elif kind in (_ERROR, _FORMULA_ERROR) and len(body) >= 9:
            (column,) = struct.unpack_from("<I", body)
            specials[row, column] = Special(ERRORS.get(body[8], "#N/A"), CellType.ERROR)
        elif kind == _COLUMN and len(body) >= 18 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _MERGED and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            merged.append(((top, left), (bottom, right)))
    return Marks(frozenset(rows), frozenset(columns), specials, tuple(merged))
