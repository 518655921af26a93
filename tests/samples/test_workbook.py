from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from gradrecon.samples.workbook import write_old_workbook, write_text, write_workbook

ROWS = [
    ["学号", "名 <&>", "日期", "数"],
    ["0123", "𬱖\n甲", date(2025, 2, 28), 9.5],
    ["", None, "", 20],
]


def test_text_stays_text_and_days_and_numbers_become_such(tmp_path: Path) -> None:
    write_workbook(tmp_path / "甲.xlsx", {"甲": ROWS, "乙": [["一"]]})
    book = openpyxl.load_workbook(tmp_path / "甲.xlsx")
    assert book.sheetnames == ["甲", "乙"]
    cells = [[cell.value for cell in row] for row in book["甲"].iter_rows()]
    assert cells[0] == ROWS[0]
    assert cells[1][:2] == ROWS[1][:2]
    assert cells[1][2].date() == date(2025, 2, 28)
    assert cells[1][3:] + cells[2] == [9.5, None, None, None, 20]


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    write_workbook(tmp_path / "甲.xlsx", {"甲": ROWS})
    rows = CalamineWorkbook.from_path(tmp_path / "甲.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1] == ["0123", "𬱖\n甲", date(2025, 2, 28), 9.5]


def test_cells_are_merged(tmp_path: Path) -> None:
    write_workbook(tmp_path / "甲.xlsx", {"甲": [["一"], [""], ["二"]]}, ["A1:A2"])
    ranges = openpyxl.load_workbook(tmp_path / "甲.xlsx")["甲"].merged_cells.ranges
    assert [str(one) for one in ranges] == ["A1:A2"]


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "乙.xlsx"):
        write_workbook(tmp_path / name, {"甲": ROWS})
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_long_number_in_a_csv_is_ruined_as_excel_ruins_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "甲.csv"
    write_text(path, [["𬱖", 990101199901011000.0, 20, date(2025, 2, 8), None]], encoding)
    assert path.read_text(encoding=encoding) == "𬱖,9.90101E+17,20,2025/2/8,\n"


def test_an_old_workbook_holds_days_as_text(tmp_path: Path) -> None:
    write_old_workbook(tmp_path / "甲.xls", {"甲": [["日期", date(2025, 2, 8)]]})
    rows = CalamineWorkbook.from_path(tmp_path / "甲.xls").get_sheet_by_index(0).to_python()
    assert rows == [["日期", "2025/2/8"]]
