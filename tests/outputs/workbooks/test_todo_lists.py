"""The lists to act on: their rows are the numbers of the reports."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from gradrecon.outputs.workbooks.applications import applications
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.todo_lists import todo_lists, write_todo_lists
from gradrecon.vocabulary import State, Step

DAYS = ("2024-11-20", "2024-12-12", "2024-12-17", "2025-02-20", "2025-03-31")


@pytest.fixture
def behind(world):
    """One is without a picture, one unchecked, one unspelt, one unconfirmed."""
    world.drop("studio", "1001").drop("chsi", "1001").set("chsi", "1002", word="未校对")
    world.drop("pinyin", "1003").set("pinyin", "1004", confirmed="")
    for student in ("1003", "1004"):
        world.set("returned", student, confirmed="")
    return world


def test_nobody_to_chase(world):
    run = world.run()
    assert all(rows.empty for rows in todo_lists(run).values())
    assert mail(run).empty


def test_each_stands_on_the_list_of_what_is_missing(behind):
    lists = todo_lists(behind.run("2025-02-20"))
    assert {title: list(rows["学号"]) for title, rows in lists.items() if len(rows)} == {
        "未采集": ["1001"],
        "未校对": ["1001", "1002"],
        "待学院补全": ["1003"],
        "待学生确认": ["1003", "1004"],
    }
    assert "还有 26 个开放日，最近 3月1日，最晚 3月30日" in lists["未采集"]["说明"].iloc[0]


@pytest.mark.parametrize("day", DAYS)
def test_rows_are_the_counts_of_progress(behind, day):
    run = behind.run(day)
    lists = {title: len(rows) for title, rows in todo_lists(run).items()}
    counts = run.progress.groupby(["step", "state"]).size()

    def undone(step: Step) -> int:
        return int(sum(counts.get((step, state), 0) for state in (State.DUE, State.OVERDUE)))

    assert lists["未采集"] == undone(Step.CAPTURE)
    assert lists["未校对"] == undone(Step.CHSI)
    assert lists["校对有误"] + lists["校对存疑"] == counts.get((Step.CHSI, State.DISPUTED), 0)
    assert lists["未填拼音"] + lists["待学院补全"] == undone(Step.PINYIN)
    assert lists["待学生确认"] == undone(Step.INFO)


def test_one_sentence_a_student_on_all_that_is_theirs(behind):
    letters = mail(behind.run("2025-02-20")).set_index("学号")
    assert letters.loc["1001", "通知"] == (
        "王芳同学：你还有 2 项未完成，请在3月30日前到采集单位补采集图像，并把纸质照片交到学院；"
        "请在3月30日前登录学信网校对图像。"
    )
    assert letters.loc["1001", "最早期限"] == "2025-03-30"
    assert "1003" not in letters.index  # the college's move


def test_before_capture_the_sentence_speaks_of_the_capture_code(behind):
    assert mail(behind.run("2024-11-20"))["通知"].str.contains("采集码").any()


def test_the_workbook_says_the_same(behind, tmp_path):
    run = behind.run("2025-02-20")
    write_todo_lists(run, "01", tmp_path / "lists.xlsx")
    book = load_workbook(tmp_path / "lists.xlsx")
    assert [row[0] for row in book["未采集"].values] == ["学号", "1001"]
    assert book["说明"]["A1"].value == "宇航学院待办名单"
    assert ("未采集", "1 人") in [row[:2] for row in book["说明"].values]


def test_applications_called_for_and_filed(world):
    world.set("chsi", "1001", word="有误").set("returned", "1003", major_en="Biology")
    rows = applications(world.run()).set_index("学号")
    assert dict(rows["项目"]) == {"1001": "图像", "1002": "民族", "1003": "专业英文名称"}
    assert dict(rows["状态"]) == {"1001": "待提交", "1002": "研究生院已批", "1003": "待提交"}
    assert "说明" in rows.loc["1003", "需附材料"]


def test_an_application_filed_is_not_asked_for_again(world):
    world.set("returned", "1003", major_en="Biology")
    world.add("applications", student_no="1003", name="陈静", field="专业英文名称", state="退回")
    rows = applications(world.run())
    assert list(rows.loc[rows["学号"] == "1003", "状态"]) == ["退回"]


@pytest.mark.parametrize("day", ["2024-12-12", "2025-03-03"])
def test_whom_chsi_shows_right_is_not_told_to_come_again(world, day):
    run = world.drop("studio", "1001").run(day)
    (row,) = todo_lists(run)["未采集"].to_dict("records")
    assert row["应由谁办"] == "采集单位"
    assert "请采集单位先核实采集名单是否漏列" in row["说明"]
    assert mail(run).empty
