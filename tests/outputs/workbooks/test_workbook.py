"""The findings workbook, as the people who work through it open it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.errors import UsageError
from gradrecon.outputs.workbooks import sheet, workbook
from gradrecon.outputs.workbooks.workbook import write_college_workbook, write_school_workbook
from gradrecon.run.run import Run
from gradrecon.vocabulary import Severity

ID_SHAPED = re.compile(r"\d{17}[\dXx]")


@pytest.fixture
def run(world: Any) -> Run:
    """Several things wrong, the same day on which colleges return their tables."""
    world.set("roster", "1002", id_no="990101200002020012").set("pinyin", "1003", pinyin="=1+1")
    world.add("studio", student_no="990101200001010022", name="@外人", code="A9")
    return world.run()


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def written(run: Run, path: Path) -> openpyxl.Workbook:
    if run.cases["college"].nunique() == 1:
        write_college_workbook(run, run.cases["college"].iloc[0], path)
    else:
        write_school_workbook(run, path)
    return openpyxl.load_workbook(path)


def test_a_college_gets_its_own_findings_by_chapter(run: Run, tmp_path: Path) -> None:
    book = written(run.only("02"), tmp_path / "问题清单.xlsx")
    assert book.sheetnames == ["说明", "学籍名册", "图像采集", "学信网校对", "姓名拼音", "处理选项"]
    assert book["说明"]["A1"].value == "机电学院问题清单"
    (finding,) = rows(book["学籍名册"])
    assert (finding["学号"], finding["姓名"], finding["严重程度"]) == ("1002", "李明", "错误")
    assert finding["位置（文件!工作表!单元格）"] == "roster.xlsx!Sheet1!C3"


def test_an_unknown_college_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个学院代码"):
        write_college_workbook(run, "99", tmp_path / "x.xlsx")


def test_the_school_sees_everything_and_what_is_nobodys(run: Run, tmp_path: Path) -> None:
    book = written(run, tmp_path / "全校.xlsx")
    listed = [row for name in book.sheetnames[1:-3] for row in rows(book[name])]
    assert len(listed) == len(run.findings)
    (stray,) = rows(book["对应不到的记录"])
    assert stray["行"] == 5 and stray["来源"] == "采集名单（采集单位返回）"
    assert {row["来源"]: row["对应到人"] for row in rows(book["各来源行数"])}["学籍名册"] == 4


def test_the_cover_counts_what_is_still_to_be_done(run: Run, tmp_path: Path) -> None:
    settled = run.findings.assign(state="settled")
    some = replace(run, findings=settled.assign(state=settled["state"].mask(
        settled["rule"] == "roster.id_check", "open")))  # fmt: skip
    cover = written(some, tmp_path / "全校.xlsx")["说明"]
    table = [row[:5] for row in cover.iter_rows(min_row=5, max_row=7, values_only=True)]
    assert table == [
        ("待处理", "错误", "警告", "提示", "合计"),
        ("学籍名册", 1, 0, 0, 1),
        ("合计", 1, 0, 0, 1),
    ]


def test_every_text_is_a_text_and_no_number_is_in_full(run: Run, tmp_path: Path) -> None:
    book = written(run, tmp_path / "全校.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert not [text for text in texts if ID_SHAPED.search(text)]
    assert any("@外人" in text for text in texts)
    assert max(cell.value for cell in cells if cell.data_type == "n") < 1000  # counts and rows


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "=cmd|'/c calc'!A0", "a\x07b"])
def test_a_text_that_looks_like_something_else_stays_a_text(text: str, tmp_path: Path) -> None:
    book = sheet.new_book()
    page = sheet.blank_sheet(book, "甲", [10])
    page.append([sheet.text_cell(page, text)])
    book.save(tmp_path / "甲.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "甲.xlsx")["甲"]["A1"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\x07", "\ufffd"))


def test_a_sheet_is_ready_to_filter_to_read_and_to_print(run: Run, tmp_path: Path) -> None:
    page = written(run.only("02"), tmp_path / "x.xlsx")["学籍名册"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("C2", "A1:O2")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$1:$1" and page.sheet_properties.pageSetUpPr.fitToPage
    assert page["G2"].style == sheet.severity_style(Severity.ERROR)


def test_a_row_is_as_high_as_its_longest_text_needs(tmp_path: Path) -> None:
    book = sheet.new_book()
    texts = pd.DataFrame({"说明": ["短", "长" * 24, "plain English in one line"]})
    sheet.add_sheet(book, "甲", [sheet.Column("说明", 31, True)], texts)
    book.save(tmp_path / "甲.xlsx")
    page = openpyxl.load_workbook(tmp_path / "甲.xlsx")["甲"]
    short, long, english = (page.row_dimensions[row].height for row in (2, 3, 4))
    assert short == english < long


def test_a_sheet_too_long_to_read_is_cut_and_the_cover_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)
    many = replace(run, findings=run.findings.loc[[0, 0, 0]])
    book = written(many, tmp_path / "全校.xlsx")
    assert len(rows(book["学籍名册"])) == 1
    assert any("共 3 条，此处只列前 1 条" in str(row[0]) for row in book["说明"].values)
