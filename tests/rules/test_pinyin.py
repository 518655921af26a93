"""Chapter pinyin: whether the spelling is there, right and confirmed (2.1, 2.2.3)."""

from __future__ import annotations

import pytest


def submitted(world, spelling, student_no="1001", **cells):
    return world.set("pinyin", student_no, pinyin=spelling, **cells)


@pytest.mark.parametrize(
    ("day", "severity", "move"),
    [
        ("2024-12-10", "notice", "学生"),
        ("2024-12-17", "notice", "学院"),
        ("2025-03-01", "error", "学院"),
    ],
)
def test_blank(world, day, severity, move):
    submitted(world, "")
    finding = world.one("pinyin.blank", day)
    assert (finding["severity"], finding["move"]) == (severity, move)
    assert finding["expected"] == "Wang Fang"


def test_blank_until_the_college_fills_it_in(world):
    world.drop("pinyin", "1001")
    world.frames["returned"]["pinyin"] = ""
    assert world.found() == {("pinyin.blank", "1001")}
    world.set("returned", "1001", pinyin="Wang Fang")
    assert world.found() == set()


def test_late(world):
    submitted(world, "Wang Fang", submitted="2024-12-17 00:10:00")
    assert world.found() == {("pinyin.late", "1001")}


def test_the_college_is_not_late_when_it_completes(world):
    submitted(world, "Wang Fang", submitted="2025-01-10 10:00:00", by_college="是")
    assert world.found() == set()


def test_two_submissions_that_differ(world):
    world.add("pinyin", student_no="1001", name="王芳", pinyin="Wang Fan", confirmed="是")
    assert ("pinyin.differs", "1001") in world.found()
    assert "Wang Fan、Wang Fang" in world.one("pinyin.differs")["message"]


def test_two_submissions_alike_but_for_case(world):
    world.add("pinyin", student_no="1001", name="王芳", pinyin="WANG FANG", confirmed="是")
    assert not {rule for rule, _ in world.found()} & {"pinyin.differs"}


@pytest.mark.parametrize("spelling", ["WANG FANG", "WangFang", "Fang Wang", "wáng fāng"])
def test_format(world, spelling):
    submitted(world, spelling)
    assert world.found() == {("pinyin.format", "1001")}
    assert world.one("pinyin.format")["expected"] == "Wang Fang"


@pytest.mark.parametrize("spelling", ["Wang Fan", "Weng Fang", "Wang Xiaofang"])
def test_reading(world, spelling):
    submitted(world, spelling)
    assert world.found() == {("pinyin.reading", "1001")}


def test_someone_else(world):
    submitted(world, "Zhao Lei")
    assert world.found() == {("pinyin.reading", "1001"), ("pinyin.someone_else", "1001")}
    assert "学号 1004" in world.one("pinyin.someone_else")["message"]


def test_a_student_of_another_college_is_no_someone_else(world):
    submitted(world, "Li Ming")
    assert world.found() == {("pinyin.reading", "1001")}


def test_foreign_students_are_spelt_by_their_document(world):
    world.frames["roster"]["region"] = "中国"
    world.set("roster", "1001", region="中国香港")
    submitted(world, "Wong Fong")
    assert world.found() == set()
    world.set("pinyin", "1001", confirmed="").set("returned", "1001", confirmed="")
    assert world.found() == {("pinyin.ask", "1001"), ("pinyin.unconfirmed", "1001")}


@pytest.mark.parametrize(("day", "severity"), [("2025-02-28", "notice"), ("2025-03-01", "error")])
def test_unconfirmed(world, day, severity):
    world.set("pinyin", "1001", confirmed="").set("returned", "1001", confirmed="否")
    assert world.found(day) == {("pinyin.unconfirmed", "1001")}
    assert world.one("pinyin.unconfirmed", day)["severity"] == severity


def test_confirmed_in_the_returned_table(world):
    world.set("pinyin", "1001", confirmed="")
    assert world.found() == set()


def test_nobody_records_confirmations_yet(world):
    world.drop("returned")
    del world.frames["pinyin"]["confirmed"]
    assert world.found() == set()


def test_college_filled(world):
    world.set("returned", "1001", confirmed="")
    submitted(world, "Wang Fang", by_college="是", confirmed="")
    assert world.found() == {("pinyin.college_filled", "1001")}


def test_name_differs(world):
    world.set("pinyin", "1001", name="汪芳")
    assert world.found() == {("pinyin.name_differs", "1001")}


def test_stray(world):
    world.add("pinyin", student_no="1009", name="孙悦", pinyin="Sun Yue", confirmed="是")
    assert world.found() == {("pinyin.stray", "pinyin.xlsx!Sheet1!A6")}


def test_damaged(world):
    world.damage("pinyin", "1001", "student_no", "1E+03")
    assert world.found() == {
        ("pinyin.damaged", "pinyin.xlsx!Sheet1!A2"),
        ("pinyin.blank", "1001"),
    }
