"""Several jobs at a time, on any `concurrent.futures` executor.

By default on threads of this process. A kernel that dies takes only the college with it that it
was working for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.progress import Progress
from gradrecon.kernels import kernels

_LOOK_EVERY = 0.2
_DIED = "处理这个学院的进程意外退出，可能是内存不足。可减少 --jobs 再试。"


@contextmanager
def local_executor(workers: int, tray: Path) -> Iterator[Executor]:
    """Threads whose kernels' template starts at once; interrupted, all end at once."""
    kernels.prepare(tray)
    try:
        with ThreadPoolExecutor(workers, "college") as threads:
            try:
                yield threads
            except BaseException:
                kernels.end(tray)
                raise
            finally:
                all_here = Barrier(workers)  # else one thread could take two of these
                for _ in range(workers):
                    threads.submit(_pack_up, all_here)
    finally:
        kernels.end(tray)


def run_jobs(jobs: Sequence[Job], executor: Executor, progress: Progress) -> list[Outcome]:
    """Return the outcome of every job in order; raise OSError if nothing can be written."""
    from gradrecon.batch.execute import execute

    running = {executor.submit(execute, job): job for job in jobs}
    outcomes: dict[str, Outcome] = {}
    waiting = set(running)
    try:
        while waiting:
            done, waiting = wait(waiting, _LOOK_EVERY, FIRST_COMPLETED)
            for job in running.values():
                progress.look(job)
            for future in done:
                outcome = _outcome(future, running[future])
                outcomes[outcome.code] = outcome
                progress.finish(outcome)
    finally:
        for future in waiting:
            future.cancel()
    return [outcomes[job.code] for job in jobs]


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    """Return what came of a job, even if its worker was lost. OSError passes through."""
    try:
        return future.result()
    except OSError:
        raise
    except Exception:
        return Outcome(job.code, job.name, 0.0, _DIED)


def _pack_up(all_here: Barrier) -> None:
    """End this thread's kernel and close its event loop, which nobody else would."""
    from jupyter_core.utils import ensure_event_loop

    all_here.wait()
    kernels.leave()
    ensure_event_loop().close()
