"""Chapter major: the English name of the major (2.2.1, 2.2.2)."""

from __future__ import annotations


def test_unknown_code(world):
    world.set("roster", "1004", major_code="0899")
    assert world.found() == {("major.unknown_code", "1004")}


def test_name_differs(world):
    world.set("roster", "1004", major="航天工程")
    assert world.found() == {("major.name_differs", "1004")}


def test_names_alike_but_for_width_and_spaces(world):
    world.set("roster", "1004", major="航空 宇航")
    assert world.found() == set()


def test_english_blank(world):
    world.set("majors", "0802", major_en="").set("returned", "1002", major_en="")
    assert world.found() == {
        ("major.english_blank", "majors.xlsx!Sheet1!C3"),
        ("major.english_missing", "1002"),
    }
    assert "对照表里也没有" in world.one("major.english_missing")["message"]


def test_english_missing_in_the_return_alone(world):
    world.set("returned", "1001", major_en="")
    assert "应为“" in world.one("major.english_missing")["message"]


def test_english_blank_of_a_major_nobody_studies(world):
    world.add("majors", major_code="0301", major="法学")
    assert world.found() == set()


def test_changed_without_a_statement(world):
    world.set("returned", "1001", major_en="Aeronautics")
    assert world.found() == {("major.english_unstated", "1001")}


def test_changed_with_a_statement(world):
    world.set("returned", "1001", major_en="Aeronautics")
    world.add("applications", student_no="1001", field="专业英文名称", state="学院已审")
    assert world.found() == {("major.english_differs", "1001")}
    world.set("applications", "1001", state="研究生院已批")
    assert world.found() == set()


def test_damaged(world):
    world.add("majors", major_code="x", major="生物", major_en="Biology")
    world.damage("majors", "x", "major_code", "7.1E+02")
    assert world.found() == {("major.damaged", "majors.xlsx!Sheet1!A5")}
