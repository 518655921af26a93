"""What runs within a warm kernel, called by the process that it serves.

`prepare` once, `enter` before a notebook, `wipe` after it: nothing that one college's notebook
left may reach the next. What can be put back is put back; where something cannot (a thread, a
child process, a patched function) `wipe` says so and the kernel is given up.
"""

from __future__ import annotations

import gc
import os
import shutil
import threading
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from gradrecon.run import snapshot

if TYPE_CHECKING:
    from gradrecon.kernels.slate import Slate
    from gradrecon.run.run import Run

# What the notebooks and workbooks import, so that no college has to wait for it.
_NEEDED = (
    "gradrecon.outputs.pages.report",
    "gradrecon.outputs.workbooks.books",
    "gradrecon.outputs.pages.charts",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "jinja2",
)
_SELDOM = 100_000  # new objects: only then are cycles looked for before a notebook's end


def prepare(parent: int) -> int:
    """Import what is needed and note how all is now; the memory it takes, in bytes."""
    gc.disable()  # imports leave nothing behind; looking for it takes a sixth of their time
    tray = Path(os.environ[snapshot.VARIABLE]).parent
    threading.Thread(target=_end_with, args=(parent, tray), daemon=True).start()
    for name in _NEEDED:
        import_module(name)
    gc.freeze()  # what is there now stays: no need to look through it again and again
    gc.enable()
    gc.set_threshold(_SELDOM)
    _clean()
    return _memory()


def enter(folder: str) -> None:
    """Go to the folder in which a notebook runs."""
    os.chdir(folder)


def write_books(code: str, folder: str) -> tuple[int, str]:
    """Write a college's workbooks, or with code "" the school's, from the batch's Run.

    (0, "") where all went well, else an OSError's number and text.
    """
    from gradrecon.outputs.workbooks.books import COLLEGE_BOOKS, SCHOOL_BOOKS

    run = _run(os.environ[snapshot.VARIABLE])
    try:
        if code:
            for name, write in COLLEGE_BOOKS:
                write(run, code, Path(folder, name))
        else:
            for name, write_school in SCHOOL_BOOKS:
                write_school(run, Path(folder, name))
    except OSError as error:
        return error.errno or -1, error.strerror or str(error)
    return 0, ""


def wipe() -> int:
    """Put everything back; the memory then taken, in bytes, -1 where it cannot be put back."""
    return _memory() if _clean().restore() else -1


@lru_cache(maxsize=1)
def _run(path: str) -> Run:
    """The batch's Run, for its workbooks; each notebook opens one of its own."""
    return snapshot.read(Path(path))


@lru_cache(maxsize=1)
def _clean() -> Slate:
    """How all was when this was asked for first."""
    from gradrecon.kernels.slate import Slate

    return Slate()


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


def _end_with(parent: int, tray: Path) -> None:
    """End when the process that this kernel serves is gone, with what it could not clear away."""
    with suppress(psutil.NoSuchProcess):
        psutil.Process(parent).wait()
    shutil.rmtree(tray, ignore_errors=True)
    os._exit(1)
