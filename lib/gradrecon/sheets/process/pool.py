"""Several reading processes at once: work on many files, its results in order or as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from typing import TypeVar

from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.process.sandbox import SHEETS, Sandbox

Result = TypeVar("Result")
Work = Callable[[str, Sandbox], Result]


def read_each(
    work: Work[Result], files: Sequence[str], limits: Limits, jobs: int, reader: str = SHEETS
) -> Iterator[Result]:
    """Yield what `work` makes of each file with a sandbox, in order; processes read ahead."""
    with _begun(work, files, limits, jobs, reader) as begun:
        begun.reverse()
        while begun:
            yield begun.pop().result()


def read_any(
    work: Work[Result], files: Sequence[str], limits: Limits, jobs: int, reader: str = SHEETS
) -> Iterator[Result]:
    """The same, whichever is ready first; files are begun in their order."""
    with _begun(work, files, limits, jobs, reader) as begun:
        for one in as_completed(begun):
            begun.remove(one)  # so that what was read can be let go
            yield one.result()


@contextmanager
def _begun(
    work: Work[Result], files: Sequence[str], limits: Limits, jobs: int, reader: str
) -> Iterator[list[Future[Result]]]:
    """The work on every file, begun; it ends with the processes when it is no longer asked for."""
    idle: SimpleQueue[Sandbox] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(min(jobs, len(files))):
            idle.put(stack.enter_context(Sandbox(limits, reader)))

        def one(file: str) -> Result:
            sandbox = idle.get()
            try:
                return work(file, sandbox)
            finally:
                idle.put(sandbox)

        pool = stack.enter_context(ThreadPoolExecutor(max(1, jobs)))
        begun = [pool.submit(one, file) for file in files]
        try:
            yield begun
        finally:
            for work_left in begun:
                work_left.cancel()
