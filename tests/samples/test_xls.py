from pathlib import Path

import pytest
import xlrd
from python_calamine import CalamineWorkbook

from gradrecon.samples.xls import write_xls


def test_text_stays_text_and_numbers_become_numbers(tmp_path: Path) -> None:
    path = tmp_path / "名册.xls"
    write_xls(path, {"名册": [["学号", "姓名"], ["0123", "𬱖"], [2022180002, None]], "空": []})
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["名册", "空"]
    rows = book.get_sheet_by_name("名册").to_python()
    assert rows == [["学号", "姓名"], ["0123", "𬱖"], [2022180002.0, ""]]
    assert xlrd.open_workbook(path).sheet_by_index(0).cell_value(1, 1) == "𬱖"


def test_a_file_beyond_the_first_allocation_tables_reads_back(tmp_path: Path) -> None:
    rows = [[f"{number:05d}", "名" * 250] for number in range(16_000)]
    path = tmp_path / "大.xls"
    write_xls(path, {"大": rows})
    assert path.stat().st_size > 109 * 128 * 512
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == rows


@pytest.mark.parametrize("rows", [[["名" * 256]], [["1"] * 257], [["1"]] * 65_537])
def test_what_the_format_cannot_hold_is_refused(tmp_path: Path, rows: list[list[str]]) -> None:
    with pytest.raises(ValueError, match=r"\.xls"):
        write_xls(tmp_path / "a.xls", {"a": rows})
