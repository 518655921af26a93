"""Columns put together without a loop say what a loop would."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.columns.arrow import (
    category,
    coded,
    constant,
    cycled,
    is_blank,
    joined,
    put,
    text_array,
)

WORDS = st.lists(st.text(max_size=4), min_size=1, max_size=5)


@given(WORDS, st.integers(0, 4))
def test_words_in_turn(words, count):
    assert cycled(words, count).to_pylist() == words * count
    assert constant(words[0], count).to_pylist() == words[:1] * count


@given(WORDS, st.data())
def test_codes_stand_for_words(words, data):
    codes = data.draw(st.lists(st.integers(0, len(words) - 1)))
    index = pd.RangeIndex(5, 5 + len(codes))
    told = coded(np.array(codes, dtype="int8"), words, index)
    assert told.tolist() == [words[code] for code in codes]
    assert told.index is index


@given(WORDS, st.data())
def test_categories_say_sort_and_group_as_texts_do(words, data):
    codes = data.draw(st.lists(st.integers(0, len(words) - 1)))
    index = pd.RangeIndex(len(codes))
    texts = coded(np.array(codes, dtype="int64"), words, index)
    kept = category(np.array(codes, dtype="int64"), words, index)
    assert kept.tolist() == texts.tolist()
    assert set(kept.cat.categories) == set(texts)
    assert kept.sort_values(kind="stable").tolist() == sorted(texts)
    assert [word for word, _ in kept.groupby(kept)] == [word for word, _ in texts.groupby(texts)]


@given(st.lists(st.tuples(st.text(max_size=3), st.booleans(), st.text(max_size=3))))
def test_other_texts_are_put_where_the_mask_says(rows):
    values = pd.Series([one for one, _, _ in rows], dtype="str")
    mask = np.array([where for _, where, _ in rows], dtype=bool)
    others = pd.Series([other for _, _, other in rows], dtype="str")[mask]
    assert put(values, mask, others).tolist() == [
        other if where else one for one, where, other in rows
    ]


def test_joined_and_blank():
    left = text_array(["王", None, ""])
    assert joined([left, "-", text_array(["a", "b", ""])]).to_pylist() == ["王-a", "-b", "-"]
    assert is_blank(pd.Series(["", ""], dtype="str"))
    assert not is_blank(pd.Series(["", "x"], dtype="str"))
