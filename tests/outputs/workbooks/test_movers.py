"""What the own desk and the studio have to do: each matter once, nobody named to the studio."""

from __future__ import annotations

from datetime import date

from openpyxl import load_workbook

from gradrecon.outputs.figures.own_desk import own_desk
from gradrecon.outputs.pages.report import SchoolReport
from gradrecon.outputs.workbooks.movers import desk, studio, write_desk, write_studio


def test_each_mover_has_a_list_of_its_own(world, tmp_path):
    world.set("chsi", "1001", word="校对中").set("studio", "1002", fee="30")
    world.add(
        "applications", student_no="1004", name="赵磊", field="民族", before="汉族", after="满族",
        state="学院已审", filed="2025-02-21",
    )  # fmt: skip
    world.drop("handovers", "宇航学院")
    run = world.run("2025-03-03")
    own = desk(run).set_index("学号")
    assert own.loc["1004", ["类别", "已等天数"]].tolist() == ["待审批", "10"]
    assert own.loc["1001", "说明"] == "查明学信网状态的含义，补入参数文件的词表。"
    (row,) = studio(run).to_dict("records")
    assert (row["学号"], row["姓名"], row["采集码"], row["问题"]) == (
        "1002",
        "李*",
        "A002",
        "缴费金额不符",
    )
    write_desk(run, tmp_path / "desk.xlsx")
    write_studio(run, tmp_path / "studio.xlsx")
    told = {row[1]: row[2] for row in load_workbook(tmp_path / "desk.xlsx")["学院通知"].values}
    assert told["主管院长"].startswith("宇航学院主管院长：核对表未交回。2月28日的期限已过")
    listed = load_workbook(tmp_path / "studio.xlsx")["待核实"]
    text = "".join(str(cell) for row in listed.values for cell in row)
    assert "李明" not in text and "9901012000" not in text


def test_nothing_to_do(world, tmp_path):
    run = world.run()
    assert desk(run).empty and studio(run).empty
    write_studio(run, tmp_path / "studio.xlsx")
    assert load_workbook(tmp_path / "studio.xlsx")["说明"]["A3"].value == "没有待办的事项。"


def test_what_reviewers_cannot_agree_on_is_the_desk_s_to_decide(reviewed, world):
    world.set("studio", "1001", name="汪*")
    reviewed.decide("capture.name_differs", "认定为同一人", "", "甲")
    reviewed.decide("capture.name_differs", "不是同一人", "", "乙")
    reviewed.day = date(2025, 1, 16)
    run = reviewed.run
    (row,) = desk(run).to_dict("records")
    assert (row["学号"], row["类别"], row["已等天数"]) == ("1001", "待裁定", "10")
    assert row["说明"].startswith("复核人意见不一，请裁定：采集名单姓名为“汪*”")
    assert own_desk(run)["said"].tolist() == ["1 项，最久 10 天"]
    assert studio(run).empty or "1001" not in set(studio(run)["学号"][studio(run)["位置"] != ""])
    assert "待裁定 1 项，最久 10 天。" in SchoolReport(run).calls.html


def test_a_major_without_english_is_one_matter_however_many_study_it(world):
    told = [row["说明"] for row in desk(world.drop("majors").run("2024-11-25")).to_dict("records")]
    assert told == [
        "在英文专业对照表（附件6）中补齐该专业：0710Z1 计算生物，涉及 1 名学生。",
        "在英文专业对照表（附件6）中补齐该专业：0802 机械工程，涉及 1 名学生。",
        "在英文专业对照表（附件6）中补齐该专业：0825 航空宇航，涉及 2 名学生。",
    ]
    assert "计算生物" not in "".join(desk(world.run("2025-03-03"))["说明"])
