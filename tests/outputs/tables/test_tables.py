"""The tables that other programs read."""

import csv
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gradrecon.outputs.tables.tables import COLUMNS, write_tables

ID_SHAPED = re.compile(r"\d{17}[\dXx]")


@pytest.fixture
def written(world: Any, tmp_path: Path) -> Path:
    """The tables of a cohort with several things wrong in it."""
    world.set("roster", "1002", id_no="990101200002020012").set("pinyin", "1001", pinyin="=1+1")
    world.add("studio", student_no="990101200001010022", name="@外人", code="A9")
    write_tables(world.run(), tmp_path)
    return tmp_path


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_the_fixed_columns_stand_first_in_their_order(written: Path) -> None:
    for name, columns in COLUMNS.items():
        content = (written / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf") and b"\r" not in content
        assert tuple(read(written / f"{name}.csv").columns)[: len(columns)] == columns


def test_ids_are_text_as_they_were(written: Path) -> None:
    assert read(written / "cases.csv")["college"].tolist() == ["01", "02", "02", "01"]
    assert "0710Z1" in read(written / "cases.csv")["major_code"].tolist()


def test_cases_show_no_birth_date_and_the_last_four_of_a_number(written: Path) -> None:
    cases = read(written / "cases.csv")
    assert cases["id_tail"].tolist() == ["0022", "0012", "0043", "0059"]
    hidden = {"id_no", "birth_date", "name_key", "pinyin_row", "returned_row"}
    assert hidden.isdisjoint(cases.columns)


def test_no_number_is_written_in_full_even_in_the_wrong_column(written: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in written.iterdir()]
    assert any("尾号0022 @外人" in text for text in texts)
    assert not [found for text in texts for found in ID_SHAPED.findall(text)]


def test_nothing_in_a_table_runs_as_a_formula(written: Path) -> None:
    with (written / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_same_run_gives_the_same_bytes(world: Any, tmp_path: Path) -> None:
    folders = [tmp_path / "一", tmp_path / "二"]
    for folder in folders:
        folder.mkdir()
        write_tables(world.run(), folder)
    first, second = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in folders)
    assert first == second and set(first) == {f"{name}.csv" for name in COLUMNS}


def test_a_table_without_rows_still_has_its_header(world: Any, tmp_path: Path) -> None:
    write_tables(world.run(), tmp_path)
    assert read(tmp_path / "findings.csv").empty
    assert tuple(read(tmp_path / "strays.csv").columns) == COLUMNS["strays"]
