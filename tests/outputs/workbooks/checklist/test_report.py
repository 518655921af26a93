"""核对表变更对照: before and after, only what differs, no number in full."""

from __future__ import annotations

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.outputs.workbooks.checklist.report import write_changes


def _edit(sheet: Worksheet) -> None:
    sheet["E5"].value = "女"
    sheet["H6"].value = "990101199001010019"
    sheet["D5"].value = "Li Ming"


def test_only_what_differs_with_before_and_after(office, tmp_path):
    name = office.hand_in(office.send()["01"], _edit)
    write_changes(office.run(), "01", tmp_path / "changes.xlsx")
    book = load_workbook(tmp_path / "changes.xlsx")
    head, *rows = book["变更"].values
    assert head[:6] == ("情况", "学号", "姓名", "项目", "发出时", "交回时")
    pinyin, sex, number = sorted(rows, key=lambda row: row[3])
    assert [row[0] for row in (pinyin, sex, number)] == ["已补全", "擅改", "擅改"]
    assert (sex[4], sex[5], sex[7]) == ("男", "女", f"{name}!信息核对表!E5")
    assert number[4].startswith("尾号") and number[5] == "尾号0019"
    counts = {row[0]: row[1] for row in book["说明"].values}
    assert (counts["擅改"], counts["已补全"]) == ("2", "1")


def test_a_college_that_changed_nothing(office, tmp_path):
    office.hand_in(office.send()["01"])
    write_changes(office.run(), "01", tmp_path / "changes.xlsx")
    book = load_workbook(tmp_path / "changes.xlsx")
    assert len(list(book["变更"].values)) == 1
    assert "没有差异" in list(book["说明"].values)[-1][0]
