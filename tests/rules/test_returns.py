"""Chapter return: what each college hands in (2.3.2, 2.3.3)."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("day", "severity"), [("2025-02-28", "notice"), ("2025-03-01", "error")])
def test_missing(world, day, severity):
    world.drop("handovers", "机电学院")
    assert world.found(day) == {("return.missing", "02")}
    assert world.one("return.missing", day)["severity"] == severity


def test_only_colleges_with_students_must_return(world):
    world.add("handovers", college="法学院")
    assert world.found() == set()


@pytest.mark.parametrize(("column", "lacks"), [("electronic_on", "电子版"), ("paper_on", "纸质版")])
def test_incomplete(world, column, lacks):
    world.set("handovers", "机电学院", **{column: ""})
    assert world.found() == {("return.incomplete", "02")}
    assert lacks in world.one("return.incomplete")["message"]


def test_late(world):
    world.set("handovers", "机电学院", paper_on="2025-03-01")
    assert world.found() == {("return.late", "02")}


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        ({"signed_handler": ""}, "缺经办人签字"),
        ({"signed_dean": "否"}, "缺主管院长签字"),
        ({"signed_handler": "否", "signed_dean": "否"}, "缺经办人、主管院长签字"),
    ],
)
def test_unsigned(world, cells, who):
    world.set("handovers", "机电学院", **cells)
    assert world.found() == {("return.unsigned", "02")}
    assert who in world.one("return.unsigned")["message"]


def test_unsealed(world):
    world.set("handovers", "机电学院", sealed="")
    assert world.found() == {("return.unsealed", "02")}


def test_unknown_college(world):
    world.add("handovers", college="宇宙学院")
    assert world.found() == {("return.stray", "handovers.xlsx!Sheet1!A4")}


def test_returned_row_of_nobody(world):
    world.add("returned", student_no="1009", name="孙悦", major_en="Law", confirmed="是")
    assert world.found() == {("return.stray", "returned.xlsx!Sheet1!A6")}
