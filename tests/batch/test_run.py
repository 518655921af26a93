"""A whole batch: once with the real notebooks, else with an executor that pretends."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pytest
import tomli_w

from gradrecon.batch import Batch, run_batch
from gradrecon.batch.summary import summary
from gradrecon.checklist import sent
from gradrecon.cohort import load
from gradrecon.errors import BatchError, GradreconError, SourceError, UsageError
from gradrecon.outputs.pages.page import write_page
from gradrecon.outputs.workbooks.books import CHECKLIST, SCHOOL_BOOKS, college_files

pytestmark = pytest.mark.usefixtures("read_once")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ID_SHAPED = re.compile(r"\d{17}[\dXx]")
TABLES = {
    "cases",
    "findings",
    "links",
    "strays",
    "rejected",
    "counts",
    "progress",
    "readiness",
    "rules",
}


@pytest.fixture(scope="session")
def real(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """A batch with the notebooks of the project, in processes and kernels of its own."""
    return run_batch(sample / "params.toml", out=tmp_path_factory.mktemp("结果") / "2025", jobs=2)


def record(out: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return content


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_everything_is_where_it_belongs_and_nothing_else(real: Batch) -> None:
    per_college = {"college.ipynb", "report.html", *college_files(load(real.plan.params))}
    made = {path for path in contents(real.out) if not path.startswith(("sent/", "history/"))}
    assert made == (
        {"school.ipynb", "school.html", "run.json", *(name for name, _ in SCHOOL_BOOKS)}
        | {f"tables/{name}.csv" for name in TABLES}
        | {f"colleges/{code}/{name}" for code in ("01", "02") for name in per_college}
    )
    assert [outcome.error for outcome in real.outcomes] == ["", "", ""]


def test_what_was_sent_is_kept(real: Batch) -> None:
    kept = sent.load(real.out / sent.FOLDER)
    assert [(issue.college, issue.number) for issue in kept.issues] == [("01", 1), ("02", 1)]
    assert (real.out / sent.FOLDER / "key").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_the_record_says_from_what_and_with_what_result(real: Batch, sample: Path) -> None:
    said = record(real.out)
    assert said["good"] is True and said["as_of"] == "2025-02-20"
    assert {one["file"] for one in said["inputs"]} == set(contents(sample / "raw"))
    placed = real.run.cases["college"] != ""
    assert sum(one["students"] for one in said["colleges"].values()) == placed.sum()
    assert said["counts"]["roster"]["rows_in"] >= said["students"] > said["ready"] >= 0
    assert said["findings"]["total"] == len(real.run.findings)
    assert {one["outcome"] for one in said["colleges"].values()} == {"ok"}


def test_executed_notebooks_and_pages_show_nobody_and_no_folder(real: Batch, sample: Path) -> None:
    for path in [*real.out.rglob("*.ipynb"), *real.out.rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert not ID_SHAPED.search(text), path.name
        assert str(sample.parent) not in text and str(Path.home()) not in text, path.name
        assert str(Path(__file__).parents[2]) not in text, path.name


def test_workbooks_open_and_only_the_checklist_holds_numbers_in_full(real: Batch) -> None:
    for path in real.out.rglob("*.xlsx"):
        if path.name == CHECKLIST:
            continue
        cells = [
            cell for sheet in openpyxl.load_workbook(path) for row in sheet.values for cell in row
        ]
        assert not [cell for cell in cells if cell and ID_SHAPED.search(str(cell))]


def test_the_same_files_give_the_same_tables(
    real: Batch, sample: Path, tmp_path: Path, pretender: Any
) -> None:
    run_batch(sample / "params.toml", out=tmp_path / "又", executor=pretender())
    assert contents(tmp_path / "又" / "tables") == contents(real.out / "tables")


def test_only_a_good_run_is_kept_and_the_same_run_once(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    for executor in (pretender("02"), pretender(), pretender()):
        run_batch(sample / "params.toml", out=tmp_path, executor=executor)
        kept = [path.name[:15] for path in (tmp_path / "history").glob("*.txt")]
        assert kept == ([] if executor.failing else ["2025-02-20_0001"])


@pytest.mark.parametrize("how", [{"jobs": 1}, {"jobs": 2, "warm": False}, "dask"], ids=str)
def test_results_are_the_same_however_they_are_made(
    real: Batch, sample: Path, tmp_path: Path, how: Any, request: pytest.FixtureRequest
) -> None:
    how = {"dask": request.getfixturevalue("address")} if how == "dask" else how
    out = tmp_path / "out"
    (out / "sent").mkdir(parents=True)
    shutil.copy(real.out / "sent" / "key", out / "sent")
    run_batch(sample / "params.toml", out=out, **how)
    told_of_times = {"run.json", *(path for path in contents(out) if path.endswith(".ipynb"))}
    differ = {
        path for path, content in contents(out).items() if contents(real.out)[path] != content
    }
    assert differ <= told_of_times


def test_papermill_s_own_engine_and_kernel_give_the_same_page(
    real: Batch, sample: Path, tmp_path: Path
) -> None:
    job, cold = real.plan.job("01", real.out, tmp_path), tmp_path / "cold.ipynb"
    settings = tomllib.loads((sample / "params.toml").read_text(encoding="utf-8"))
    params = tmp_path / "params.toml"  # of a cohort of which no earlier run is known here
    params.write_text(tomli_w.dumps(settings | {"id": "cold"}), encoding="utf-8")
    told = {"college": "01", "cohort": params, "raw": sample / "raw", "as_of": ""}
    options = [word for name, value in told.items() for word in ("-r", name, str(value))]
    command = [sys.executable, "-m", "papermill", str(job.template), str(cold), *options]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    write_page(nbformat.read(cold, as_version=4), tmp_path / "cold.html", title=job.title)
    assert (tmp_path / "cold.html").read_bytes() == job.page.read_bytes()


def test_a_college_that_fails_leaves_the_others_and_the_truth(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    out = tmp_path / "out"
    run_batch(sample / "params.toml", out=out, as_of="2025-02-10", executor=pretender())
    batch = run_batch(sample / "params.toml", out=out, executor=pretender("02"))
    with pytest.raises(BatchError, match="02 机电学院：笔记本出错"):
        batch.require()
    said = record(out)
    assert said["good"] is False
    assert said["colleges"]["01"]["report_as_of"] == "2025-02-20"
    failed = said["colleges"]["02"]
    assert (failed["outcome"], failed["error"]) == ("failed", "笔记本出错：演示")
    assert failed["report_as_of"] == "2025-02-10"
    assert (out / "colleges/02/report.html").read_text(encoding="utf-8") == "2025-02-10"
    assert (out / "colleges/02/college.ipynb").read_text(encoding="utf-8") == "2025-02-20"


def test_only_the_colleges_asked_for_are_made_and_the_school(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    out = tmp_path / "out"
    run_batch(sample / "params.toml", out=out, as_of="2025-02-10", executor=pretender())
    some = pretender()
    run_batch(sample / "params.toml", out=out, colleges=["02"], executor=some)
    assert [job.code for job in some.jobs] == ["", "02"]
    assert record(out)["colleges"]["01"] | {"name": ""} == record(out)["colleges"]["01"] | {
        "name": "", "outcome": "kept", "report_as_of": "2025-02-10",
    }  # fmt: skip
    assert (out / "colleges/01/report.html").read_text(encoding="utf-8") == "2025-02-10"


def test_a_whole_run_clears_away_colleges_that_are_no_more(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    out = tmp_path / "out"
    gone = out / "colleges" / "99"
    gone.mkdir(parents=True)
    (gone / "report.html").touch()
    run_batch(sample / "params.toml", out=out, colleges=["01"], executor=pretender())
    assert gone.exists()
    run_batch(sample / "params.toml", out=out, executor=pretender())
    assert not gone.exists()


def test_notebooks_are_told_no_folder_of_this_machine(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    one = pretender()
    run_batch(sample / "params.toml", raw=sample / "raw", out=tmp_path / "out", executor=one)
    assert [job.parameters for job in one.jobs[:2]] == [
        {"cohort": "params.toml", "as_of": "2025-02-20", "raw": ""},
        {"cohort": "params.toml", "as_of": "2025-02-20", "raw": "", "college": "01"},
    ]


def test_what_is_up_to_date_is_not_made_again(
    sample: Path, tmp_path: Path, pretender: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, params = tmp_path / "out", sample / "params.toml"
    run_batch(params, out=out, executor=pretender())
    before = contents(out)
    with monkeypatch.context() as patched:
        patched.setattr("gradrecon.batch.making.read_folder", None)  # nothing is read
        again = run_batch(params, out=out, executor=pretender())
    assert [(one.code, one.current) for one in again.outcomes] == [
        ("", True), ("01", True), ("02", True),
    ]  # fmt: skip
    assert record(out)["colleges"]["01"]["outcome"] == "current" and record(out)["good"]
    assert contents(out) | {"run.json": b""} == before | {"run.json": b""}
    assert len(again.run.cases) == record(out)["students"]
    everything = pretender()
    run_batch(params, out=out, force=True, executor=everything)
    assert [job.code for job in everything.jobs] == ["", "01", "02"]


@pytest.mark.parametrize(
    ("changed", "made"),
    [
        ("colleges/02/report.html", ["02"]),
        ("tables/cases.csv", [""]),
        ("notebooks/college.ipynb", ["", "01", "02"]),
        ("params.toml", []),  # a remark, or an empty line
    ],
)
def test_what_was_edited_or_has_other_inputs_is_made_again(
    sample: Path,
    tmp_path: Path,
    pretender: Any,
    notebooks: Callable[[str], Path],
    changed: str,
    made: list[str],
) -> None:
    shutil.copy(sample / "params.toml", tmp_path)
    folder = notebooks("1")
    told: dict[str, Any] = {"raw": sample / "raw", "out": tmp_path / "out", "notebooks": folder}
    run_batch(tmp_path / "params.toml", executor=pretender(), **told)
    path = tmp_path / (changed if changed.startswith(("notebooks", "params")) else f"out/{changed}")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    one = pretender()
    batch = run_batch(tmp_path / "params.toml", executor=one, **told)
    assert [job.code for job in one.jobs] == made
    assert [outcome.code for outcome in batch.outcomes if not outcome.current] == made


def test_only_what_failed_is_tried_again(sample: Path, tmp_path: Path, pretender: Any) -> None:
    out, params = tmp_path / "out", sample / "params.toml"
    with pytest.raises(UsageError, match="没有上次运行的记录，或记录已损坏"):
        run_batch(params, out=out, failed=True, executor=pretender())
    run_batch(params, out=out, executor=pretender("02"))
    run_batch(params, out=out, colleges=["01"], executor=pretender())
    again = pretender()
    run_batch(params, out=out, failed=True, executor=again)
    assert [job.code for job in again.jobs] == ["02"]
    assert record(out)["good"] is True and record(out)["colleges"]["02"]["outcome"] == "ok"
    with pytest.raises(UsageError, match="上次运行没有失败的学院"):
        run_batch(params, out=out, failed=True, executor=pretender())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the test's own, in which the usual folder of results is."""
    monkeypatch.setattr("gradrecon.workspace.project_root", lambda: tmp_path)
    shutil.copytree(NOTEBOOKS, tmp_path / "notebooks")
    return tmp_path


def test_first_run_rerun_and_forced_rerun_come_to_the_same(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    out, params, said = tmp_path / "out", sample / "params.toml", []
    for how in ({}, {}, {"force": True}, {"as_of": "2025-02-19", "force": True}, {"force": True}):
        run_batch(params, out=out, executor=pretender(), **how)
        if "as_of" not in how:
            said.append((record(out)["findings"], record(out)["ready"], contents(out / "tables")))
    assert all(one == said[0] for one in said)


def test_the_record_names_all_that_was_read_as_it_was_at_first(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    shutil.copytree(sample, tmp_path / "sample")
    params, out = tmp_path / "sample" / "params.toml", tmp_path / "out"

    class Meanwhile(pretender):  # type: ignore[misc]
        def submit(self, *given: Any, **named: Any) -> Any:
            with (tmp_path / "sample/raw/新来的.txt").open("a") as file:
                file.write("x")
            return super().submit(*given, **named)

    run_batch(params, out=out, executor=Meanwhile())
    read = record(out)["read"]
    assert {"params", "notebooks", "sources", "decisions", "sent", "history", "program"} <= set(
        read
    )
    assert "新来的.txt" not in read["sources"]
    again = pretender()
    run_batch(params, out=out, executor=again)
    # What came meanwhile was not read: the school's page names it now, no college's shows it.
    assert [job.code for job in again.jobs] == [""]


def test_a_run_for_another_day_is_a_question_that_keeps_nothing(
    sample: Path, project: Path, pretender: Any
) -> None:
    params = sample / "params.toml"
    out = run_batch(params, executor=pretender()).out
    before = contents(out)
    for day, today in (("2025-02-10", ""), ("2025-03-20", "2025-03-01")):
        asked = run_batch(params, as_of=day, today=today, executor=pretender())
        assert asked.out == out.with_name(f"{out.name}@{day}") and asked.plan.question
        assert record(asked.out)["as_of"] == day
        assert not (asked.out / "sent").exists() and not (asked.out / "history").exists()
        assert "试算" in summary(asked) and asked.out.name in summary(asked)
        assert contents(out) == before
    assert run_batch(params, as_of="2025-02-10", publish=True, executor=pretender()).out == out
    assert not run_batch(params, as_of="2025-03-20", executor=pretender()).plan.question


def _unknown_college(sample: Path) -> dict[str, Any]:
    return {"colleges": ["01", "77", "78"]}


def _college_without_students(sample: Path) -> dict[str, Any]:
    params = tomllib.loads((sample / "params.toml").read_text(encoding="utf-8"))
    params["colleges"].append({"code": "03", "name": "新学院"})
    path = sample.parent / "三院.toml"
    path.write_text(tomli_w.dumps(params), encoding="utf-8")
    return {"params": path, "raw": sample / "raw", "colleges": ["03"]}


def _no_raw_folder(sample: Path) -> dict[str, Any]:
    return {"raw": sample / "没有"}


def _params_with_faults(sample: Path) -> dict[str, Any]:
    path = sample.parent / "错.toml"
    path.write_text('nmae = "x"\nid = 5\n', encoding="utf-8")
    return {"params": path}


def _another_cohort(sample: Path) -> dict[str, Any]:
    params = tomllib.loads((sample / "params.toml").read_text(encoding="utf-8"))
    path = sample.parent / "下届.toml"
    path.write_text(tomli_w.dumps(params | {"id": "2026", "name": "2026届"}), encoding="utf-8")
    return {"params": path, "raw": sample / "raw"}


def _among_the_sources(sample: Path) -> dict[str, Any]:
    return {"out": sample / "raw" / "结果"}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (_unknown_college, UsageError, "77[^✗]*没有这个学院代码(.|\n)*78"),
        (_college_without_students, UsageError, "新学院在学籍名册里没有"),
        (_another_cohort, UsageError, "这里是.*的结果，不是2026届的"),
        (_among_the_sources, UsageError, "结果不能放在原始文件的文件夹里"),
        (_no_raw_folder, SourceError, "没有这个原始数据文件夹"),
        (_params_with_faults, UsageError, "nmae：没有这个参数，是否想写 name？"),
    ],
)
def test_what_cannot_be_done_is_refused_and_all_stays_as_it_was(
    sample: Path,
    tmp_path: Path,
    pretender: Any,
    asked: Callable[[Path], dict[str, Any]],
    error: type[GradreconError],
    said: str,
) -> None:
    out = tmp_path / "out"
    run_batch(sample / "params.toml", out=out, executor=pretender())
    before = contents(out)
    again = pretender()
    with pytest.raises(error, match=said):
        run_batch(
            **{"params": sample / "params.toml", "out": out, "executor": again} | asked(sample)
        )
    assert contents(out) == before and not again.jobs


def test_a_misspelt_parameter_is_refused(
    sample: Path, tmp_path: Path, pretender: Any, notebooks: Callable[[str], Path]
) -> None:
    folder = notebooks("1")
    text = (folder / "college.ipynb").read_text(encoding="utf-8")
    (folder / "college.ipynb").write_text(text.replace("college", "collage"), encoding="utf-8")
    with pytest.raises(UsageError, match="没有参数 college"):
        run_batch(
            sample / "params.toml", out=tmp_path / "out", notebooks=folder, executor=pretender()
        )
    assert not (tmp_path / "out").exists()


def test_an_out_folder_that_cannot_be_written_is_said(
    sample: Path, tmp_path: Path, pretender: Any
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="结果写不进去"):
        run_batch(sample / "params.toml", out=tmp_path / "file" / "out", executor=pretender())


def test_a_full_disk_leaves_the_last_results(sample: Path, tmp_path: Path, pretender: Any) -> None:
    out = tmp_path / "out"
    run_batch(sample / "params.toml", out=out, executor=pretender())
    before = contents(out)
    with pytest.raises(UsageError, match="磁盘已满"):
        run_batch(sample / "params.toml", out=out, force=True, executor=pretender(full=True))
    assert contents(out) == before
