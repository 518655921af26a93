"""Texts in the encodings that offices use, and the line in which one is broken."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.sheets.formats.encoding import in_utf8
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
        found, said = in_utf8(bom + text.encode(codec))
    before = "北,\n" if codec == "gb18030" else ""
    assert (found.decode(), said) == (before + text, name)


@pytest.mark.parametrize("block", [1, 3, 1 << 20])
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (BOM + "学号\n".encode() * 3 + "张".encode()[:2], 4),
        (BOM + "张\n".encode() * 2 + b"\xe5\n" + "张\n".encode(), 3),
        (UTF16 + "张\n".encode("utf-16-le") * 4 + b"a", 5),
    ],
)
def test_the_line_is_told_in_which_a_marked_text_is_broken(
    content: bytes, line: int, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gradrecon.sheets.formats.encoding._BLOCK", block)
    with pytest.raises(Unreadable, match=f"第 {line} 行"):
        in_utf8(content)
