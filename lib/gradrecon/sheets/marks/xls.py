"""What python-calamine leaves out of an xls file, found by a quick look at its records.

Record layouts are those of [MS-XLS] 2.4 and of the BIFF 5 before it. The byte patterns of the
marks are searched for at once; only a sheet in which one occurs is walked record by record, to
tell records from bytes that look like one.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from gradrecon.sheets.grid import CellType, Place, Region, Special, Value, number_text
from gradrecon.sheets.marks.marks import Extras, Marks
from gradrecon.sheets.marks.number_format import (
    BUILT_IN,
    changes_text,
    is_plain,
    look_of_number,
    look_of_text,
)

_FORMULA, _BOOL_ERROR, _ROW, _COLUMN = 0x0006, 0x0205, 0x0208, 0x007D
_NUMBER, _RK, _MANY_RK, _SHARED, _LABEL = 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204
_NOTE, _TEXT, _CONTINUE, _OBJECT, _RULE = 0x001C, 0x01B6, 0x003C, 0x005D, 0x01BE
_FONT, _FORMAT, _STYLE = 0x0031, 0x041E, 0x00E0
_BOUND_SHEET, _DATE_1904, _END, _BEGIN = 0x0085, 0x0022, 0x000A, 0x0809
_HIDDEN_ROW, _STRUCK, _LIST, _STRING = 0x20, 0x08, 3, 0x17
_SUSPICIOUS = re.compile(
    rb"\x05\x02\x08\x00.{7}\x01"  # an error value
    rb"|\x06\x00.{8}\x02.{5}\xff\xff"  # a formula whose result is one
    rb"|\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]"  # a hidden row
    rb"|\x7d\x00\x0c\x00.{8}[\x01\x03\x05\x07]"  # hidden columns
    rb"|\xb6\x01\x12\x00|\xbe\x01.{2}",  # the text of a comment, a rule for values
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


class Styles(NamedTuple):
    """Cell styles by number: formats that show other than is kept, and those struck through."""

    formats: Mapping[int, str]
    struck: frozenset[int]

    @classmethod
    def of(cls, codes: Mapping[int, str], fonts: list[bool], used: list[tuple[int, int]]) -> Styles:
        """From format codes by number, whether fonts are struck, and each style's font and code."""
        formats = {at: codes.get(code, BUILT_IN.get(code, "")) for at, (_, code) in enumerate(used)}
        struck = (at for at, (font, _) in enumerate(used) if font < len(fonts) and fonts[font])
        changing = {at: code for at, code in formats.items() if code and _changes(code)}
        return cls(changing, frozenset(struck))


def _changes(code: str) -> bool:
    return not is_plain(code) or changes_text(code)


def look_at(file: Path | BinaryIO) -> Extras:
    """Find the marks of all sheets of an xls file; raise what a damaged one brings about."""
    from xlrd.compdoc import CompDoc

    raw = file.read_bytes() if isinstance(file, Path) else file.read()
    document = CompDoc(raw, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        content, start, length = document.locate_named_stream(name)
        if content:
            return _extras(bytes(content[start : start + length]))
    return Extras()


def _extras(stream: bytes) -> Extras:
    old = stream[4:6] == b"\x00\x05"
    sheets, since_1904 = list[bytes](), False
    codes, fonts, used = dict[int, str](), list[bool](), list[tuple[int, int]]()
    for kind, body in _records(stream, 0):
        if kind == _DATE_1904 and body[:1] == b"\1":
            since_1904 = True
        elif kind == _BOUND_SHEET and len(body) > 7 and body[5] == 0:
            sheets.append(body)
        elif kind == _FORMAT and len(body) > 4:
            codes[struct.unpack_from("<H", body)[0]] = _code(body, old)
        elif kind == _FONT and len(body) > 4:
            fonts.append(bool(body[2] & _STRUCK))
            if len(fonts) == 4:
                fonts.append(False)  # the number 4 is given to no font
        elif kind == _STYLE and len(body) >= 4:
            used.append(struct.unpack_from("<HH", body))
    styles = Styles.of(codes, fonts, used)
    marks = {
        _name(body, old): _marks(stream, struct.unpack_from("<I", body)[0], styles, old)
        for body in sheets
    }
    return Extras(marks, since_1904)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their substream; embedded charts are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _name(bound: bytes, old: bool) -> str:
    return _old_text(bound[7:], bound[6]) if old else _new_text(bound[8:], bound[6], bound[7])


def _code(body: bytes, old: bool) -> str:
    if old:
        return _old_text(body[3:], body[2])
    return _new_text(body[5:], struct.unpack_from("<H", body, 2)[0], body[4])


def _old_text(raw: bytes, length: int) -> str:
    return raw[:length].decode("gb18030", "replace")


def _new_text(raw: bytes, length: int, flags: int) -> str:
    wide = flags & 1
    return raw[: length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


@dataclass
class _Found:
    """The marks of a sheet while its records are walked through."""

    styles: Styles
    old: bool
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    specials: dict[Place, Value] = field(default_factory=dict)
    types: dict[Place, CellType] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    notes: list[tuple[Place, int, str]] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    choices: list[tuple[Region, str]] = field(default_factory=list)
    object: int = 0
    length: int = 0

    def take(self, kind: int, body: bytes) -> None:
        """Take what one record says."""
        if kind == _ROW and len(body) >= 16 and body[12] & _HIDDEN_ROW:
            self.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.columns.update(range(first, min(last, 255) + 1))
        elif error := _error(kind, body):
            self.specials[struct.unpack_from("<HH", body)] = Special(error, CellType.ERROR)
        elif kind in (_NUMBER, _RK, _MANY_RK, _FORMULA, _SHARED, _LABEL):
            for place, style, value in _values(kind, body):
                self._look(place, style, value)
        else:
            self._take_beside(kind, body)

    def _look(self, place: Place, style: int, value: float | None) -> None:
        if style in self.styles.struck:
            self.struck.add(place)
        code = self.styles.formats.get(style)
        if code and value is not None and (look := look_of_number(code, value)):
            self.specials[place] = Special(number_text(value), look)
        elif code and value is None and (look := look_of_text(code, "文")):
            self.types[place] = look

    def _take_beside(self, kind: int, body: bytes) -> None:
        if kind == _OBJECT and len(body) >= 8:
            (self.object,) = struct.unpack_from("<H", body, 6)
        elif kind == _TEXT and len(body) >= 12:
            (self.length,) = struct.unpack_from("<H", body, 10)
        elif kind == _CONTINUE and self.length and body:
            self.texts[self.object] = _new_text(body[1:], self.length, body[0])
            self.length = 0
        elif kind == _NOTE and len(body) >= 8:
            row, column, length, number = struct.unpack_from("<4H", body)
            text = _old_text(body[6:], length) if self.old else ""
            self.notes.append(((row, column), number, text))
        elif kind == _RULE:
            self.choices += _choices(body)

    def marks(self) -> Marks:
        """Give the marks as every reader does."""
        noted = ((place, text or self.texts.get(at, "")) for place, at, text in self.notes)
        return Marks(
            frozenset(self.rows),
            frozenset(self.columns),
            self.specials,
            types=self.types,
            struck=frozenset(self.struck),
            comments=tuple(noted),
            choices=tuple(self.choices),
        )


def _marks(stream: bytes, offset: int, styles: Styles, old: bool) -> Marks:
    end = stream.find(b"\x09\x08\x10\x00", offset + 4)
    plain = not (old or styles.formats or styles.struck)
    if plain and not _SUSPICIOUS.search(stream, offset, end if end > 0 else len(stream)):
        return Marks()
    found = _Found(styles, old)
    for kind, body in _records(stream, offset):
        found.take(kind, body)
    return found.marks()


def _error(kind: int, body: bytes) -> str | None:
    """The error value that a record holds, or None."""
    if kind == _BOOL_ERROR and len(body) >= 8 and body[7] == 1:
        return ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return ERRORS.get(body[8], "#N/A")
    return None


def _values(kind: int, body: bytes) -> Iterator[tuple[Place, int, float | None]]:
    """The cells of a record: place, style, and the number, None for a text."""
    if len(body) < 8:
        return
    row, column, style = struct.unpack_from("<3H", body)
    if kind == _MANY_RK:
        for at in range((len(body) - 6) // 6):
            own, raw = struct.unpack_from("<HI", body, 4 + 6 * at)
            yield (row, column + at), own, rk_number(raw)
    elif kind == _RK and len(body) >= 10:
        yield (row, column), style, rk_number(struct.unpack_from("<I", body, 6)[0])
    elif kind in (_NUMBER, _FORMULA) and len(body) >= 14 and body[12:14] != b"\xff\xff":
        yield (row, column), style, struct.unpack_from("<d", body, 6)[0]
    elif kind in (_SHARED, _LABEL, _FORMULA):
        yield (row, column), style, None


def rk_number(raw: int) -> float:
    """Give a number that is kept in 30 bits ([MS-XLS] 2.5.217)."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw >> 31 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<II", 0, raw & ~3))
    return value / 100 if raw & 1 else value


def _choices(body: bytes) -> Iterator[tuple[Region, str]]:
    """The words that a rule for values lists, and its cells; nothing if it names other cells."""
    if len(body) < 4 or body[0] & 0xF != _LIST:
        return
    at = 4
    for _ in range(4):  # titles and texts of messages
        length, flags = struct.unpack_from("<HB", body, at)
        at += 3 + length * (1 + (flags & 1))
    (size,) = struct.unpack_from("<H", body, at)
    formula, at = body[at + 4 : at + 4 + size], at + 4 + size
    (second,) = struct.unpack_from("<H", body, at)
    at += 4 + second
    words = ""
    if formula[:1] == bytes([_STRING]):
        words = _new_text(formula[3:], formula[1], formula[2]).replace("\0", ",")
    (count,) = struct.unpack_from("<H", body, at)
    for one in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", body, at + 2 + 8 * one)
        yield ((top, left), (bottom, right)), words
