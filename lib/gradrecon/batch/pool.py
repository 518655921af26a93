"""Several jobs at a time, on any `concurrent.futures` executor.

By default processes of our own, spawned: a fork after a kernel has run is unsafe. When a worker
process dies the standard pool gives up all that was waiting; those jobs get a second chance, each
in a pool of its own, so that only the one that kills its process fails.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager, suppress

from gradrecon.batch.execute import execute, prepare_worker
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.progress import Progress

_LOOK_EVERY = 0.2
_DIED = "处理这个学院的进程意外退出，可能是内存不足。可减少 --jobs 再试。"


def local_executor(workers: int, jobs: Iterable[Job]) -> ProcessPoolExecutor:
    """Processes of our own for these jobs, spawned as needed."""
    spawn = multiprocessing.get_context("spawn")
    trays = {job.tray for job in jobs}
    return ProcessPoolExecutor(
        workers, mp_context=spawn, initializer=prepare_worker, initargs=(trays,)
    )


def run_jobs(
    jobs: Sequence[Job], workers: int, progress: Progress, executor: Executor | None = None
) -> list[Outcome]:
    """The outcome of every job, in the order of the jobs; OSError where nothing can be written.

    `executor`, where given, does the work and is not shut down.
    """
    if executor is not None:
        outcomes = _attempt(jobs, executor, progress)
    else:
        with _ending(local_executor(workers, jobs)) as own:
            outcomes = _attempt(jobs, own, progress)
        for job in jobs:
            if job.code not in outcomes:
                with _ending(local_executor(1, [job])) as alone:
                    outcomes |= _attempt([job], alone, progress)
    for job in jobs:
        if job.code not in outcomes:
            outcomes[job.code] = Outcome(job.code, job.name, 0.0, _DIED)
            progress.finish(outcomes[job.code])
    return [outcomes[job.code] for job in jobs]


@contextmanager
def _ending(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes do not outlive an interruption; kernels end with their process."""
    others = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _attempt(jobs: Iterable[Job], executor: Executor, progress: Progress) -> dict[str, Outcome]:
    """The outcomes by code of the jobs that came to an end, their workers alive."""
    running: dict[Future[Outcome], Job] = {}
    outcomes: dict[str, Outcome] = {}
    with suppress(BrokenExecutor):
        for job in jobs:
            running[executor.submit(execute, job)] = job
    waiting = set(running)
    while waiting:
        done, waiting = wait(waiting, _LOOK_EVERY, FIRST_COMPLETED)
        for job in running.values():
            progress.look(job)
        for future in done:
            try:
                outcome = future.result()
            except BrokenExecutor:
                continue
            outcomes[outcome.code] = outcome
            progress.finish(outcome)
    return outcomes
