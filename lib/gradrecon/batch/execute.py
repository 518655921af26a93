"""Do one job: the notebook through Papermill, then its page; and the workbook from the Run.

Runs in a worker process with a kernel of its own. Whatever goes wrong with the one college is
its outcome; only what would stop every college (a full disk) is raised. `execute` is the seam
for kernels that are kept warm: a Papermill engine can take the place of the usual one.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from gradrecon import errors, snapshot
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.scrub import scrub
from gradrecon.outputs.books import COLLEGE_BOOKS, SCHOOL_BOOKS
from gradrecon.outputs.page import write_page
from gradrecon.outputs.safety import masked_text

_STOPS_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
_OWN_ERRORS = {name for name in vars(errors) if name.endswith("Error")}


def execute(job: Job) -> Outcome:
    """What came of a job. OSError where its results cannot be written at all."""
    started = time.perf_counter()
    error = ""
    try:
        _write_workbook(job)
        with _environment(job):
            _run_notebook(job)
    except Exception as problem:
        if isinstance(problem, OSError) and problem.errno in _STOPS_ALL:
            raise
        error = _said(problem, job)
    scrub(job.notebook, job.template.name, job.root, error)
    if not error:
        write_page(job.notebook, job.page, title=job.title)
    return Outcome(job.code, job.name, round(time.perf_counter() - started, 1), error)


def _write_workbook(job: Job) -> None:
    run = snapshot.read(job.snapshot)
    if job.code:
        for name, write in COLLEGE_BOOKS:
            write(run, job.code, job.workbook.with_name(name))
        return
    for name, write_school in SCHOOL_BOOKS:
        write_school(run, job.workbook.with_name(name))


def _run_notebook(job: Job) -> None:
    import papermill

    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    ends = time.monotonic() + job.seconds
    papermill.execute_notebook(
        job.template,
        job.notebook,
        dict(job.parameters),
        kernel_name="python3",
        cwd=job.root,
        progress_bar=False,
        config=_kernel_settings(job),
        shutdown_kernel="immediate",
        extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
        timeout_func=lambda cell: max(ends - time.monotonic(), 0.1),
        on_cell_complete=lambda cell, cell_index: _count(job, cell_index + 1),
    )


def _kernel_settings(job: Job) -> Any:
    """Sockets in the private folder; where a platform has none, TCP with encryption."""
    from traitlets.config import Config

    if os.name == "nt":
        return Config(KernelManager={"transport_encryption": "auto"})
    connection = str(job.tray / f"k{job.code}.json")
    return Config(KernelManager={"transport": "ipc", "connection_file": connection})


def _count(job: Job, cells: int) -> None:
    job.progress.write_text(str(cells), encoding="ascii")


@contextmanager
def _environment(job: Job) -> Iterator[None]:
    """What the kernel finds in its environment: the Run, and no habits of this user's IPython."""
    before = dict(os.environ)
    os.environ[snapshot.VARIABLE] = str(job.snapshot)
    os.environ["IPYTHONDIR"] = str(job.tray / "ipython")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _said(problem: Exception, job: Job) -> str:
    """The cause of a failure in one Chinese sentence."""
    if isinstance(problem, TimeoutError):
        return f"超过 {job.seconds} 秒仍未完成，已停止。可用 --timeout 放宽。"
    if type(problem).__name__ == "DeadKernelError":
        return "运行笔记本的进程中途退出，可能是内存不足。"
    kind = getattr(problem, "ename", type(problem).__name__)
    text = str(getattr(problem, "evalue", problem)).strip()
    if kind in _OWN_ERRORS:
        return masked_text(" ".join(text.split()))
    first = text.splitlines()[0] if text else ""
    return masked_text(f"笔记本出错：{kind}：{first}" if first else f"笔记本出错：{kind}")


def prepare_worker(trays: Iterable[Path]) -> None:
    """Make a worker process leave Ctrl-C to its parent, and end when the parent is gone.

    A parent that was killed cannot remove its private folders: then the worker does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(tuple(trays),), daemon=True).start()


def _end_with_parent(trays: Iterable[Path]) -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        for tray in trays:
            shutil.rmtree(tray, ignore_errors=True)
        os._exit(1)
