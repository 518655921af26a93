"""A raw folder that tests fill with small files and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from gradrecon.cohort.cohort import Cohort, Reading, SourceFiles, load
from gradrecon.reading import Intake, read_folder
from gradrecon.samples.xls import Cell, write_xls
from gradrecon.sources.table import Table

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
ROSTER = "学号,姓名,身份证号,学院\n"


@dataclass
class Folder:
    """Files as an office would put them there, and what reading makes of them."""

    path: Path
    cohort: Cohort

    def text(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    def xls(self, name: str, rows: Sequence[Sequence[Cell]]) -> Path:
        write_xls(self.path / name, {"Sheet1": rows})
        return self.path / name

    def xlsx(self, name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(self.path / name)
        return self.path / name

    def set(self, source: str, **aliases: tuple[str, ...]) -> None:
        old = self.cohort.sources[source]
        changed = SourceFiles(files=old.files, aliases=aliases)
        sources = {**self.cohort.sources, source: changed}
        self.cohort = self.cohort.model_copy(update={"sources": sources})

    def limit(self, **settings: int | bool) -> None:
        self.cohort = self.cohort.model_copy(update={"reading": Reading(**settings)})

    def read(self, jobs: int = 1) -> Intake:
        return read_folder(self.path, self.cohort, jobs=jobs)

    def table(self, source: str = "roster") -> Table:
        intake = self.read()
        own = [fault for fault in intake.faults if "没有找到这个来源" not in fault.wrong]
        assert not own, own
        return intake.tables[source]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, load(PARAMS))


@pytest.fixture
def shown():  # type: ignore[no-untyped-def]
    """A table's chosen columns as rows of text."""

    def show(table: Table, *columns: str) -> list[list[str]]:
        frame: pd.DataFrame = table.rows[list(columns)]
        return frame.astype("str").to_numpy().tolist()

    return show
