"""Text with separators: csv, tsv and tab-separated text that calls itself .xls."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from gradrecon.sheets.formats.encoding import NO_TEXT, in_utf8, named_lines
from gradrecon.sheets.grid import Book, Sheet, Unreadable, below, columns_of
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_SEPARATORS = {",": "逗号分隔", "\t": "制表符分隔", ";": "分号分隔", "|": "竖线分隔"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\r\n\f\v\x1a\x1c\x1d\x1e\x1f"))
_SAMPLE_ROWS, _SAMPLE_BYTES = 50, 200_000
_MAX_CELL = 1 << 20
_BLOCK_ROWS = 50_000  # in memory as cells at once: each takes many times the room of its text


def read_text(path: Path, form: Form, limits: Limits) -> Book:
    """Read the one sheet of a text file; raise Unreadable if its bytes are no text we know."""
    content, encoding, remarks = in_utf8(path.read_bytes())
    content, controls = _without_controls(content.rstrip(b"\x1a\0"))
    content, separator = _separator(content)
    sheet, quoted = _sheet(content, separator, limits)
    book = Book(f"文本（{_SEPARATORS.get(separator, '自定分隔')}，{encoding}）", (sheet,))
    book = book.noting(*remarks, *controls)
    return book if quoted else book.noting("有引号没有成对，已把引号当作普通字符读取")


def _without_controls(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Leave out control characters and name their lines; many of them are of another kind of file.

    Raise Unreadable if they are more than one byte in twenty.
    """
    kept = content.translate(None, _CONTROLS)
    count = len(content) - len(kept)
    if not count:
        return content, ()
    if count * 20 > len(content):
        raise Unreadable(*NO_TEXT)
    lines = re.split(rb"\r\n?|\n", content)
    held = [
        at for at, line in enumerate(lines, 1) if len(line.translate(None, _CONTROLS)) < len(line)
    ]
    return kept, (f"{named_lines(held)}有看不见的控制字符，已略去",)


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a text with their ends, whichever an office's system puts there."""
    return io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")


def _separator(content: bytes) -> tuple[bytes, str]:
    """The text without Excel's own `sep=` line, and the separator."""
    sample = content[:_SAMPLE_BYTES].decode("utf-8", "ignore")
    first = sample.partition("\n")[0]
    mark = first.rstrip("\r")
    if mark.lower().startswith("sep=") and len(mark) == 5:
        return content[len(first.encode()) + 1 :], mark[4]
    return content, max(_SEPARATORS, key=lambda separator: _fitness(sample, separator))


def _fitness(sample: str, separator: str) -> tuple[int, int]:
    """How many of the first rows share their commonest width above one, and that width.

    Rows count up to the first in which something other than a separator follows a closing quote.
    """
    widths = Counter[int]()
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


def _sheet(content: bytes, separator: str, limits: Limits) -> tuple[Sheet, bool]:
    """The cells, and whether quotes were read as quotes."""
    csv.field_size_limit(_MAX_CELL)
    with suppress(csv.Error):
        sheet, last = _stacked(csv.reader(_lines(content), delimiter=separator), limits)
        if not _runaway(last):
            return sheet, True
    rows = (line.rstrip("\r\n").split(separator) for line in _lines(content))
    return _stacked(rows, limits)[0], False


def _stacked(rows: Iterator[list[str]], limits: Limits) -> tuple[Sheet, list[str]]:
    """The sheet of rows, of which only some are in memory at once, and the last of them."""
    parts, height, last, widths = [], 0, list[str](), array("H")
    while block := list(islice(rows, _BLOCK_ROWS)):
        height, last = height + len(block), block[-1]
        limits.check_rows("", height)
        limits.check_columns(max(map(len, block)))
        widths.extend(map(len, block))
        parts.append((columns_of(block), len(block)))
    return Sheet("", below(parts), height, widths=widths), last


def _runaway(last: list[str]) -> bool:
    """Whether the last cell swallowed the rest of the file: a quote that nothing closed."""
    return bool(last) and last[-1].count("\n") > 2
