"""Chapter return: what each college hands in (2.3.2, 2.3.3)."""

from __future__ import annotations

import pandas as pd
import pytest

from gradrecon.cohort.checklist import FIELDS


@pytest.mark.parametrize(("day", "severity"), [("2025-02-28", "notice"), ("2025-03-01", "error")])
def test_missing(world, day, severity):
    world.drop("handovers", "机电学院")
    assert world.found(day) == {("return.missing", "02")}
    assert world.one("return.missing", day)["severity"] == severity


def test_a_table_that_is_there_is_not_called_missing(world):
    world.drop("handovers", "机电学院")
    assert world.one("return.missing")["message"].startswith("已有电子表格，但报送登记中没有登记")
    for number in ("1002", "1003"):
        world.drop("returned", number)
    assert world.one("return.missing")["message"].startswith("尚未交回信息核对表")


def test_only_colleges_with_students_must_return(world):
    world.add("handovers", college="法学院")
    assert world.found() == set()


@pytest.mark.parametrize("turn", [1, -1])
def test_the_register_of_a_later_day_counts_in_whatever_order(world, turn):
    """An entry made before anything had come stands beside the one that all is in."""
    world.add("handovers", college="机电学院", electronic_on="2025-02-20", signed_dean="否")
    world.frames["handovers"] = world.frames["handovers"].iloc[::turn].reset_index(drop=True)
    assert world.found() == set()


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_entries_of_one_day_the_worse_is_believed(world, turn):
    other = world.frames["handovers"].iloc[[1]].assign(sealed="否")
    both = pd.concat([world.frames["handovers"], other]).iloc[::turn]
    world.frames["handovers"] = both.reset_index(drop=True)
    assert world.found() == {("return.unsealed", "02")}


BOTH = [("electronic_on", "电子版"), ("paper_on", "纸质版")]


@pytest.mark.parametrize("said", ["", "未交", "否", "无"])
@pytest.mark.parametrize(("column", "lacks"), BOTH)
def test_incomplete(world, column, lacks, said):
    world.set("handovers", "机电学院", **{column: said})
    assert world.found() == {("return.incomplete", "02")}
    assert f"还缺{lacks}" in world.one("return.incomplete")["message"]


@pytest.mark.parametrize(("day", "severity"), [("2025-02-28", "notice"), ("2025-03-01", "error")])
def test_half_a_return_is_no_worse_than_none(world, day, severity):
    world.set("handovers", "机电学院", paper_on="")
    assert world.one("return.incomplete", day)["severity"] == severity


@pytest.mark.parametrize(("column", "what"), BOTH)
def test_what_cannot_be_read_is_neither_in_nor_late(world, column, what):
    world.set("handovers", "机电学院", **{column: "等院长回来"})
    assert world.found() == {("return.incomplete", "02")}
    assert f"{what}登记为“等院长回来”" in world.one("return.incomplete")["message"]


@pytest.mark.parametrize("word", ["已交", "是", "√"])
def test_in_on_an_unknown_day_is_not_late(world, word):
    world.set("handovers", "机电学院", electronic_on=word, paper_on=word)
    assert world.found() == set()


def test_nothing_in_by_words(world):
    world.set("handovers", "机电学院", electronic_on="未交", paper_on="未交")
    assert world.found() == {("return.missing", "02")}


def test_two_rows_of_a_college_are_put_together(world):
    world.set("handovers", "机电学院", electronic_on="2025-03-01", paper_on="", sealed="")
    world.add("handovers", college="机电学院", paper_on="2025-02-27", sealed="是")
    assert world.found() == {("return.late", "02")}
    assert world.one("return.late")["cell"] == "handovers.xlsx!Sheet1!B3"


def test_late(world):
    world.set("handovers", "机电学院", paper_on="2025-03-01")
    assert world.found() == {("return.late", "02")}


def test_a_register_without_signatures_says_nothing_of_them(world):
    kept = ["college", "electronic_on", "paper_on"]
    world.frames["handovers"] = world.frames["handovers"][kept]
    assert world.found() == set()


@pytest.mark.parametrize(("said", "found"), [("周敏", False), ("待签", True), ("未签", True)])
def test_a_name_is_a_signature(world, said, found):
    world.set("handovers", "机电学院", signed_handler=said)
    assert (("return.unsigned", "02") in world.found()) is found


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


def test_another_name_than_the_roster_s(world):
    world.set("returned", "1001", name="王方")
    assert world.found() == {("return.name_differs", "1001")}


@pytest.mark.parametrize(
    ("id_no", "found"),
    [
        ("990101200001010065", {("return.number_differs", "1001")}),
        ("990101200001010022", set()),
    ],
)
def test_number_differs(world, id_no, found):
    world.frames["returned"]["id_no"] = ""
    assert world.set("returned", "1001", id_no=id_no).found() == found


@pytest.mark.parametrize("gone", ["confirmed", "pinyin"])
def test_a_column_that_is_to_be_completed_is_gone(world, gone):
    returned = world.frames["returned"].reindex(columns=[*FIELDS], fill_value="")
    world.frames["returned"] = returned
    assert "return.column_missing" not in {rule for rule, _ in world.found()}
    world.frames["returned"] = returned.drop(columns=gone)
    finding = world.one("return.column_missing")
    assert (finding["college"], finding["cell"]) == ("01", "returned.xlsx!Sheet1!2")
    assert finding["observed"] in ("学生确认", "姓名拼音(全拼)")


def test_a_table_of_their_own_need_not_have_every_column(world):
    assert "sex" not in world.frames["returned"]
    assert world.found() == set()


def test_two_rows_that_differ(world):
    again = {"student_no": "1001", "name": "王芳", "major_en": "Aerospace Engineering"}
    world.add("returned", **again, confirmed="否")
    assert ("return.two_rows", "1001") in world.found()
    message = world.one("return.two_rows")["message"]
    assert "学生确认不同：returned.xlsx!Sheet1!2、returned.xlsx!Sheet1!6。" in message


def test_two_rows_that_say_the_same(world):
    again = {"student_no": "1001", "name": "王芳", "major_en": "Aerospace Engineering"}
    world.add("returned", **again, confirmed="是")
    assert world.found() == set()
