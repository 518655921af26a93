"""Values that are written differently and mean the same, and those that do not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.values.equivalent import _BY_CODE, meant, meant_text


@pytest.mark.parametrize(
    ("field", "same"),
    [
        ("ethnicity", ["汉族", "汉", "01", "1", "０１", " 汉 族"]),
        ("ethnicity", ["毛南族", "毛难族", "36"]),
        ("ethnicity", ["德昂", "崩龙族", "46"]),
        ("ethnicity", ["其他", "其它"]),
        ("ethnicity", ["基诺族", "56"]),
        ("sex", ["男", "男性", "1", "M", "Male", "男生", "1男"]),
        ("sex", ["女", "女性", "2", "２", "f", "Female", "女士", "2-女"]),
        ("level", ["硕士", "硕士研究生", "硕士学位研究生", "硕士生"]),
        ("form", ["全日制", "普通全日制"]),
        ("batch", ["夏", "夏季", "夏季批次", "夏季毕业"]),
        ("birth_date", ["2000-01-31", "20000131", "2000/1/31", "2000.01.31", "2000年1月31日"]),
        ("id_no", ["99010120000101002x", "99010120000101002X"]),
    ],
)
def test_other_ways_to_say_the_same(field, same):
    assert len({meant_text(field, text) for text in same}) == 1
    assert meant(field, pd.Series(same, dtype="str")).nunique() == 1


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("ethnicity", ["汉族", "满族", "02", "57", "0", "土族", "土家族", "", "香港"]),
        ("sex", ["男", "女", "0", "9", "3", ""]),
        ("level", ["硕士研究生", "博士研究生", ""]),
        ("birth_date", ["2000-01-31", "2000-01-13", "2000-02-30", ""]),
        ("name", ["肖", "萧", "01", "1"]),
    ],
)
def test_what_differs_stays_apart(field, other):
    assert len({meant_text(field, text) for text in other}) == len(other)


def test_every_code_is_its_name():
    assert len(_BY_CODE) == len(set(_BY_CODE.values())) == 56
    for code, name in _BY_CODE.items():
        assert (
            meant_text("ethnicity", f"{code:02d}") == meant_text("ethnicity", f"{name}族") == name
        )


@given(st.sampled_from(["name", "pinyin", "student_no", "major_en"]), st.text())
def test_names_and_spellings_are_never_folded(field, text):
    assert meant_text(field, text) == text
