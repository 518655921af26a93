"""Parquet under the rules of every other form: types are kept, null is blank, limits hold."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from gradrecon.errors import SourceError
from gradrecon.sheets import Limits, read_sheets
from gradrecon.sheets.grid import CellType


def _read(path: Path, **columns: object) -> tuple[list[list[str]], dict[tuple[int, int], CellType]]:
    parquet.write_table(pa.table(columns), path)
    (sheet,) = read_sheets(path)
    return sheet.cells, sheet.types


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (2022180001, "2022180001", CellType.NUMBER),
        (20.5, "20.5", CellType.NUMBER),
        (20.0, "20", CellType.NUMBER),
        (Decimal("990101199901011236"), "990101199901011236", CellType.NUMBER),
        (True, "TRUE", CellType.BOOLEAN),
        (date(2000, 1, 1), "2000-01-01", CellType.DATE),
        (datetime(2024, 11, 26, 9, 5), "2024-11-26 09:05:00", CellType.DATETIME),
        (datetime(2024, 11, 26, 9, 5, tzinfo=UTC), "2024-11-26 09:05:00", CellType.DATETIME),
        ("张三", "张三", None),
        ("a\x1fb", "a\x1fb", None),
        ("张三".encode(), "张三", None),
        ([1, 2], "[1, 2]", None),
        (float("nan"), "", None),
        (None, "", None),
    ],
)
def test_each_type_of_value(tmp_path: Path, value: object, text: str, kind: CellType) -> None:
    cells, types = _read(tmp_path / "表", 列=[value, None])
    assert cells == [["列"], [text], [""]]
    assert types.get((1, 0)) is kind


def test_names_that_come_twice_and_names_with_dots(tmp_path: Path) -> None:
    path = tmp_path / "表"
    columns = [pa.array([value]) for value in "甲乙丙"]
    parquet.write_table(pa.Table.from_arrays(columns, ["a", "a", "a.b"]), path)
    assert read_sheets(path)[0].cells == [["a", "a", "a.b"], ["甲", "乙", "丙"]]


def test_words_of_a_dictionary_are_words(tmp_path: Path) -> None:
    cells, types = _read(tmp_path / "表", 学院=pa.array(["法学院", None]).dictionary_encode())
    assert cells == [["学院"], ["法学院"], [""]] and types == {}


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    assert _read(tmp_path / "表", 学号=pa.array([], pa.string()))[0] == [["学号"]]


def test_the_limit_of_rows_holds_before_anything_is_read(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"学号": ["1"] * 9}), tmp_path / "表")
    with pytest.raises(SourceError, match="10 行，超过上限 5 行"):
        read_sheets(tmp_path / "表", Limits(max_rows=5))


def test_a_cut_file_is_told(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"学号": ["1"]}), tmp_path / "表")
    (tmp_path / "表").write_bytes((tmp_path / "表").read_bytes()[:-9])
    with pytest.raises(SourceError, match="不能作为 Parquet 读取"):
        read_sheets(tmp_path / "表")
