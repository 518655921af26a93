"""What decisions give others: the spellings to print, the applications to be made."""

from __future__ import annotations

import pytest

from gradrecon.decisions.effects import applications_needed


def confirmed(reviewed, column="confirmed_pinyin"):
    return reviewed.run.cases.set_index("student_no").loc["1001", column]


def test_what_the_student_confirmed_is_printed(reviewed):
    assert confirmed(reviewed) == "Wang Fang"


def test_what_nobody_confirmed_is_not(reviewed):
    reviewed.world.set("pinyin", "1001", confirmed="否").set("returned", "1001", confirmed="否")
    assert confirmed(reviewed) == ""


@pytest.mark.parametrize(
    ("verdict", "value"),
    [("采用学籍", "Wang Fang"), ("采用填报", "Wang Fan"), ("填写为", "Wang Feng")],
)
def test_what_reviewers_decided_is_printed_until_the_student_confirms(reviewed, verdict, value):
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fan", confirmed="否")
    reviewed.world.set("returned", "1001", confirmed="否")
    reviewed.decide("pinyin.reading", verdict, value)
    assert confirmed(reviewed) == value
    reviewed.world.set("pinyin", "1001", confirmed="是")
    assert confirmed(reviewed) == "Wang Fan"


def test_a_decision_that_is_stale_prints_nothing(reviewed):
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fan", confirmed="否")
    reviewed.world.set("returned", "1001", confirmed="否")
    reviewed.decide("pinyin.reading", "采用学籍", "Wang Fang")
    reviewed.world.set("pinyin", "1001", pinyin="Wang Fen")
    assert confirmed(reviewed) == ""


def test_a_blank_that_the_college_filled_in_is_the_student_s_to_confirm(reviewed):
    reviewed.world.drop("pinyin", "1001").set("returned", "1001", confirmed="否")
    before = step(reviewed)
    reviewed.decide("pinyin.blank", "填写为", "Wang Fang")
    assert (before, step(reviewed)) == ("学院", "学生")
    assert confirmed(reviewed) == "Wang Fang"


def test_the_english_name_is_the_table_s_until_a_statement_is_approved(reviewed):
    assert confirmed(reviewed, "confirmed_major_en") == "Aerospace Engineering"
    reviewed.world.set("returned", "1001", major_en="Astronautics")
    reviewed.decide("major.english_unstated", "填写为", "Astronautics")
    assert confirmed(reviewed, "confirmed_major_en") == "Aerospace Engineering"
    assert needed(reviewed) == [
        ("1001", "major_en", "Aerospace Engineering", "Astronautics", "2.2.2")
    ]


def test_the_table_s_own_name_needs_none(reviewed):
    reviewed.world.set("returned", "1001", major_en="Astronautics")
    reviewed.decide("major.english_unstated", "采用学籍", "Aerospace Engineering")
    assert needed(reviewed) == []


def test_a_legal_field_is_applied_for_never_changed(reviewed):
    reviewed.world.set("pinyin", "1001", name="王方")
    reviewed.decide("pinyin.name_differs", "采用填报")
    assert needed(reviewed) == [("1001", "name", "王芳", "王方", "2.2.4")]
    assert confirmed(reviewed, "name") == "王芳"


def test_a_wrong_record_that_is_submitted_is_applied_for(reviewed):
    reviewed.world.set("roster", "1001", sex="男")
    reviewed.decide("roster.sex_differs", "提交研究生院")
    assert needed(reviewed) == [("1001", "sex", "男", "", "2.2.4")]


def test_a_record_that_was_checked_is_not(reviewed):
    reviewed.world.set("roster", "1001", sex="男")
    reviewed.decide("roster.sex_differs", "无需处理")
    assert needed(reviewed) == []


def needed(reviewed):
    frame = applications_needed(reviewed.run.findings)
    columns = ["student_no", "field", "before", "after", "clause"]
    return [tuple(row) for row in frame[columns].to_numpy()]


def step(reviewed):
    progress = reviewed.run.progress
    own = progress[(progress["student_no"] == "1001") & (progress["step"] == "姓名拼音")]
    return own["move"].item()
