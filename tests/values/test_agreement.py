"""Whether a source agrees with the roster, masks allowed for."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.values.agreement import AGREES, DIFFERS, UNKNOWN, agreement


def one(seen, known):
    return agreement(pd.Series([seen], dtype="str"), pd.Series([known], dtype="str"))[0]


@pytest.mark.parametrize(
    ("seen", "known", "says"),
    [
        ("张三", "张三", AGREES),
        ("张三", "张四", DIFFERS),
        ("", "张三", UNKNOWN),
        ("张三", "", UNKNOWN),
        ("张*", "张三", AGREES),
        ("张*", "张三丰", AGREES),
        ("张*丰", "张三丰", AGREES),
        ("*三", "张三", AGREES),
        ("李*", "张三", DIFFERS),
        ("张*四", "张三丰", DIFFERS),
        ("张三*", "张三", DIFFERS),
        ("110***********1234", "110101200001011234", AGREES),
        ("110***1234", "110101200001011234", AGREES),
        ("110***1235", "110101200001011234", DIFFERS),
    ],
)
def test_agreement(seen, known, says):
    assert one(seen, known) == says


@given(st.text("张三李四王五", min_size=2, max_size=4), st.data())
def test_a_name_agrees_with_every_mask_of_itself(name, data):
    start = data.draw(st.integers(0, len(name) - 1))
    stop = data.draw(st.integers(start + 1, len(name)))
    assert one(name[:start] + "*" * (stop - start) + name[stop:], name) == AGREES
