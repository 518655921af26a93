"""Find which encoding a text is in, of those that offices use, and give the text in UTF-8.

The encoding is the one that most of the text is in. A line in another one, or with bytes that
are in none, is read as well as it can be and named.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from gradrecon.sheets.grid import Unreadable

NO_TEXT = (
    "内容不是表格，也不是 UTF-8、UTF-16 或 GB18030 编码的文本",
    "用 Excel 或 WPS 打开，另存为 .xlsx 后放回原处。",
)
_UTF8, _GB = "utf-8", "gb18030"
_BOMS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLOCK = 1 << 20
# Two Chinese characters in UTF-8: in other encodings this sequence hardly ever occurs.
_SURELY_UTF8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2}")
_LONG_SEQUENCE = re.compile(rb"[\xe0-\xf4][\x80-\xbf]{2}")
_SHOWN_LINES = 5


class Recoded(NamedTuple):
    """A text in UTF-8, the name of the encoding that it was in, and what is to be said of it."""

    text: bytes
    encoding: str
    remarks: tuple[str, ...] = ()


class Likely(Enum):
    """The encoding that a piece of text shows by itself."""

    ASCII = auto()
    EITHER = auto()
    UTF8 = auto()
    GB = auto()
    NEITHER = auto()


def in_utf8(content: bytes) -> Recoded:
    """Recode a text; raise Unreadable if most of it is in no encoding that we know."""
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
        return _whole(content, _UTF8) or _by_lines(content, marked=True)
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return _of_utf16(content[len(bom) :], codec)
    if recoded := _whole(content, _UTF8):
        return recoded
    if codec := _bare_utf16(content):
        return _of_utf16(content, codec)
    if not _SURELY_UTF8.search(content) and (recoded := _whole(content, _GB)):
        return recoded
    return _by_lines(content)


def _whole(content: bytes, codec: str) -> Recoded | None:
    """Recode all of a text, by blocks: as one string it takes up to four times its room."""
    decoder, recoded = codecs.getincrementaldecoder(codec)(), io.BytesIO()
    for start in range(0, len(content), _BLOCK):
        end = start + _BLOCK
        try:
            text = decoder.decode(content[start:end], end >= len(content))
        except UnicodeDecodeError:
            return None
        recoded.write(text.encode())
    return Recoded(recoded.getvalue(), codec.upper())


def _of_utf16(content: bytes, codec: str) -> Recoded:
    recoded = _whole(content, codec)
    if recoded:
        return recoded._replace(encoding="UTF-16")
    text = content.decode(codec, "replace")
    broken = text.count("\ufffd") - content.decode(codec, "ignore").count("\ufffd")
    if 2 * broken > len(text):
        raise Unreadable(*NO_TEXT)
    lines = [at for at, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    return Recoded(text.encode(), "UTF-16", _broken(lines))


def _bare_utf16(content: bytes) -> str:
    """Name the UTF-16 of a text without a mark, told by the zero bytes of its line ends."""
    sample = content[:4096]
    if b"\n\0" in sample and len(content) % 2 == 0:
        return "utf-16-le"
    if b"\0\n" in sample and len(content) % 2 == 0:
        return "utf-16-be"
    return ""


def likely(piece: bytes) -> Likely:
    """Tell which encoding a piece of text shows."""
    if piece.isascii():
        return Likely.ASCII
    fault = _fault(piece, _UTF8)
    if not fault:
        return Likely.UTF8 if _LONG_SEQUENCE.search(piece) else Likely.EITHER
    broken = "end of data" in fault or _SURELY_UTF8.search(piece) or _fault(piece, _GB)
    return Likely.NEITHER if broken else Likely.GB


def _fault(piece: bytes, codec: str) -> str:
    """Say why bytes are no text of an encoding, "" if they are."""
    try:
        piece.decode(codec)
    except UnicodeDecodeError as error:
        return error.reason
    return ""


def _by_lines(content: bytes, *, marked: bool = False) -> Recoded:
    """Recode a text line by line; `marked`: it says itself that it is UTF-8."""
    end = b"\n" if b"\n" in content else b"\r"
    lines = content.split(end)
    shown = list(map(likely, lines))
    counts = {kind: shown.count(kind) for kind in Likely}
    if counts[Likely.NEITHER] > counts[Likely.UTF8] + counts[Likely.GB]:
        raise Unreadable(*NO_TEXT)
    mostly, other = (_UTF8, _GB), (Likely.GB, Likely.UTF8)
    if not marked and counts[Likely.GB] > counts[Likely.UTF8]:
        mostly, other = mostly[::-1], other[::-1]
    main, second = mostly
    differing = [at for at, kind in enumerate(shown) if kind is other[0] and _is_other(lines[at])]
    read = dict.fromkeys(differing, second)
    text = end.join(
        line if kind is Likely.ASCII else line.decode(read.get(at, main), "replace").encode()
        for at, (line, kind) in enumerate(zip(lines, shown, strict=True))
    )
    bad = [at + 1 for at, kind in enumerate(shown) if kind is Likely.NEITHER]
    told = f"{named_lines(differing, 1)}不是 {main.upper()} 编码，已按 {second.upper()} 读取"
    return Recoded(text, main.upper(), (*((told,) if differing else ()), *_broken(bad)))


def is_surely_utf8(piece: bytes) -> bool:
    """Whether a piece is UTF-8 and holds what other encodings hardly ever do."""
    return not _fault(piece, _UTF8) and _SURELY_UTF8.search(piece) is not None


def _is_other(line: bytes) -> bool:
    """Whether a line that may be in the other encoding surely is, and not by chance."""
    return bool(_fault(line, _UTF8)) or _SURELY_UTF8.search(line) is not None


def _broken(lines: Sequence[int]) -> tuple[str, ...]:
    return (f"{named_lines(lines)}有不能解码的字节，已用“�”代替",) if lines else ()


def named_lines(lines: Sequence[int], more: int = 0, unit: str = "行") -> str:
    """Name lines by their numbers, the first few of many; `more` is added to each number."""
    first = "、".join(str(line + more) for line in lines[:_SHOWN_LINES])
    return f"第 {first} {unit}" + (f"等 {len(lines)} {unit}" if len(lines) > _SHOWN_LINES else "")
