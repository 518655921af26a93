"""Lists side by side, and columns of one meaning."""

from __future__ import annotations

from typing import Any

LIST = "附件1未采集.xlsx"
HEAD = ["序号", "学号", "姓名"]
LEFT = [[1, "2022180001", "张三"], [2, "2022180002", "李四"], [3, "2022180003", "王五"]]
RIGHT = [[4, "2022180004", "赵静"], [5, "2022180005", "钱多"], ["", "", ""]]


def _numbers(folder: Any, rows: list[list[object]]) -> list[str]:
    folder.xlsx(LIST, {"Sheet1": rows})
    return list(folder.table("must_capture").rows["student_no"])


def test_a_list_in_two_halves_is_two_lists(folder: Any) -> None:
    rows = [["未采集名单"], [*HEAD, *HEAD], *(a + b for a, b in zip(LEFT, RIGHT, strict=True))]
    assert _numbers(folder, rows) == [f"202218000{at}" for at in (1, 2, 3, 4, 5)]
    table = folder.table("must_capture")
    assert table.cells([3], "student_no").iloc[0] == f"{LIST}!Sheet1!E3"
    remarks = next(one.remarks for one in folder.read().files if one.file == LIST)
    assert remarks == ("工作表“Sheet1”里左右并排着 2 个名单，都已读取",)


def test_halves_with_a_blank_column_between_them(folder: Any) -> None:
    rows = [[*HEAD, "", *HEAD], *([*a, "", *b] for a, b in zip(LEFT, RIGHT, strict=True))]
    assert len(_numbers(folder, rows)) == 5


def test_the_same_said_twice_is_one_list(folder: Any) -> None:
    rows = [[*HEAD, *HEAD], *(row + row for row in LEFT)]
    assert _numbers(folder, rows) == [row[1] for row in LEFT]


def test_columns_that_complete_each_other_are_one(folder: Any) -> None:
    rows: list[list[object]] = [
        ["学号", "姓名", "学号"],
        ["2022180001", "张三", ""],
        ["", "李四", "2022180002"],
        ["2022180003", "王五", "2022180003"],
    ]
    assert _numbers(folder, rows) == ["2022180001", "2022180002", "2022180003"]


def test_columns_that_contradict_each_other_are_a_fault(folder: Any) -> None:
    rows = [["学号", "姓名", "学号"], ["2022180001", "张三", "2022180009"], ["", "李四", "1"]]
    folder.xlsx(LIST, {"Sheet1": rows})
    assert any("都是学号" in fault.wrong for fault in folder.read().faults)


def test_comments_and_struck_cells_are_noted_beside_their_values(folder: Any) -> None:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    for row in [["学号", "姓名"], ["2022180001", "张三"], ["2022180002", "李四"]]:
        book.active.append(row)
    book.active["A2"].comment = Comment("已电话核实", "王老师")
    book.active["B3"].font = Font(strike=True)
    book.save(folder.path / LIST)
    notes = folder.table("must_capture").notes
    assert notes[["column", "kind", "came", "read", "damage"]].to_numpy().tolist() == [
        ["student_no", "批注", "已电话核实", "2022180001", False],
        ["name", "删除线", "", "李四", False],
    ]
