import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.samples import documents
from gradrecon.values import id_number as identity

BIRTHS = np.array(["1999-01-31", "2000-02-29", "1988-12-01"], dtype="datetime64[D]")
SEEDS = st.integers(0, 2**32)


@given(SEEDS)
def test_numbers_are_valid_say_birth_and_sex_and_are_of_no_place(seed: int) -> None:
    male = np.array([1, 0, 1])
    ids = pd.Series(documents.id_numbers(np.random.default_rng(seed), BIRTHS, male))
    assert identity.has_right_check(ids).all()
    assert identity.birth_dates(ids).tolist() == [str(day) for day in BIRTHS]
    assert identity.sexes(ids).tolist() == ["男", "女", "男"]
    assert ids.str.startswith("99").all()


@given(st.from_regex(r"99[0-9]{15}", fullmatch=True))
def test_the_check_digit_is_the_standards(first17: str) -> None:
    right = documents.with_check(np.array([first17]))
    assert right.tolist() == [first17 + identity.check_digit(first17)]
    wrong = documents.with_wrong_check(right)
    assert wrong[0][:17] == first17
    assert not identity.has_right_check(pd.Series(wrong)).any()


def test_many_numbers_of_one_day_are_all_different() -> None:
    births = np.repeat(BIRTHS[:1], 20_000)
    ids = documents.id_numbers(np.random.default_rng(0), births, np.zeros(20_000, dtype=int))
    assert len(set(ids)) == 20_000
    strangers = documents.id_numbers(
        np.random.default_rng(0), births[:300], np.zeros(300, dtype=int), strangers=True
    )
    assert not set(strangers) & set(ids)


def test_permits_have_their_letters_and_digits() -> None:
    permits = documents.permits(np.random.default_rng(0), np.array(["H", "M", "T"]), 8)
    assert [permit[0] for permit in permits] == ["H", "M", "T"]
    assert all(permit[1:].isdigit() and len(permit) == 9 for permit in permits)
    assert len(documents.permits(np.random.default_rng(0), np.array([]), 8)) == 0
