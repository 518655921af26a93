"""DBF tables of dBase III to FoxPro, as platforms exchange them.

Our own reader: the common one stops at unknown field types, a missing terminator and bad dates.
Deleted records are left out; what the header claims about length and encoding is checked
against the bytes. Layout: dBase table file structure, 32-byte header and field descriptors.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from gradrecon.sheets.formats.encoding import Likely, is_surely_utf8, likely, named_lines
from gradrecon.sheets.grid import Book, CellType, Sheet, Special, Unreadable, Value, columns_of
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_FIELD = 32
_DELETED = 0x2A
_TEXT_TYPES = frozenset("CV")
_NUMERIC = frozenset("NF")
_MEMO_TYPES = frozenset("MGPQW0")


@dataclass(frozen=True)
class _Field:
    name: bytes
    type: str
    start: int
    width: int


def read_dbf(path: Path, form: Form, limits: Limits) -> Book:
    """One sheet: the field names, then the records; a deleted record leaves its number unused."""
    content = path.read_bytes()
    count, head, width = struct.unpack_from("<IHH", content, 4)
    fields = _fields(content[:head])
    if not fields or width < 2:
        raise Unreadable("DBF 文件头损坏，没有字段", "向来源处重新索取这个文件。")
    whole = max(0, len(content) - head) // width
    limits.check_rows(path.name, whole)
    records = [content[at : at + width] for at in range(head, head + width * whole, width)]
    surplus = _surplus(records[count:])
    records = records[: count + surplus]
    encoding = _encoding(fields, records)
    header: list[Value] = [field.name.decode(encoding, "replace") for field in fields]
    cells = [[] if one[0] == _DELETED else _record(one, fields, encoding) for one in records]
    book = Book(f"{form}（{encoding.upper()}）", (_sheet([header, *cells]),))
    deleted = sum(not one for one in cells)
    remarks = [f"{deleted} 条已删除的记录未读取"] if deleted else []
    if count > whole:
        remarks.append(f"文件头说有 {count} 条记录，实有 {whole} 条：文件可能不完整")
    if surplus:
        remarks.append(f"文件头说有 {count} 条记录，实有 {count + surplus} 条，已全部读取")
    return book.noting(
        *remarks, *_unread_memos(fields, records), *_other(records, fields, encoding)
    )


def _surplus(records: list[bytes]) -> int:
    """How many whole records follow those that the header counts: up to the first that is none."""
    for at, record in enumerate(records):
        if record[:1] not in (b" ", b"*") or not record[1:].strip(b" \0\x1a"):
            return at
    return len(records)


def _unread_memos(fields: list[_Field], records: list[bytes]) -> list[str]:
    """Name the fields whose texts stand in a file of their own, if any record has one."""
    return [
        f"备注型字段 {field.name.decode('ascii', 'replace')} 的文字在另一个文件里，未读取"
        for field in fields
        if field.type in _MEMO_TYPES
        and any(one[field.start : field.start + field.width].strip(b" \0") for one in records)
    ]


def _other(records: list[bytes], fields: list[_Field], encoding: str) -> list[str]:
    """Name the records with a text in another encoding than most."""
    odd = Likely.GB if encoding == "utf-8" else Likely.UTF8
    lines = [
        at
        for at, record in enumerate(records, 1)
        if any(_shown(one, encoding) is odd for one in _texts(record, fields))
    ]
    told = f"{named_lines(lines, unit='条')}记录有文字不是 {encoding.upper()} 编码，已按另一种读取"
    return [told] if lines else []


def _texts(record: bytes, fields: list[_Field]) -> Iterator[bytes]:
    texts = (record[f.start : f.start + f.width] for f in fields if f.type in _TEXT_TYPES)
    return (text.rstrip(b" \0") for text in texts if not text.isascii())


def _shown(text: bytes, encoding: str) -> Likely:
    """Which encoding a text shows; in GB18030, only a sure UTF-8 is another one."""
    shown = likely(text)
    if encoding == "utf-8":
        return Likely.UTF8 if _is_utf8(text) else shown
    return shown if is_surely_utf8(text) else Likely.GB


def _sheet(rows: list[list[Value]]) -> Sheet:
    return Sheet("", columns_of(rows), len(rows))


def _fields(header: bytes) -> list[_Field]:
    """The field descriptors, up to the terminator or the end of the header."""
    fields, start = [], 1
    for at in range(_FIELD, len(header) - _FIELD + 1, _FIELD):
        said = header[at : at + _FIELD]
        if said[0] in b"\r\n\0":
            break
        kind, width = chr(said[11]), said[16]
        if kind == "C" and said[17]:
            width += said[17] << 8  # FoxPro and Clipper keep long texts this way
        fields.append(_Field(said[:11].split(b"\0")[0].strip(), kind, start, width))
        start += width
    return fields


def _encoding(fields: list[_Field], records: list[bytes]) -> str:
    """The encoding of most texts: the claim in the header is often wrong."""
    names = b"".join(field.name for field in fields)
    if not names.isascii():
        return "utf-8" if _is_utf8(names) else "gb18030"
    texts = {text for record in records for text in _texts(record, fields)}
    good = sum(map(_is_utf8, texts))
    return "utf-8" if 2 * good > len(texts) else "gb18030"


def _is_utf8(value: bytes) -> bool:
    """Whether a text is UTF-8, be it cut at the end of its field."""
    if value.isascii():
        return True
    try:
        value.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > 0
    return True


def _record(record: bytes, fields: list[_Field], encoding: str) -> list[Value]:
    return [
        _value(record[field.start : field.start + field.width], field, encoding) for field in fields
    ]


def _value(raw: bytes, field: _Field, encoding: str) -> Value:
    if field.type in _MEMO_TYPES:
        return ""
    if binary := _BINARY.get((field.type, len(raw))):
        return binary(raw)
    text = raw.rstrip(b" \0")
    if field.type in _NUMERIC and text.strip(b" *") == b"" != text:
        return Special(text.decode().strip(), CellType.ERROR)  # too long for its field
    if field.type in _TEXT_TYPES or text.isascii():
        return _text(text, len(raw), encoding)
    return text.decode(encoding, "replace")


def _text(value: bytes, width: int, encoding: str) -> Value:
    """A text; one of more than ASCII that fills its field may have been cut there."""
    if value.isascii():
        return value.decode("ascii").strip(" ")
    other = _shown(value, encoding)
    if (other is Likely.GB) == (encoding == "utf-8") and other in (Likely.GB, Likely.UTF8):
        encoding = "gb18030" if other is Likely.GB else "utf-8"
    try:
        text = value.decode(encoding)
    except UnicodeDecodeError:
        return Special(value.decode(encoding, "ignore"), CellType.CUT)
    return text if len(value) < width else Special(text, CellType.FULL)


def _moment(raw: bytes) -> Value:
    days, milliseconds = struct.unpack("<ii", raw)
    if not days:
        return ""
    try:
        start = datetime.combine(date.fromordinal(days - 1_721_425), datetime.min.time())
        return start + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):
        return Special("", CellType.ERROR)


_BINARY: Mapping[tuple[str, int], Callable[[bytes], Value]] = {
    ("I", 4): lambda raw: struct.unpack("<i", raw)[0],
    ("+", 4): lambda raw: struct.unpack("<i", raw)[0],
    ("B", 8): lambda raw: struct.unpack("<d", raw)[0],
    ("O", 8): lambda raw: struct.unpack("<d", raw)[0],
    ("Y", 8): lambda raw: struct.unpack("<q", raw)[0] / 10_000,
    ("T", 8): _moment,
    ("@", 8): _moment,
}
