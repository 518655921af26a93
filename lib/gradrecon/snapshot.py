"""The batch's Run, kept in a file so that its notebooks need not read and reconcile again.

One batch is one Run: every number and row it publishes comes from the files as they were read
once, even if somebody changes a file meanwhile. The file lives in a folder that only this user
can enter and is gone when the batch ends; the environment variable `GRADRECON_RUN` names it to
the batch's own kernels. It is taken only for the very arguments it was made for.

The columns stand in it as they stand in memory and are mapped, not copied: opening it takes the
same few milliseconds for any cohort, all processes share one copy, and what one of them changes
in its Run nobody else sees.
"""

from __future__ import annotations

import mmap
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gradrecon.reconcile import Run

VARIABLE = "GRADRECON_RUN"
FILE = "run"  # its usual name in the private folder
_ALIGNED = 64
_NUMBER = 8


def write(path: Path, run: Run, *, cohort: str, as_of: str, raw: str) -> None:
    """Keep a Run for notebooks that will ask for it with just these arguments."""
    columns: list[pickle.PickleBuffer] = []
    body = pickle.dumps(run, protocol=5, buffer_callback=columns.append)
    views = [column.raw() for column in columns]
    head = pickle.dumps(((cohort, as_of, raw), body, [view.nbytes for view in views]))
    with path.open("xb") as file:
        file.write(len(head).to_bytes(_NUMBER, "little"))
        file.writelines([head, _padding(_NUMBER + len(head))])
        for view in views:
            file.writelines([view, _padding(view.nbytes)])


def current(cohort: str, as_of: str, raw: str) -> Run | None:
    """The Run of the batch that this notebook is part of; None outside a batch or for another."""
    path = os.environ.get(VARIABLE, "")
    if not path or not Path(path).is_file():
        return None
    made_for, run = _opened(Path(path))
    return run if made_for == (cohort, as_of, raw) else None


def read(path: Path) -> Run:
    """The Run in a snapshot, whatever it was made for; a fresh one each time."""
    return _opened(path)[1]


def _padding(size: int) -> bytes:
    return bytes(-size % _ALIGNED)


def _opened(path: Path) -> tuple[tuple[str, str, str], Run]:
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    start = _NUMBER + int.from_bytes(mapped[:_NUMBER], "little")
    made_for, body, sizes = pickle.loads(mapped[_NUMBER:start])
    columns: list[Any] = []
    for size in sizes:
        start += -start % _ALIGNED
        columns.append(mapped[start : start + size])
        start += size
    return made_for, pickle.loads(body, buffers=columns)
