"""What a file says can neither show a number in full nor run as a formula."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.outputs.safety import FORMULA_MARKS, harmless, masked, masked_text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("学号栏填了990101200001010022", "学号栏填了尾号0022"),
        ("99010120000101002x 王芳", "尾号002x 王芳"),
        ("９９０１０１２００００１０１００２２", "尾号００２２"),
        ("旧号990101800101123", "旧号尾号1123"),
        ("990101 20000101 0022", "尾号0022"),
        ("990101-20000101-002×", "尾号002×"),
        ("9901 0120 0001 0100 22。", "尾号0022。"),
        ("990101200001010\u200b02Х", "尾号002Х"),
        ("99010120000101002", "尾号1002"),
        ("学号2022010000 990101 20000101 002 X", "学号2022010000 尾号002X"),
        ("港澳证件H12345678901", "港澳证件尾号8901"),
        ("A123456(7)", "尾号6(7)"),
        ("1234567（8）", "尾号7（8）"),
        ("护照号：EA1234567", "护照号：尾号4567"),
        ("回乡证 H0123456701", "回乡证 尾号6701"),
    ],
)
def test_a_number_shows_its_last_four_only(said: str, shown: str) -> None:
    assert masked_text(said) == shown
    assert masked(pd.Series([said, "平常"])).tolist() == [shown, "平常"]


@pytest.mark.parametrize(
    "said",
    [
        "2022180001",
        "a123456801012345",
        "123456789012345",
        "990***0022",
        "M202270001",
        "S20220001",
        "2024-12-05 2022010001",
        "2025-02-20 09:10:00",
        "138 0013 8000 010-12345678",
        "身份证号与学号2022010001不符",
        "请对照证件。2022010001",
        "第 3 列 2022010001 2022010002",
        "C0012345",
        "2022010000",
    ],
)
def test_other_numbers_stand(said: str) -> None:
    assert masked_text(said) == said


@given(st.text(), st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True), st.text())
def test_no_number_gets_through_whatever_is_around_it(left: str, number: str, right: str) -> None:
    (shown,) = masked(pd.Series([left + number + right], dtype="str"))
    assert number not in shown


@pytest.mark.parametrize("mark", FORMULA_MARKS)
def test_what_would_run_as_a_formula_is_marked_as_text(mark: str) -> None:
    shown = mark.replace("\r", "\n")
    assert harmless(pd.Series([f"{mark}1+1", "1=1"])).tolist() == [f"'{shown}1+1", "1=1"]


def test_no_row_of_a_csv_is_torn_so_that_a_formula_begins_it() -> None:
    said = harmless(pd.Series(["王\r=1+1", "王\r\n=1+1", "王"], dtype="str"))
    content = said.to_csv(index=False, header=False, lineterminator="\n")
    assert list(csv.reader(io.StringIO(content, newline=""))) == [["王\n=1+1"]] * 2 + [["王"]]
