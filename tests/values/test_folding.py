"""Folding for comparison, and what in a name cannot be printed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.values.folding import (
    are_variants,
    doubtful_marks,
    fold_label_text,
    fold_name,
    fold_name_text,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张 三", "张三"),
        ("张\u3000三", "张三"),
        ("张\u200b三", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("⽂静", "文静"),
        ("⻢超", "马超"),
        ("ＪＯＨＮ Smith", "john smith"),
    ],
)
def test_written_differently_the_same_name(one, other):
    assert fold_name_text(one) == fold_name_text(other)


@pytest.mark.parametrize(("one", "other"), [("张昇", "张升"), ("萧红", "肖红"), ("闫磊", "阎磊")])
def test_traditional_and_variant_characters_stay_apart(one, other):
    assert fold_name_text(one) != fold_name_text(other)
    assert are_variants(one, other)


def test_other_names_are_no_variants():
    assert not are_variants("张三", "张四")
    assert not are_variants("张三", "张三丰")


@given(st.lists(st.text(max_size=8)))
def test_folding_a_column_is_folding_each_and_twice_is_once(values):
    names = pd.Series(values, dtype="str")
    folded = fold_name(names)
    assert folded.tolist() == [fold_name_text(value) for value in values]
    assert fold_name(folded).tolist() == folded.tolist()


@pytest.mark.parametrize("name", ["欧阳娜娜", "阿依古丽·买买提", "李䶮", "赵𬱖", "John Smith", ""])
def test_names_that_can_be_printed(name):
    assert doubtful_marks(name) == ""


@pytest.mark.parametrize(
    ("name", "mark"), [("王?", "?"), ("王□", "□"), ("王(石羡)", "(石羡)"), ("王\ue863", "\ue863")]
)
def test_names_that_cannot(name, mark):
    assert doubtful_marks(name) == mark


def test_labels():
    assert fold_label_text("材料学（学硕） ") == fold_label_text("材料学(学硕)")
