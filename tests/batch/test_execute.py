"""One college's work, and every way in which its notebook can end badly."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from gradrecon.batch import Job
from gradrecon.batch.execute import execute
from gradrecon.batch.pool import local_executor, run_jobs
from gradrecon.batch.progress import Silent
from gradrecon.checklist.sent import Sent
from gradrecon.cohort.cohort import load
from gradrecon.kernels import kernels
from gradrecon.kernels.tray import private_tray
from gradrecon.reading import Intake
from gradrecon.run import snapshot
from gradrecon.run.reconcile import reconcile

MakeJob = Callable[..., Job]


@pytest.fixture(scope="module")
def tray(sample: Path, intake: Intake) -> Iterator[Path]:
    """A private folder that holds the sample's Run."""
    sent = Sent("0123456789abcdef")
    run = reconcile(load(sample / "params.toml"), intake.tables, sent=sent, as_of=date(2025, 2, 20))
    with private_tray() as folder:
        snapshot.write(folder / "run", run, cohort="p.toml", as_of="2025-02-20", raw="")
        yield folder
        kernels.leave()


@pytest.fixture
def job(tray: Path, tmp_path: Path, notebooks: Callable[[str], Path]) -> MakeJob:
    """A maker of jobs whose college notebook is one line."""

    def make(line: str, code: str = "02", seconds: int = 60) -> Job:
        folder = tmp_path / "notebooks"
        template = (folder if folder.exists() else notebooks(line)) / "college.ipynb"
        made = tmp_path / code
        made.mkdir()
        told = {"cohort": "p.toml", "college": code, "as_of": "2025-02-20", "raw": ""}
        return Job(
            code, "机电学院", "标题", template, told, made / "college.ipynb", made / "report.html",
            made / "问题清单.xlsx", tray, tmp_path, seconds,
        )  # fmt: skip

    return make


def test_a_notebook_becomes_a_page_beside_its_workbook(job: MakeJob) -> None:
    shown = "HTML(f'{gradrecon.open_run(cohort, as_of=as_of).as_of} {college}')"
    todo = job(f"import gradrecon; from IPython.display import HTML; {shown}")
    assert execute(todo).error == ""
    assert "2025-02-20 02" in todo.page.read_text(encoding="utf-8")
    assert todo.workbook.exists() and snapshot.VARIABLE not in os.environ


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1 / 0", "笔记本出错：ZeroDivisionError：division by zero"),
        ("raise KeyError('990101200001010022')", "KeyError：'尾号0022'"),
        ("import gradrecon; gradrecon.open_run('无.toml')", "✗ 无.toml：没有这个参数文件"),
        ("import os; os._exit(1)", "进程中途退出"),
        ("import time; time.sleep(60)", "超过 8 秒仍未完成"),
    ],
)
def test_what_went_wrong_is_said_and_the_half_run_notebook_stays(
    job: MakeJob, tray: Path, line: str, said: str
) -> None:
    todo = job(line, seconds=8 if "sleep" in line else 60)
    outcome = execute(todo)
    kept = todo.notebook.read_text(encoding="utf-8")
    assert said in outcome.error
    assert "没有运行完：" in kept and line.split("(")[0] in kept
    assert "990101200001010022" not in kept and str(todo.root) not in kept
    assert not todo.page.exists() and todo.workbook.exists()


def test_a_kernel_that_dies_takes_only_its_own_college_with_it(job: MakeJob, tray: Path) -> None:
    line = "import os\nif college == '02': os._exit(1)"
    jobs = [job(line, code) for code in ("02", "01")]
    with local_executor(1, tray) as threads:
        first, second = run_jobs(jobs, threads, Silent())
    assert "进程中途退出" in first.error and second.ok
