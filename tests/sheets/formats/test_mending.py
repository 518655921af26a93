"""Cells of an xlsx file that a reader refuses, or takes for another one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from gradrecon.sheets import read_sheets
from gradrecon.sheets.grid import CellType, Sheet


def _read(path: Path, cell: str, before: str = "") -> Sheet:
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = "".join(f"<si><t>{text}</t></si>" for text in ("甲", "乙", "末"))
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}">{shared}</sst>'.encode()
    head = '<row r="1"><c r="A1" t="str"><v>学号</v></c></row>'
    row = f'{head}<row r="2">{cell}<c r="B2"><v>7</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{space}">{before}<sheetData>{row}</sheetData></worksheet>'
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return read_sheets(path)[0]


@pytest.mark.parametrize("number", ["-1", "9", "4294967296", "1.0"])
def test_a_shared_text_that_is_not_there_is_lost_and_none_of_the_others(
    number: str, tmp_path: Path
) -> None:
    cell = f'<c r="A2" t="s"><v>{number}</v></c><c r="C2"><v>-1</v></c>'
    sheet = _read(tmp_path / "名册.xlsx", cell)
    assert sheet.cells[1][0] == "" and sheet.types[1, 0] is CellType.LOST


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A2" t="s"><v> 1 </v></c>', "乙"),
        ('<c r="A2" t="s"><v>2</v></c>', "末"),
        ('<c r="A2" t="inlineStr"><v>丙</v></c>', "丙"),
        ('<c r="A2" t="inlineStr"><t>丙</t></c>', "丙"),
        ('<c r="A2" t="n"><v>张三</v></c>', "张三"),
        ('<c r="$A$2"><v>5</v></c>', "5"),
    ],
)
def test_cells_written_against_the_rules_are_read(cell: str, text: str, tmp_path: Path) -> None:
    assert _read(tmp_path / "名册.xlsx", cell).cells[1] == [text, "7"]


def test_what_a_sheet_says_of_its_size_counts_for_nothing(tmp_path: Path) -> None:
    sheet = _read(tmp_path / "名册.xlsx", '<c r="A2"><v>5</v></c>', '<dimension ref=""/>')
    assert sheet.cells[1] == ["5", "7"]


def test_a_column_without_width_is_hidden(tmp_path: Path) -> None:
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'
    assert _read(tmp_path / "名册.xlsx", '<c r="A2"><v>5</v></c>', columns).hidden_columns == {1}
