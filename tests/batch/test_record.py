"""run.json tells the truth about a run."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gradrecon import __version__
from gradrecon.batch import Outcome
from gradrecon.batch.record import read_record, record, still_current, versions, write_record
from gradrecon.reading import FileReport, Intake

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
INTAKE = Intake({}, (FileReport("学籍.xlsx", 12, "ab" * 32, "roster"),), (), ("备忘.txt",))
DONE = [Outcome("", "示例大学", 2.0), Outcome("01", "宇航学院", 1.0)]
FAILED = Outcome("02", "机电学院", 0.5, "笔记本出错")


def test_it_names_what_the_run_was_made_from(world: Any) -> None:
    said = record(world.run(), INTAKE, PARAMS, DONE, {})
    assert said["inputs"] == [
        {"file": "学籍.xlsx", "source": "roster", "size": 12, "sha256": "ab" * 32}
    ]
    assert said["unclaimed"] == ["备忘.txt"] and said["as_of"] == "2025-03-03"
    assert re.fullmatch("[0-9a-f]{64}", said["params"]["sha256"])
    assert said["counts"]["roster"] == {
        "rows_in": 4, "linked": 4, "stray": 0, "rejected": 0, "out_of_scope": 0,
        "repeated": 0,
    }  # fmt: skip


def test_it_counts_students_and_findings(world: Any) -> None:
    world.set("pinyin", "1001", pinyin="Li Ming")
    said = record(world.run(), INTAKE, PARAMS, DONE, {})
    assert (said["students"], said["ready"]) == (4, 3)
    assert said["findings"]["by_state"] == {"open": said["findings"]["total"]}
    assert said["colleges"]["01"]["ready"] == 1 and said["colleges"]["02"]["ready"] == 2


def test_a_failure_anywhere_makes_the_run_not_good(world: Any) -> None:
    run = world.run()
    before = {"colleges": {"02": {"report_as_of": "2025-02-01"}}}
    assert record(run, INTAKE, PARAMS, DONE, before)["good"] is True
    said = record(run, INTAKE, PARAMS, [*DONE, FAILED], before)
    assert said["good"] is False
    assert said["colleges"]["02"]["error"] == "笔记本出错"
    assert said["colleges"]["02"]["report_as_of"] == "2025-02-01"


def test_a_college_not_asked_for_keeps_its_report_and_its_day(world: Any) -> None:
    before = {"colleges": {"02": {"report_as_of": "2025-02-01"}}}
    kept = record(world.run(), INTAKE, PARAMS, DONE, before)["colleges"]["02"]
    assert (kept["outcome"], kept["report_as_of"]) == ("kept", "2025-02-01")


def test_a_college_that_failed_and_is_not_asked_for_is_still_failed(world: Any) -> None:
    run = world.run()
    before = {"colleges": {"02": {"report_as_of": "2025-02-01"}}}
    before = record(run, INTAKE, PARAMS, [*DONE, FAILED], before)
    for now in (
        record(run, INTAKE, PARAMS, DONE, before),
        still_current(before, ["", "01"], PARAMS),
    ):
        assert now["good"] is False
        fate = now["colleges"]["02"]
        assert (fate["outcome"], fate["error"]) == ("failed", "笔记本出错")


def test_it_is_written_the_same_each_time_and_read_back(world: Any, tmp_path: Path) -> None:
    said = record(world.run(), INTAKE, PARAMS, DONE, {})
    write_record(said, tmp_path / "a.json")
    write_record(said, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert read_record(tmp_path / "a.json") == json.loads(json.dumps(said))


@pytest.mark.parametrize("content", ["", "{half", "[]"])
def test_an_earlier_record_that_cannot_be_read_counts_for_nothing(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "run.json").write_text(content, encoding="utf-8")
    assert read_record(tmp_path / "run.json") == {} == read_record(tmp_path / "none.json")


def test_versions_are_those_that_ran() -> None:
    assert versions()["gradrecon"] == __version__
    assert {"python", "pandas", "papermill"} <= set(versions())
