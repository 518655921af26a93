from hypothesis import given
from hypothesis import strategies as st

from gradrecon.names import syllables
from gradrecon.names.syllables import SYLLABLES, counts, divide, divisions


def test_there_are_as_many_syllables_as_the_scheme_has() -> None:
    assert 400 <= len(SYLLABLES) <= 415
    assert {"lüe", "nü", "zhuang", "er"} <= SYLLABLES
    assert not {"jü", "lyu", "lve", "cen g", "vang"} & SYLLABLES


def test_letters_may_divide_in_several_ways() -> None:
    assert divisions("xian") == (("xian",), ("xi", "an"))
    assert divisions("fangan") == (("fan", "gan"), ("fang", "an"))
    assert divisions("xq") == ()
    assert divisions("a" * 60) == ()


def test_a_reader_begins_no_syllable_with_a_vowel() -> None:
    assert divide("xian") == ("xian",)
    assert divide("fangan") == ("fan", "gan")
    assert divide("kevin") == ("kevin",)


@given(st.text("abcdeghinouxzü", max_size=14))
def test_divisions_use_every_letter_and_counts_agree(letters: str) -> None:
    ways = divisions(letters)
    assert all("".join(way) == letters and set(way) <= SYLLABLES for way in ways)
    assert counts(letters) == {len(way) for way in ways}
    assert "".join(divide(letters)) == letters


def test_words_too_long_for_a_name_are_not_divided() -> None:
    assert counts("xi" * 40) == frozenset()
    assert syllables.divide("xi" * 40) == ("xi" * 40,)
