"""Texts in the encodings that offices use, and the line in which one is broken."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.sheets.formats.encoding import in_utf8, named_lines
from gradrecon.sheets.grid import Unreadable

BOM = codecs.BOM_UTF8
UTF16 = codecs.BOM_UTF16_LE


@given(st.text("张𬀩,学号a1\n", min_size=1), st.integers(1, 5))
@pytest.mark.parametrize(
    ("codec", "bom", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", BOM, "UTF-8"),
        ("utf-16-le", UTF16, "UTF-16"),
        ("gb18030", b"\xb1\xb1,\n", "GB18030"),
    ],
)
def test_a_text_is_the_same_however_it_is_encoded_and_cut(
    codec: str, bom: bytes, name: str, text: str, block: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gradrecon.sheets.formats.encoding._BLOCK", block)
        found, said, remarks = in_utf8(bom + text.encode(codec))
    before = "北,\n" if codec == "gb18030" else ""
    assert (found.decode(), said, remarks) == (before + text, name, ())


@pytest.mark.parametrize("block", [1, 3, 1 << 20])
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (BOM + "学号\n".encode() * 3 + "张".encode()[:2], 4),
        (BOM + "张\n".encode() * 2 + b"\xe5\n" + "张\n".encode(), 3),
        (UTF16 + "张\n".encode("utf-16-le") * 4 + b"a", 5),
        ("张三\n".encode("gb18030") * 3 + b"\xff\n", 4),
    ],
)
def test_a_line_with_broken_bytes_is_read_and_named(
    content: bytes, line: int, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gradrecon.sheets.formats.encoding._BLOCK", block)
    text, _, remarks = in_utf8(content)
    assert "\ufffd" in text.decode().split("\n")[line - 1]
    assert remarks == (f"第 {line} 行有不能解码的字节，已用“\ufffd”代替",)


NAMES = "张三\n李四光\n欧阳修\n阿依古丽·买买提\n"


@pytest.mark.parametrize(
    ("most", "other", "said"),
    [("utf-8", "gb18030", "UTF-8"), ("gb18030", "utf-8", "GB18030")],
)
def test_lines_in_another_encoding_are_read_in_theirs_and_named(
    most: str, other: str, said: str
) -> None:
    content = NAMES.encode(most) + "王小明\n".encode(other) + b"a\n" + "赵静\n".encode(other)
    text, encoding, remarks = in_utf8(content)
    assert text.decode() == NAMES + "王小明\na\n赵静\n"
    assert encoding == said
    assert remarks == (f"第 5、7 行不是 {said} 编码，已按 {other.upper()} 读取",)


@pytest.mark.parametrize("content", [b"\xff\n\xe9\n" * 9, bytes(range(128, 256)) * 9])
def test_what_is_mostly_in_no_encoding_is_no_text(content: bytes) -> None:
    with pytest.raises(Unreadable, match="内容不是表格"):
        in_utf8(content)


def test_many_lines_are_named_by_the_first() -> None:
    assert named_lines([*range(1, 9)]) == "第 1、2、3、4、5 行等 8 行"
