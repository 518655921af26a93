"""Which encoding a text is in, of those that offices use, and the text in UTF-8."""

from __future__ import annotations

import codecs
import io

from gradrecon.sheets.grid import Unreadable

NO_TEXT = (
    "内容不是表格，也不是 UTF-8、UTF-16 或 GB18030 编码的文本",
    "用 Excel 或 WPS 打开，另存为 .xlsx 后放回原处。",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BLOCK = 1 << 20


def in_utf8(content: bytes) -> tuple[bytes, str]:
    """The text of bytes, in UTF-8, and the name of the encoding that they were in.

    A byte order mark decides; else UTF-8, UTF-16 and GB18030 are tried strictly, in this order.
    Unreadable where they are in none of them.
    """
    for bom, codec, name in _BOMS:
        if content.startswith(bom):
            content = content[len(bom) :]
            return _strictly(content, codec), name
    for codec, name in (("utf-8", "UTF-8"), *_bare_utf16(content), ("gb18030", "GB18030")):
        try:
            return _recoded(content, codec), name
        except _Undecodable:
            continue
    raise Unreadable(*NO_TEXT)


class _Undecodable(Exception):
    """Bytes that are no text of an encoding, from the place `at` on."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def _recoded(content: bytes, codec: str) -> bytes:
    """The content in UTF-8, by blocks: as one string a text takes up to four times its room."""
    decoder, recoded = codecs.getincrementaldecoder(codec)(), io.BytesIO()
    for start in range(0, len(content), _BLOCK):
        end = start + _BLOCK
        try:
            text = decoder.decode(content[start:end], end >= len(content))
        except UnicodeDecodeError as error:  # its object also holds what the last block left over
            at = min(end, len(content)) - len(error.object) + error.start
            raise _Undecodable(at) from None
        recoded.write(text.encode())
    return recoded.getvalue()


def _strictly(content: bytes, codec: str) -> bytes:
    try:
        return _recoded(content, codec)
    except _Undecodable as fault:
        line = content[: fault.at].decode(codec, "replace").count("\n") + 1
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
