"""What an office sees of a number by its format, and whether that is what the file keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.sheets.grid import CellType
from gradrecon.sheets.marks.number_format import (
    is_plain,
    look_of_number,
    look_of_text,
    shown_number,
    shown_text,
)

DRESSED, FORMATTED = CellType.DRESSED, CellType.FORMATTED


@pytest.mark.parametrize(
    ("code", "value", "shown", "look"),
    [
        ("General", 22070001, "22070001", None),
        ("G/通用格式", 22070001, "22070001", None),
        ("0_ ", 22070001, "22070001 ", None),
        ("0_);[Red]\\(0\\)", 22070001, "22070001 ", None),
        ("0;-0;0;@", 22070001, "22070001", None),
        ("[$-804]0", 22070001, "22070001", None),
        ("0.00", 22070001, "22070001.00", None),
        ("0", 5.5, "6", None),
        ("0000000000", 22070001, "0022070001", FORMATTED),
        ('"00"0', 22070001, "0022070001", FORMATTED),
        ("\\0\\00", 22070001, "0022070001", FORMATTED),
        ("00", 22070001, "22070001", None),
        ('"S"000000000', 202200001, "S202200001", FORMATTED),
        ("!S0", 5, "S5", FORMATTED),
        ("000-0000", 2207001, "220-7001", FORMATTED),
        ("0%", 0.2, "20%", FORMATTED),
        ("0,", 22070001, "22070", FORMATTED),
        (";;;", 22070001, "", FORMATTED),
        ('G/通用格式"号"', 5, "5号", FORMATTED),
        ('[>=100]0;"x"0', 5, "x5", FORMATTED),
        ('[>=100]0;"x"0', 500, "500", None),
        ("[DBNum1]General", 5, None, FORMATTED),
        ("#,##0", 22070001, "22,070,001", DRESSED),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 22070001, " 22,070,001 ", DRESSED),
        ('"¥"#,##0.00_);[红色](#,##0.00)', 2022, "¥2,022.00 ", DRESSED),
        ("[$¥-804]#,##0", -20, "-¥20", DRESSED),
        ("000\\ 000", 202207, "202 207", DRESSED),
        ("0.00E+00", 22070001, "2.21E+07", DRESSED),
        ("yyyy-mm-dd", 36556, None, None),
        ("[h]:mm", 1.5, None, None),
        ("上午/下午h:mm", 0.5, None, None),
    ],
)
def test_a_number_is_shown(code: str, value: float, shown: str | None, look: object) -> None:
    assert (shown_number(code, value), look_of_number(code, value)) == (shown, look)


@pytest.mark.parametrize(
    ("code", "shown", "look"),
    [
        ("@", "2022", None),
        ("0", "2022", None),
        ("_ @_ ", " 2022 ", None),
        ('"S"@', "S2022", FORMATTED),
        (";;;", "", FORMATTED),
        ('0;0;0;"无"', "无", FORMATTED),
    ],
)
def test_a_text_is_shown(code: str, shown: str, look: object) -> None:
    assert (shown_text(code, "2022"), look_of_text(code, "2022")) == (shown, look)


@given(st.text('0#?,.%;"[]\\_*E+-/@S>=1 $', max_size=12), st.integers(0, 10**9))
def test_any_format_shows_something_and_a_plain_one_the_digits(code: str, value: int) -> None:
    look = look_of_number(code, value)
    assert look in (None, DRESSED, FORMATTED)
    if is_plain(code):
        assert look is None
