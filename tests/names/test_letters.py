import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.names.letters import Deviation, clean


@pytest.mark.parametrize(
    ("typed", "odd"),
    [
        ("Wang Fang", set()),
        ("Ｗａｎｇ Ｆａｎｇ", {Deviation.CHARACTER}),
        ("Wanɡ Fɑnɡ", {Deviation.CHARACTER}),
        ("Wаng Fang", {Deviation.CHARACTER}),
        ("Wang\u00a0Fang", {Deviation.CHARACTER}),
        ("Wang\u3000Fang", {Deviation.CHARACTER}),
        ("Wa\u200bng Fang", {Deviation.CHARACTER}),
        ("Wáng Fāng", {Deviation.TONE}),
        ("Wa\u0301ng Fa\u0304ng", {Deviation.TONE}),
        ("Wang2 Fang1", {Deviation.TONE}),
    ],
)
def test_what_was_typed_is_reduced_to_its_letters(typed: str, odd: set[Deviation]) -> None:
    letters = clean(typed)
    assert (letters.flat, letters.odd) == ("wangfang", odd)
    assert letters.words() in {("wang", "fang"), ("wangfang",)}


@pytest.mark.parametrize(
    ("typed", "style"),
    [("Lü", "ü"), ("Lu\u0308", "ü"), ("Lǚ", "ü"), ("Lv", "v"), ("LV", "v"), ("Lu:4", "u:")],
)
def test_u_umlaut_is_known_in_all_its_spellings(typed: str, style: str) -> None:
    letters = clean(typed)
    assert (letters.flat, letters.umlauts) == ("lü", {style})


def test_after_j_q_x_y_the_letter_is_u() -> None:
    assert clean("Xü Yvjü").flat == "xuyuju"


@pytest.mark.parametrize("mark", "'’‘＇`´′ʼ")
def test_every_apostrophe_is_one(mark: str) -> None:
    assert clean(f"Xi{mark}an").gaps == {2: "'"}


def test_words_and_their_pieces_stay_apart() -> None:
    assert clean("Zheng-Li, Xi'an").pieces() == ((("zheng",), ("li",)), (("xi", "an"),))
    assert clean("王芳").flat == ""


@given(st.text(max_size=30))
def test_any_string_has_letters(typed: str) -> None:
    letters = clean(typed)
    assert len(letters.flat) == len(letters.upper)
    assert set(letters.flat) <= set("abcdefghijklmnopqrstuvwxyzü")
    assert "".join(letters.words()) == letters.flat
