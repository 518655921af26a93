"""What python-calamine leaves out of an xlsb file, found by a quick look at its records.

Record layouts are those of [MS-XLSB] 2.4. The byte patterns of the marks are searched for at
once; only a sheet in which one occurs is walked record by record, to tell records from bytes
that look like one.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from gradrecon.sheets.grid import CellType, Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.number_format import look_of_number, look_of_text
from gradrecon.sheets.marks.xls import ERRORS, Styles, rk_number

_ROW, _ERROR, _FORMULA_ERROR, _COLUMN, _MERGED = 0, 3, 11, 60, 176
_RK, _REAL, _TEXT, _SHARED, _FORMULA_TEXT, _FORMULA_NUMBER = 2, 5, 6, 7, 8, 9
_FONT, _FORMAT, _STYLE, _STYLES, _END_STYLES = 43, 44, 47, 617, 618
_RULE, _COMMENT, _COMMENT_TEXT = 64, 635, 637
_SETTINGS, _SHEET = 153, 156
_STRUCK, _LIST, _STRING = 0x08, 3, 0x17
_HIDDEN_ROW = 0x10
_SUSPICIOUS = re.compile(
    rb"\x00[\x11-\x7f].{2}[\x00-\x0f]\x00.{6}[\x00-\x03]"  # a row that is hidden
    rb"[\x10-\x1f\x30-\x3f\x50-\x5f\x70-\x7f\x90-\x9f\xb0-\xbf\xd0-\xdf\xf0-\xff]"
    rb"|\x03\x09.{2}\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"  # an error value
    rb"|\x0b[\x0d-\x7f].{2}\x00\x00.{4}[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"  # one of a formula
    rb"|\x3c\x12.{16}[\x01\x03\x05\x07\x09\x0b\x0d\x0f]"  # hidden columns
    rb"|\xb0\x01\x10"  # merged cells
    rb"|\x40[\x10-\xff].?[\x03\x13\x83\x93]",  # a list of choices
    re.DOTALL,
)
_LAST_COLUMN = 16_383


def look_at(file: Path | BinaryIO) -> Extras:
    """The marks of all sheets of an xlsb file; raises whatever a damaged one brings about."""
    with zipfile.ZipFile(file) as archive:
        parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.bin.rels"]))
        targets = {link.get("Id", ""): link.get("Target", "").lower() for link in links}
        since_1904, marks = False, {}
        styles = (
            _styles(archive.read(parts["xl/styles.bin"])) if "xl/styles.bin" in parts else _NONE
        )
        for kind, body in _records(archive.read(parts["xl/workbook.bin"])):
            if kind == _SETTINGS and body:
                since_1904 = bool(body[0] & 1)
            if kind == _SHEET:
                name, part = _sheet(body, targets, parts)
                marks[name] = _of_sheet(archive, parts, part, styles) if part else Marks()
    return Extras(marks, since_1904)


def _styles(stream: bytes) -> Styles:
    codes, fonts, used, of_cells = dict[int, str](), list[bool](), list[tuple[int, int]](), False
    for kind, body in _records(stream):
        if kind == _FORMAT and len(body) > 6:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind == _FONT and len(body) > 4:
            fonts.append(bool(body[2] & _STRUCK))
        elif kind in (_STYLES, _END_STYLES):
            of_cells = kind == _STYLES
        elif kind == _STYLE and of_cells and len(body) >= 6:
            _, code, font = struct.unpack_from("<3H", body)
            used.append((font, code))
    return Styles.of(codes, fonts, used)


def _of_sheet(
    archive: zipfile.ZipFile, parts: Mapping[str, str], part: str, styles: Styles
) -> Marks:
    marks = _marks(archive.read(part), styles)
    folder, _, name = part.lower().rpartition("/")
    links = parts.get(f"{folder}/_rels/{name}.rels")
    if not links:
        return marks
    for link in ElementTree.fromstring(archive.read(links)):
        target = link.get("Target", "").lower().rpartition("/")[2]
        if link.get("Type", "").endswith("/comments") and f"xl/{target}" in parts:
            return marks._replace(comments=tuple(_comments(archive.read(parts[f"xl/{target}"]))))
    return marks


def _comments(stream: bytes) -> Iterator[tuple[Place, str]]:
    place = None
    for kind, body in _records(stream):
        if kind == _COMMENT and len(body) >= 20:
            _, row, _, column = struct.unpack_from("<4I", body)
            place = row, column
        elif kind == _COMMENT_TEXT and place:
            yield place, _text(body, 1)[0]


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


def _marks(stream: bytes, styles: Styles) -> Marks:
    if not (styles.formats or styles.struck or _SUSPICIOUS.search(stream)):
        return Marks()
    found, row = _Found(styles), 0
    for kind, body in _records(stream):
        if kind == _ROW and len(body) >= 12:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & _HIDDEN_ROW:
                found.rows.add(row)
        elif kind in _CELLS and len(body) >= 8:
            found.look(kind, row, body)
        elif kind == _COLUMN and len(body) >= 18 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            found.columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _MERGED and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            found.merged.append(((top, left), (bottom, right)))
        elif kind == _RULE:
            found.choices += _choices(body)
    return found.marks()


@dataclass
class _Found:
    """The marks of a sheet while its records are walked through."""

    styles: Styles
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    specials: dict[Place, Value] = field(default_factory=dict)
    types: dict[Place, CellType] = field(default_factory=dict)
    merged: list[Region] = field(default_factory=list)
    struck: set[Place] = field(default_factory=set)
    choices: list[tuple[Region, str]] = field(default_factory=list)

    def look(self, kind: int, row: int, body: bytes) -> None:
        """Look at a cell: at its error, its style and its format."""
        (column,) = struct.unpack_from("<I", body)
        place, style = (row, column), int.from_bytes(body[4:7], "little")
        if kind in (_ERROR, _FORMULA_ERROR):
            self.specials[place] = Special(ERRORS.get(body[8], "#N/A"), CellType.ERROR)
            return
        if style in self.styles.struck:
            self.struck.add(place)
        if code := self.styles.formats.get(style):
            value = _number(kind, body)
            look = look_of_text(code, "文") if value is None else look_of_number(code, value)
            if look and value is None:
                self.types[place] = look
            elif look and value is not None:
                self.specials[place] = Special(number_text(value), look)

    def marks(self) -> Marks:
        """Give the marks as every reader does."""
        return Marks(
            frozenset(self.rows),
            frozenset(self.columns),
            self.specials,
            tuple(self.merged),
            self.types,
            frozenset(self.struck),
            choices=tuple(self.choices),
        )


def _number(kind: int, body: bytes) -> float | None:
    """The number that a cell holds, None for a text."""
    if kind == _RK and len(body) >= 12:
        return rk_number(struct.unpack_from("<I", body, 8)[0])
    if kind in (_REAL, _FORMULA_NUMBER) and len(body) >= 16:
        value: float = struct.unpack_from("<d", body, 8)[0]
        return value
    return None


def _choices(body: bytes) -> Iterator[tuple[Region, str]]:
    """The words that a rule for values lists, and its cells; nothing if it names other cells."""
    if len(body) < 8 or body[0] & 0xF != _LIST:
        return
    (count,) = struct.unpack_from("<I", body, 4)
    regions = [struct.unpack_from("<4I", body, 8 + 16 * at) for at in range(min(count, 1000))]
    at = body.find(bytes([_STRING]), 8 + 16 * len(regions))
    words = ""
    if at > 0 and at + 3 <= len(body):
        (length,) = struct.unpack_from("<H", body, at + 1)
        words = body[at + 3 : at + 3 + 2 * length].decode("utf-16-le", "replace")
    for top, bottom, left, right in regions:
        yield ((top, left), (bottom, right)), words.replace("\0", ",")


_CELLS = frozenset(
    {_ERROR, _FORMULA_ERROR, _RK, _REAL, _TEXT, _SHARED, _FORMULA_TEXT, _FORMULA_NUMBER}
)
_NONE = Styles({}, frozenset())
