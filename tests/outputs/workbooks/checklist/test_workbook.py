"""The file that a college gets: what is in it, what is locked, and that it never varies."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from gradrecon.errors import UsageError
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.outputs.workbooks.checklist.template import require_template
from gradrecon.outputs.workbooks.checklist.workbook import write_checklist


@pytest.fixture
def sheet(office, tmp_path):
    write_checklist(office.run(), "01", tmp_path / "01.xlsx")
    return load_workbook(tmp_path / "01.xlsx")["信息核对表"]


def test_title_code_and_print(office, sheet):
    assert sheet["A1"].value == "2025届预毕业研究生信息核对表（宇航学院）"
    assert outgoing(office.run(), "01").record.code in sheet["A2"].value
    assert outgoing(office.run(), "01").record.code in sheet.oddFooter.left.text
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$4")
    assert "&P" in sheet.oddFooter.center.text
    signed = [
        cell for row in sheet.iter_rows(min_row=150, values_only=True) for cell in row if cell
    ]
    assert {"经办人（签字）：", "主管院长（签字）：", "学院（公章）：", "日期："} <= set(signed)


def test_only_what_may_change_is_unlocked(sheet):
    assert sheet.protection.sheet
    unlocked = {c.column_letter for row in sheet["A5:Q154"] for c in row if not c.protection.locked}
    assert unlocked == {"D", "P", "Q"}
    confirmed = [row for row in range(5, 155) if sheet[f"P{row}"].value == "是"]
    assert all(sheet[f"D{row}"].protection.locked for row in confirmed)


def test_ids_are_text_and_answers_are_offered(sheet):
    assert sheet["H5"].data_type == "s"
    assert len(sheet["H5"].value) == 18
    (answers,) = sheet.data_validations.dataValidation
    assert (answers.formula1, str(answers.sqref)) == ('"是,否"', "P5:P154")


def test_a_suggestion_stands_in_the_remarks_and_says_so(sheet):
    assert sheet["D5"].value is None
    assert sheet["Q5"].value.startswith("拼音建议（未确认）：")


def test_the_record_is_hidden_and_holds_nobody(office, tmp_path):
    write_checklist(office.run(), "01", tmp_path / "01.xlsx")
    hidden = load_workbook(tmp_path / "01.xlsx")["核对记录"]
    assert hidden.sheet_state == "veryHidden"
    text = "".join(str(row[0]) for row in hidden.values)
    assert not any(number in text for number in office.frames["roster"]["id_no"])


def test_the_same_run_gives_the_same_bytes(office, tmp_path):
    run = office.run()
    for name in ("a", "b"):
        write_checklist(run, "01", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_text_becomes_a_formula(office, tmp_path):
    office.frames["roster"].loc[1, "name"] = "=1+1"
    office.frames["roster"].loc[3, "name"] = "@名"
    write_checklist(office.run(), "01", tmp_path / "01.xlsx")
    sheet = load_workbook(tmp_path / "01.xlsx")["信息核对表"]
    assert (sheet["C5"].value, sheet["C5"].data_type, sheet["C6"].value) == ("=1+1", "s", "@名")


def _template(path, titles):
    book = Workbook()
    page = book.active
    page["A1"] = "附件7 {cohort} {college} 核对码：{code}"
    page.merge_cells("A1:D1")
    for place, title in enumerate(titles, 1):
        page.cell(3, place).value = title
    page["A6"] = "经办人："
    page.merge_cells("A6:B6")
    page["C6"] = "公章："
    book.save(path)


def _with_template(office, path):
    form = office.cohort.checklist.model_copy(update={"template": str(path)})
    office.cohort = office.cohort.model_copy(update={"checklist": form})


def test_a_schools_own_template_is_filled_in_place_and_read_back(office, tmp_path):
    _template(tmp_path / "附件7.xlsx", ["序号", "姓名", "学号", "身份证件号码", "姓名拼音"])
    _with_template(office, tmp_path / "附件7.xlsx")
    files = office.send()
    page = load_workbook(files["01"]).worksheets[0]
    assert page["A1"].value.startswith("附件7 2025届 宇航学院 核对码：")
    assert [page.cell(4, place).value for place in (1, 3)] == ["1", "3120200001"]
    assert (page["A154"].value, page["C154"].value) == ("经办人：", "公章：")
    assert "A154:B154" in [str(area) for area in page.merged_cells.ranges]
    assert page["B4"].protection.locked and not page["E4"].protection.locked
    name = office.hand_in(files["01"], lambda sheet: sheet.__setitem__("B4", "张三"))
    assert office.found() == {("return.locked", f"{name}!Sheet!B4")}


def test_a_template_whose_table_is_not_on_the_first_sheet(office, tmp_path):
    _template(tmp_path / "附件7.xlsx", ["学号", "姓名"])
    book = load_workbook(tmp_path / "附件7.xlsx")
    book.create_sheet("填表说明", 0)
    book.save(tmp_path / "附件7.xlsx")
    _with_template(office, tmp_path / "附件7.xlsx")
    note, page, _ = load_workbook(office.send()["01"]).worksheets
    assert page.protection.sheet and not note.protection.sheet
    assert page.oddFooter.left.text.startswith("核对码：")


@pytest.mark.parametrize(
    ("name", "titles", "wrong"),
    [
        ("附件7.xlsx", ["序号", "姓名"], "没有含“学号”的表头"),
        ("附件7.xlsx", [], "模板打不开"),
        ("附件7.xls", ["学号", "姓名"], "模板打不开"),
    ],
)
def test_a_template_that_cannot_be_filled_is_said_before_anything_is_made(
    office, tmp_path, name, titles, wrong
):
    if titles:
        _template(tmp_path / name, titles)
    _with_template(office, tmp_path / name)
    with pytest.raises(UsageError, match=wrong):
        require_template(office.cohort)
    with pytest.raises(UsageError, match=wrong):
        office.send()


def test_without_a_template_or_with_a_good_one_nothing_is_said(office, tmp_path):
    require_template(office.cohort)
    _template(tmp_path / "附件7.xlsx", ["学号", "姓名"])
    _with_template(office, tmp_path / "附件7.xlsx")
    require_template(office.cohort)
