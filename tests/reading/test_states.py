"""A column of states is known by its words where its header says nothing."""

import pytest

ROSTER = "学号,姓名,身份证号,学院\n2022180001,张三,,法学院\n2022180002,李四,,法学院\n"
SHOTS = (
    "学号,姓名,采集码,采集时间,{}\n"
    "2022180001,张*,A1,2024-11-26 09:00,{}\n2022180002,李*,A2,2024-11-26 09:01,{}\n"
)


@pytest.mark.parametrize(
    ("header", "words"),
    [("当前进展", ("已拍摄", "缴费未拍")), ("备注", ("", "未到")), ("拍了吗", ("是", "否"))],
)
def test_a_column_of_states_is_read_whatever_it_is_called(folder, shown, header, words) -> None:
    folder.text("采集单位.csv", SHOTS.format(header, *words))
    intake = folder.read()
    assert shown(intake.tables["studio"], "state") == [[word] for word in words]
    assert f"“{header}”一列写的是采集状态" in str(intake.files)


@pytest.mark.parametrize(
    ("header", "words"),
    [("备注", ("戴眼镜", "")), ("缴费状态", ("已完成", "已完成")), ("党员", ("是", "否"))],
)
def test_other_columns_are_not_taken_for_states(folder, shown, header, words) -> None:
    folder.text("采集单位.csv", SHOTS.format(header, *words))
    assert shown(folder.table("studio"), "state") == [[""], [""]]
