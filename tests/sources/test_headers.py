"""Headers of online forms and in two languages mean what their own words mean."""

import pytest

from gradrecon.sources import BY_NAME
from gradrecon.sources.headers import Headers

PINYIN = Headers(BY_NAME["pinyin"], {})
ROSTER = Headers(BY_NAME["roster"], {})


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("1、学号", "student_no"),
        ("2、姓名：", "name"),
        ("3、姓名拼音（全拼）", "pinyin"),
        ("Q1_学号", "student_no"),
        ("Q2.姓名", "name"),
        ("Q3姓名拼音", "pinyin"),
        ("第1题 学号", "student_no"),
        ("（2）姓名", "name"),
        ("①学号", "student_no"),
        ("一、学号", "student_no"),
        ("学号 Student ID", "student_no"),
        ("姓名/Name", "name"),
        ("Name / 姓名", "name"),
        ("姓名\nName", "name"),
        ("1. 您的学号 [填空题]*", "student_no"),
        ("2、请输入您的姓名", "name"),
        ("请填写姓名拼音（全拼，如 Zhang San）", "pinyin"),
        ("姓名拼音（如：Zhang Sanfeng）（必填）", "pinyin"),
        ("您的学院是？", "college"),
        ("提交答卷时间", "submitted"),
        ("提交时间（自动）", "submitted"),
    ],
)
def test_a_question_means_what_it_asks_for(header, column) -> None:
    found = PINYIN.meaning(header)
    assert found and found[0] == column


@pytest.mark.parametrize(
    "header", ["导师姓名", "序号", "所用时间", "1、导师姓名", "姓名/学号", "来自IP", "第二学号"]
)
def test_what_asks_for_something_else_or_for_two_things_means_nothing(header) -> None:
    assert PINYIN.meaning(header) is None


def test_a_declared_header_counts_before_one_taken_apart() -> None:
    places = ROSTER.assign(["1、学号", "学号", "院系/专业"]).places
    assert places == {"student_no": 1}
