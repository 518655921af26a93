"""Several reading processes at once: work on many files, its results in the files' order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TypeVar

from gradrecon.sheets.limits import Limits
from gradrecon.sheets.sandbox import SHEETS, Sandbox

Result = TypeVar("Result")


def read_each(
    work: Callable[[str, Sandbox], Result],
    files: Sequence[str],
    limits: Limits,
    jobs: int,
    reader: str = SHEETS,
) -> Iterator[Result]:
    """What `work` makes of each file with a sandbox, in order, read ahead by so many processes."""
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
        yield from pool.map(one, files)
