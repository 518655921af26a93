"""`gradrecon decisions … import`: from a filled-in 问题清单 to the log, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gradrecon.commands.cli import main
from gradrecon.outputs.workbooks.workbook import write_college_workbook
from gradrecon.run import opening

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def taken(world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Imports the answer to the one finding of a college; the exit code."""
    run = world.set("roster", "1002", birth_date="2000-02-20").run()
    monkeypatch.setenv("GRADRECON_DECISIONS", f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.setattr(opening, "open_run", lambda *given, **options: run)
    path = tmp_path / "问题清单.xlsx"
    write_college_workbook(run, "02", path)

    def take(verdict: str) -> int:
        book = openpyxl.load_workbook(path)
        page = book["学籍名册"]
        head = [cell.value for cell in page[1]]
        page.cell(2, head.index("处理意见") + 1).value = verdict
        book.save(path)
        params = str(PROJECT / "params" / "2025.toml")
        return main(["decisions", params, "import", str(path), "--by", "经办人"])

    return take


def test_the_second_import_changes_nothing(
    taken: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken("退回学生") == 0
    assert "经办人：新记 1 条，未收 0 条" in capsys.readouterr().out
    assert taken("退回学生") == 0
    assert "新记 0 条，已记过 1 条" in capsys.readouterr().out


def test_what_is_refused_is_said_with_its_cell(
    taken: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert taken("填写为") == 3
    said = capsys.readouterr().out
    assert "未收 1 条" in said and "问题清单.xlsx!学籍名册!K2：这类问题不能这样处理" in said


def test_a_name_and_a_file_are_needed(capsys: pytest.CaptureFixture[str]) -> None:
    params = str(PROJECT / "params" / "2025.toml")
    assert main(["decisions", params, "import"]) == 2
    assert main(["decisions", params, "import", "x.xlsx"]) == 2
    assert "加上 --by 姓名" in capsys.readouterr().err
