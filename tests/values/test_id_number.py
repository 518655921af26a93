"""Identity numbers: GB 11643 and ISO 7064 MOD 11-2."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.values.id_number import (
    birth_dates,
    check_digit,
    has_right_check,
    is_abroad,
    sexes,
    shown,
)

SEVENTEEN = st.text("0123456789", min_size=17, max_size=17)


def text(*values):
    return pd.Series(values, dtype="str")


@given(SEVENTEEN, st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(digits, place, shift):
    right = digits + check_digit(digits)
    wrong = str((int(right[place]) + shift) % 10)
    assert has_right_check(text(right))[0]
    assert not has_right_check(text(right[:place] + wrong + right[place + 1 :]))[0]


@given(SEVENTEEN, st.integers(0, 15))
def test_every_adjacent_swap_is_caught(digits, place):
    right = digits + check_digit(digits)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert has_right_check(text(swapped))[0] == (swapped == right)


@given(st.lists(st.text(max_size=20)))
def test_any_text_at_all_is_judged(values):
    ids = text(*values)
    assert len(has_right_check(ids)) == len(values)


def test_birth_and_sex():
    ids = text("990101200001010022", "990101200002020011", "H12345678", "")
    assert birth_dates(ids).tolist() == ["2000-01-01", "2000-02-02", "", ""]
    assert sexes(ids).tolist() == ["女", "男", "", ""]


def test_shown_is_the_last_four_only():
    assert shown(text("990101200001010022", "")).tolist() == ["尾号0022", ""]


def test_documents_of_people_from_elsewhere():
    elsewhere = [
        "810000199001010014", "820000199001010018", "830000199001010011", "934011199001010012",
        "H12345678", "M1234567890", "12345678", "A123456(7)", "A123456789", "E12345678",
    ]  # fmt: skip
    assert is_abroad(text(*elsewhere)).all()


def test_what_a_citizen_has_or_nobody_can_read_is_no_document_from_elsewhere():
    here = ["110101200001010014", "990101200001010022", "11010120000101001", "110101000101001"]
    assert not is_abroad(text("", *here, "11010120000101O014", "110***********0014", "无")).any()
