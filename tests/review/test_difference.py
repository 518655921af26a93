"""Differing characters are marked on both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.review.difference import pieces


def drawn(text, other):
    return "".join(f"[{one.text}]" if one.differs else one.text for one in pieces(text, other))


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("张晓铭", "张晓明", "张晓[铭]"),
        ("Ling", "Lin", "Lin[g]"),
        ("Lin", "Ling", "Li[n]"),
        ("Wang Fang", "Wang Fang", "Wang Fang"),
        ("王芳", "", "王芳"),
        ("", "王芳", ""),
        ("李四", "张三", "[李四]"),
        ("<script>", "script", "[<]script[>]"),
    ],
)
def test_examples(text, other, marked):
    assert drawn(text, other) == marked


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_pieces_are_the_text_and_differences_are_seen_on_both_sides(text, other):
    assert "".join(one.text for one in pieces(text, other)) == text
    if text and other:
        assert any(one.differs for one in pieces(text, other)) is (text != other)
