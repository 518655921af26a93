"""Chapter major: the English name of the major (2.2.1, 2.2.2)."""

from __future__ import annotations

import pytest


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


TWO_OF_ONE_CODE = """
    major_code | major    | major_en
    0802       | 机械工程 | Mechanical Engineering
    0710Z1     | 计算生物 | Computational Biology
    0825       | {0}      | {1}
    0825       | {2}      | {3}
    """


@pytest.mark.parametrize("turned", [False, True])
def test_two_majors_of_one_code_are_told_apart_by_their_names(world, turned):
    both = [("航空宇航", "Aerospace Engineering"), ("宇航科学", "Space Science")]
    one, other = reversed(both) if turned else both
    world.draw("majors", TWO_OF_ONE_CODE.format(*one, *other))
    assert world.found() == set()
    assert set(world.run().cases["major_en"][[0, 3]]) == {"Aerospace Engineering"}
    world.set("roster", "1001", major="航天")
    assert ("major.name_differs", "1001") in world.found()
    assert "宇航科学、航空宇航" in world.one("major.name_differs")["message"]


@pytest.mark.parametrize("turned", [False, True])
def test_english_contradicts(world, turned):
    both = ["Aerospace Engineering", "Aeronautics"]
    one, other = reversed(both) if turned else both
    world.draw("majors", TWO_OF_ONE_CODE.format("航空宇航", one, "航空宇航", other))
    assert world.found() == {("major.english_contradicts", "majors.xlsx!Sheet1!C4")}
    message = world.one("major.english_contradicts")["message"]
    assert "!C4）" in message
    assert "!C5）" in message
    assert "2 名学生" in message
    assert set(world.run().cases["major_en"][[0, 3]]) == {""}


def test_one_major_twice_with_one_english_name(world):
    world.add("majors", major_code="0825", major="航空宇航", major_en="Aerospace Engineering")
    world.add("majors", major_code="0801", major="力学", major_en="Mechanics")
    world.add("majors", major_code="0801", major="力学", major_en="Physics")
    assert world.found() == set()


def test_names_do_not_decide_where_the_roster_gives_none(world):
    names = ("航空宇航", "Aerospace Engineering", "宇航科学", "Space Science")
    world.draw("majors", TWO_OF_ONE_CODE.format(*names)).set("roster", "1001", major="")
    assert world.found() == {("major.english_contradicts", "majors.xlsx!Sheet1!C4")}
    assert "1 名学生" in world.one("major.english_contradicts")["message"]


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
    said = {"field": "专业英文名称", "after": "Aeronautics"}
    world.add("applications", student_no="1001", **said, state="学院已审")
    assert world.found() == {("major.english_differs", "1001")}
    world.set("applications", "1001", state="研究生院已批")
    assert world.found() == set()


@pytest.mark.parametrize("title", ["专业英文名称", "英文名称", "专业英文名", "英文专业名称"])
def test_a_statement_is_known_by_any_title_of_its_field(world, title):
    world.set("returned", "1001", major_en="Aeronautics")
    said = {"field": title, "after": "Aeronautics"}
    world.add("applications", student_no="1001", **said, state="研究生院已批")
    assert world.found() == set()


@pytest.mark.parametrize(
    ("state", "why"), [("退回", "已退回"), ("待提交", "尚未提交"), ("", "尚未提交")]
)
def test_a_statement_that_is_not_on_its_way_is_none(world, state, why):
    world.set("returned", "1001", major_en="Aeronautics")
    world.add("applications", student_no="1001", field="专业英文名称", state=state)
    assert ("major.english_unstated", "1001") in world.found()
    assert why in world.one("major.english_unstated")["message"]


@pytest.mark.parametrize(("after", "found"), [("Astronautics", True), ("Rocketry", False)])
def test_what_was_approved_is_what_may_stand(world, after, found):
    world.set("returned", "1001", major_en="Rocketry")
    statement = {"student_no": "1001", "field": "专业英文名称", "state": "研究生院已批"}
    world.add("applications", **statement, after=after)
    assert (("major.english_unstated", "1001") in world.found()) is found


def test_damaged(world):
    world.add("majors", major_code="x", major="生物", major_en="Biology")
    world.damage("majors", "x", "major_code", "7.1E+02")
    assert world.found() == {("major.damaged", "majors.xlsx!Sheet1!A5")}
