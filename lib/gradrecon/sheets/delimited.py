"""Text with separators: csv, tsv and tab-separated text that calls itself .xls."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from contextlib import suppress
from itertools import islice
from pathlib import Path

from gradrecon.sheets.grid import Book, Sheet, Unreadable, columns_of
from gradrecon.sheets.limits import Limits
from gradrecon.sheets.sniff import Form

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SEPARATORS = {",": "逗号分隔", "\t": "制表符分隔", ";": "分号分隔", "|": "竖线分隔"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\r\n\f\v\x1a\x1c\x1d\x1e\x1f"))
_SAMPLE_ROWS = 50
_MAX_CELL = 1 << 20

_NO_TEXT = (
    "内容不是表格，也不是 UTF-8、UTF-16 或 GB18030 编码的文本",
    "用 Excel 或 WPS 打开，另存为 .xlsx 后放回原处。",
)


def read_text(path: Path, form: Form, limits: Limits) -> Book:
    """The one sheet of a text file; Unreadable where its bytes are no text we know."""
    text, encoding = decode(path.read_bytes())
    text = text.rstrip("\x1a\0")
    if _has_controls(text.encode()):
        raise Unreadable(*_NO_TEXT)
    text, separator = _separator(text)
    rows, quoted = _rows(text, separator)
    limits.check_rows("", len(rows))
    limits.check_columns(max(map(len, rows), default=0))
    book = Book(
        f"文本（{_SEPARATORS.get(separator, '自定分隔')}，{encoding}）",
        (Sheet("", columns_of(rows), len(rows)),),
    )
    return book if quoted else book.noting("有引号没有成对，已把引号当作普通字符读取")


def _has_controls(text: bytes) -> bool:
    """Whether characters stand in the text (UTF-8) that only other kinds of files have."""
    return len(text.translate(None, _CONTROLS)) < len(text)


def decode(content: bytes) -> tuple[str, str]:
    """The text of bytes in one of the encodings that offices use, and the encoding's name.

    A byte order mark decides; else UTF-8, UTF-16 and GB18030 are tried strictly, in this order.
    """
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            return _strictly(content[len(bom) :], codec), name
    for codec, name in (("utf-8", "UTF-8"), *_bare_utf16(content), ("gb18030", "GB18030")):
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise Unreadable(*_NO_TEXT)


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(codec, "replace").count("\n") + 1
        raise Unreadable(
            f"第 {line} 行有不能按 {codec.upper()} 解码的字节", "向来源处重新索取，或另存为 .xlsx。"
        ) from None


def _bare_utf16(content: bytes) -> tuple[tuple[str, str], ...]:
    """UTF-16 without a mark, told by the zero bytes of its separators and line ends."""
    sample = content[:4096]
    if b"\n\0" in sample and len(content) % 2 == 0:
        return (("utf-16-le", "UTF-16"),)
    if b"\0\n" in sample and len(content) % 2 == 0:
        return (("utf-16-be", "UTF-16"),)
    return ()


def _separator(text: str) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, and the separator."""
    first, _, rest = text.partition("\n")
    if first.rstrip("\r").lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return rest, first[4]
    return text, max(_SEPARATORS, key=lambda separator: _fitness(text, separator))


def _fitness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows share their commonest width above one, and that width.

    Rows count up to the first in which something other than a separator follows a closing quote.
    """
    sample, widths = text[:100_000], Counter[int]()
    with suppress(csv.Error):
        lines = io.StringIO(sample if separator in sample else "", newline="")
        for row in islice(csv.reader(lines, delimiter=separator, strict=True), _SAMPLE_ROWS):
            widths[len(row)] += 1
    width, count = max(
        ((width, count) for width, count in widths.items() if width > 1),
        key=lambda pair: pair[1],
        default=(0, 0),
    )
    return count, width


def _rows(text: str, separator: str) -> tuple[list[list[str]], bool]:
    """The cells, and whether quotes were read as quotes."""
    csv.field_size_limit(_MAX_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        if not _runaway(rows):
            return rows, True
    except csv.Error:
        pass
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line.split(separator) for line in lines], False


def _runaway(rows: list[list[str]]) -> bool:
    """Whether the last cell swallowed the rest of the file: a quote that nothing closed."""
    return bool(rows and rows[-1]) and rows[-1][-1].count("\n") > 2
