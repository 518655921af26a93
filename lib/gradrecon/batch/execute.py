"""Do one job in a kernel of its own: the workbooks, the notebook through Papermill; then its page.

Runs in a thread of the batch, or in a process of a cluster. Whatever goes wrong with the one
college is its outcome; only what would stop every college (a full disk) is raised.
"""

from __future__ import annotations

import errno
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from gradrecon import errors
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.progress import count
from gradrecon.batch.scrub import scrub, scrub_failed
from gradrecon.kernels import kernels, lean
from gradrecon.outputs.pages.page import write_page
from gradrecon.values.masking import masked_text

_STOPS_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
_OWN_ERRORS = {name for name in vars(errors) if name.endswith("Error")}


def execute(job: Job, tell: Callable[[int], object] | None = None) -> Outcome:
    """What came of a job. Raise OSError if its results cannot be written at all.

    `tell` is told how many cells are done; without it, the job's own file is.
    """
    started = time.perf_counter()
    node, error = None, ""
    try:
        kernels.mine(job.tray, forked=job.forked)  # not on the job's time
        ends = time.monotonic() + job.seconds
        _write_books(job, ends)
        node = _run_notebook(job, ends, tell or partial(count, job.progress))
    except Exception as problem:
        if isinstance(problem, OSError) and problem.errno in _STOPS_ALL:
            raise
        error = _said(problem, job)
    if error:
        scrub_failed(job.notebook, job.template.name, job.root, error)
    else:
        write_page(node, job.page, title=job.title)
    return Outcome(job.code, job.name, round(time.perf_counter() - started, 1), error)


def _write_books(job: Job, ends: float) -> None:
    kernel = kernels.mine(job.tray, forked=job.forked)
    number, text = kernel.call(
        "write_books", job.code, str(job.notebook.parent), seconds=ends - time.monotonic()
    )
    if number:
        raise OSError(number, text)


def _run_notebook(job: Job, ends: float, tell: Callable[[int], object]) -> Any:
    """The executed notebook's node, which is saved as it is, fit to keep."""
    papermill = lean.papermill()
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    return papermill.execute_notebook(
        job.template,
        job.notebook,
        dict(job.parameters),
        engine_name="gradrecon-warm",
        kernel_name="python3",
        language="python",
        tray=str(job.tray),
        folder=str(job.root),
        fresh=not job.forked,
        finish=lambda node: scrub(node, job.template.name, job.notebook, job.root),
        progress_bar=False,
        timeout_func=lambda cell: max(ends - time.monotonic(), 0.1),
        on_cell_complete=lambda cell, cell_index: tell(cell_index + 1),
    )


def _said(problem: Exception, job: Job) -> str:
    """The cause of a failure in one Chinese sentence."""
    if isinstance(problem, TimeoutError):
        return f"超过 {job.seconds} 秒仍未完成，已停止。可用 --timeout 放宽。"
    if type(problem).__name__ == "DeadKernelError":
        return "运行笔记本的进程中途退出，可能是内存不足。"
    if type(problem).__name__ == "EndedEarly":
        return "笔记本没有运行到最后一格就自行结束了（如调用了 sys.exit）。"
    if isinstance(problem, (kernels.NotReady, ChildProcessError)):
        return "运行笔记本的进程没有启动起来，可能是内存不足或机器太忙。可减少 --jobs 再试。"
    kind = getattr(problem, "ename", type(problem).__name__)
    text = str(getattr(problem, "evalue", problem)).strip()
    if kind in _OWN_ERRORS:
        return masked_text(" ".join(text.split()))
    what = "工作簿没有写成" if isinstance(problem, kernels.WithinError) else "笔记本出错"
    return masked_text("：".join([what, kind, *text.splitlines()[:1]]))
