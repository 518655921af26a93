"""What the own desk and the studio have to do: each matter once, nobody named to the studio."""

from __future__ import annotations

from openpyxl import load_workbook

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
