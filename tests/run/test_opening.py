"""From a params file to the Run, wherever one stands."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gradrecon import workspace
from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import SourceError, UsageError
from gradrecon.run import opening, snapshot

ROOT = Path(__file__).parents[2]


def test_a_path_is_looked_for_here_and_then_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert workspace.found("params/2025.toml").samefile(ROOT / "params" / "2025.toml")
    (tmp_path / "params").mkdir()
    (tmp_path / "params/2025.toml").touch()
    assert workspace.found("params/2025.toml").samefile(tmp_path / "params" / "2025.toml")
    assert workspace.found("params/none.toml") == Path("params/none.toml")


def test_the_usual_folders_are_the_projects(cohort: Cohort) -> None:
    usual = workspace.raw_folder(cohort, ROOT / "params" / "2025.toml")
    assert usual == workspace.project_root() / "data/raw/2025"
    assert workspace.out_folder(cohort) == workspace.project_root() / "data/out/2025"


def test_a_made_up_cohort_has_its_files_beside_its_params(cohort: Cohort, tmp_path: Path) -> None:
    made_up = cohort.model_copy(update={"id": "made-up"})
    (tmp_path / "raw").mkdir()
    assert workspace.raw_folder(made_up, tmp_path / "params.toml") == tmp_path / "raw"
    assert workspace.raw_folder(made_up, tmp_path / "params.toml", tmp_path) == tmp_path


def test_the_day_is_given_or_the_params_own_and_never_the_clocks(cohort: Cohort) -> None:
    own = cohort.model_copy(update={"as_of": date(2025, 1, 2)})
    assert workspace.day_of("2024-12-17", own) == date(2024, 12, 17)
    assert workspace.day_of("", own) == date(2025, 1, 2)
    with pytest.raises(UsageError, match="没有写报告截至日"):
        workspace.day_of("", cohort)
    with pytest.raises(UsageError, match="“明天”不是日期"):
        workspace.day_of("明天", cohort)
    with pytest.raises(UsageError, match="“0225-02-07”离2025届的日程太远"):
        workspace.day_of("0225-02-07", cohort)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="没有这个原始数据文件夹"):
        opening.open_run("params/2025.toml", as_of="2024-12-17", raw=str(tmp_path / "无"))


def test_within_a_batch_the_batchs_own_run_is_taken_for_just_its_arguments(
    world: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"cohort": "p.toml", "as_of": "2025-03-03", "raw": ""}
    snapshot.write(tmp_path / "run", world.run(), **told)
    monkeypatch.setitem(os.environ, snapshot.VARIABLE, str(tmp_path / "run"))
    assert opening.open_run("p.toml", as_of="2025-03-03").cases["student_no"].tolist() == [
        "1001", "1002", "1003", "1004",
    ]  # fmt: skip
    with pytest.raises(UsageError, match="没有这个参数文件"):
        opening.open_run("other.toml", as_of="2025-03-03")
