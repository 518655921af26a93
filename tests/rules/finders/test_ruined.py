"""Students whose 学号 is ruined in the roster: their rows elsewhere are not anybody's to delete."""

from __future__ import annotations

import pytest


@pytest.fixture
def ruined(world):
    """1001 stands in the roster with a ruined 学号."""
    world.reject("roster", "1001", "学号已损坏（科学计数法）")
    return world.damage("roster", "1001", "student_no", "1E+03")


@pytest.mark.parametrize(
    "rule", ["lists.stray", "capture.stray", "chsi.stray", "pinyin.stray", "return.stray"]
)
def test_a_stray_points_at_the_ruined_number(ruined, rule):
    message = ruined.one(rule)["message"]
    assert "roster.xlsx!Sheet1!A2" in message
    assert "删除" not in message
    assert "请研究生院先改正名册" in message


def test_the_college_sees_whose_number_is_ruined(ruined):
    finding = ruined.one("roster.damaged")
    assert finding["college"] != ""
    assert "“王芳”（宇航学院）的学号已损坏" in finding["message"]


@pytest.mark.parametrize("cells", [{"name": "孙悦"}, {"college": "机电学院"}])
def test_of_another_name_or_college_it_is_another(ruined, cells):
    ruined.set("must_capture", "1001", **cells)
    assert "或从名单删除" in ruined.one("lists.stray")["message"]


def test_another_id_no_tells_two_of_one_name_apart(ruined):
    ruined.set("chsi", "1001", id_no="990101200005050036")
    assert "线索：无" in ruined.one("chsi.stray")["message"]


def test_of_two_ruined_numbers_none_is_chosen(ruined):
    ruined.set("roster", "1004", name="王芳")
    ruined.reject("roster", "1004", "学号已损坏（科学计数法）")
    ruined.damage("roster", "1004", "student_no", "1E+03")
    ruined.drop("images")
    assert "线索：无" in ruined.one("lists.stray")["message"]


def test_a_name_like_a_sound_students_may_be_either(ruined):
    ruined.set("roster", "1002", name="王芳", college="机电学院")
    found = ruined.run().findings
    (message,) = found.loc[found["rule"] == "pinyin.stray", "message"]
    assert "roster.xlsx!Sheet1!A2" in message
    assert "也可能是学号 1002" in message
