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
    assert lists["未采集"]["说明"].iloc[0].startswith("在3月1日至30日到采集单位（")


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


def letters_of(run):
    return mail(run).set_index("学号")["通知"]


def test_one_letter_a_student_on_all_that_is_theirs(behind):
    letters = mail(behind.run("2025-02-20")).set_index("学号")
    assert list(letters.index) == ["1001", "1002", "1004"]  # 1003 is the college's move
    assert letters.loc["1004", "通知"] == (
        "赵磊同学：请在2月28日前在信息核对表上复核并确认，有误的向学院提交更正申请。"
    )
    assert letters.loc["1001", "最早期限"] == "2025-03-30"


@pytest.mark.parametrize(
    ("as_of", "says", "is_silent_on"),
    [
        ("2024-11-22", "请于11月26日（周二）8:30—12:00到中关村校区7号楼一层报告厅", "3月30日"),
        ("2024-11-22", "11月23日至25日领取采集码，凭本人采集码采集，采集费20元现场交", "最后一天"),
        ("2024-11-25", "11月23日至25日领取采集码（今天最后一天）", "补采集"),
        ("2024-11-26", "请于今天（11月26日）8:30—12:00到", "领取采集码"),
        ("2024-11-27", "请在3月30日前到采集单位（示例图像采集中心，", "参加图像采集"),
        ("2024-12-20", "1月11日至2月28日数据维护停办；采集后把纸质照片交到学院", "2月28日前"),
        ("2025-01-20", "请在3月1日至30日到采集单位（", "1月10日"),
        ("2025-01-20", "1月11日至2月28日数据维护停办，3月1日起开放", "前到采集单位"),
        ("2025-03-05", "请在3月30日前到采集单位（", "停办"),
        ("2025-03-30", "请今天（3月30日）到采集单位（", "停办"),
        ("2025-03-31", "请立即联系学院，由学院报研究生院（补采集已于3月30日结束）", "到采集单位"),
    ],
)  # fmt: skip
def test_a_letter_on_the_picture_is_true_on_its_day(behind, as_of, says, is_silent_on):
    letter = letters_of(behind.run(as_of))["1001"]
    assert says in letter
    assert is_silent_on not in letter
    assert "登录学信网" not in letter  # there is no picture to look at


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("2024-12-05", "请在12月11日至16日登录学信网校对图像，正确的"),
        ("2024-12-12", "请在12月16日前登录学信网校对图像，正确的"),
        ("2024-12-16", "请今天（12月16日）登录学信网校对图像，正确的"),
        ("2025-02-20", "请在2月28日前登录学信网校对图像（校对期已于12月16日结束），正确的"),
        ("2025-03-05", "请立即登录学信网校对图像（校对期已于12月16日结束），正确的"),
    ],
)
def test_a_letter_on_the_check_is_true_on_its_day(behind, as_of, says):
    assert says in letters_of(behind.run(as_of))["1002"]


def test_before_capture_a_letter_says_how_to_dress(behind):
    assert "采集要求：穿有领的衣服" in letters_of(behind.run("2024-11-22"))["1001"]
    assert "采集要求" not in letters_of(behind.run("2024-12-20"))["1001"]


def test_who_asked_for_a_new_picture_is_invited_not_told(world):
    world.drop("studio", "1003")
    assert letters_of(world.run("2024-11-22"))["1003"].startswith(
        "陈静同学：你已申请重新采集，可于"
    )
    assert "1003" not in letters_of(world.run("2024-11-27"))


def test_who_is_on_no_list_is_sent_to_the_college(world):
    world.drop("must_capture", "1001").drop("studio", "1001").drop("chsi", "1001")
    letter = letters_of(world.run("2025-01-20"))["1001"]
    assert letter == (
        "王芳同学：你不在采集名单上，也没有已有图像：请立即联系学院说明情况，"
        "由学院报研究生院审核，同意后方可采集。"
    )


def test_before_capture_what_is_asked_needs_no_further_source(world):
    for source in ("studio", "chsi", "pinyin", "majors", "applications", "returned", "handovers"):
        world.drop(source)
    run = world.run("2024-11-25")
    assert "无数据" not in set(run.progress["state"])
    assert set(mail(run)["学号"]) == {"1001", "1002", "1003", "1004"}


def test_the_workbook_says_the_same(behind, tmp_path):
    run = behind.run("2025-02-20")
    write_todo_lists(run, "01", tmp_path / "lists.xlsx")
    book = load_workbook(tmp_path / "lists.xlsx")
    assert [row[0] for row in book["未采集"].values] == ["学号", "1001"]
    assert book["说明"]["A1"].value == "宇航学院待办名单"
    assert ("未采集", "1 人") in [row[:2] for row in book["说明"].values]
    assert [row[0] for row in book["总表"].values] == ["学号", "1001", "1004"]
    (message,) = (row[1] for row in book["通知文稿"].values if row[0] == "经办人")
    assert message.startswith(
        "宇航学院经办老师：截至2月20日，学生要办：图像采集 1 项（最晚3月30日）"
    )


def test_applications_called_for_and_filed(world):
    world.set("chsi", "1001", word="有误").set("returned", "1003", major_en="Biology")
    rows = applications(world.run()).set_index("学号")
    assert dict(rows["项目"]) == {"1001": "图像", "1002": "民族", "1003": "专业英文名称"}
    assert dict(rows["状态"]) == {"1001": "待提交", "1002": "已更改", "1003": "待提交"}
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
    assert "先核实采集名单是否漏列" in row["说明"]
    assert mail(run).empty
