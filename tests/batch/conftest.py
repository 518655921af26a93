"""A small made-up cohort, and stand-ins for what takes long: notebooks and their executor."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from gradrecon.batch import Job, Outcome
from gradrecon.cohort.cohort import load
from gradrecon.reading import Intake, read_folder
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty students in two colleges, some of them with troubles; the folder of the sample."""
    folder = tmp_path_factory.mktemp("样本") / "两院"
    write_sample(
        folder, students=60, colleges=2, seed=7, params=PARAMS, trouble=0.3,
        as_of=date(2025, 2, 20),
    )  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def intake(sample: Path) -> Intake:
    """What reading the sample's files gives."""
    return read_folder(sample / "raw", load(sample / "params.toml"))


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, sample: Path, intake: Intake) -> None:
    """Let every batch of the sample take what was read already."""

    def known(raw: Path, *given: Any, **named: Any) -> Intake:
        return intake if raw == sample / "raw" else read_folder(raw, *given, **named)

    monkeypatch.setattr("gradrecon.batch.making.read_folder", known)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler with two workers, all ended afterwards."""
    command = [sys.executable, "-W", "ignore", "-m", "dask"]
    told = ["--no-dashboard", "--scheduler-file", str(tmp_path / "scheduler.json")]
    worker = ["worker", "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path), *told]
    ours = [["scheduler", "--host", "127.0.0.1", "--port", "0", *told], worker, worker]
    # Dask drops what several workers hold; here at once, so that no test is too quick for it.
    eager = {"DASK_DISTRIBUTED__SCHEDULER__ACTIVE_MEMORY_MANAGER__INTERVAL": "100ms"}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL,
                             "env": os.environ | eager}  # fmt: skip
    processes = [subprocess.Popen([*command, *one], **quiet) for one in ours]
    from distributed import Client

    try:
        with Client(scheduler_file=str(tmp_path / "scheduler.json"), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            scheduler = client.scheduler.address
        yield scheduler
    finally:
        for process in processes:
            process.kill()
            process.wait()


class Pretender(Executor):
    """Pretends to do jobs: writes what they are for, fails those it is told to, or all."""

    def __init__(self, *failing: str, full: bool = False) -> None:
        self.failing = failing
        self.full = full
        self.jobs: list[Job] = []

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """What the job came to, at once."""
        (job,) = given
        self.jobs.append(job)
        done: Future[Any] = Future()
        if self.full:
            done.set_exception(OSError(errno.ENOSPC, "No space left on device"))
            return done
        failed = job.code in self.failing
        for path in (job.notebook, job.workbook, *([] if failed else [job.page])):
            path.write_text(job.parameters["as_of"], encoding="utf-8")
        done.set_result(Outcome(job.code, job.name, 0.1, "笔记本出错：演示" if failed else ""))
        return done


@pytest.fixture
def pretender() -> type[Pretender]:
    """The class of executors that only pretend."""
    return Pretender


@pytest.fixture
def notebooks(tmp_path: Path) -> Callable[[str], Path]:
    """A maker of folders with a college and a school notebook of one line each."""

    def make(college: str) -> Path:
        folder = tmp_path / "notebooks"
        folder.mkdir()
        _write(folder / "school.ipynb", "as_of")
        _write(folder / "college.ipynb", college)
        return folder

    return make


def _write(path: Path, line: str) -> None:
    new = nbformat.v4
    named = "".join(f'{name} = ""\n' for name in ("cohort", "college", "as_of", "raw"))
    parameters = new.new_code_cell(named, metadata={"tags": ["parameters"]})
    book = new.new_notebook(cells=[parameters, new.new_code_cell(line)])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "3", "language": "python"}
    nbformat.write(book, path)
