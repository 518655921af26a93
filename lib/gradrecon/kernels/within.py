"""What runs within a kernel, called by the process that it serves.

`load` and `begin` before anything else, `enter` before a notebook; `write_books` for its workbooks.
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

from gradrecon.run import snapshot

if TYPE_CHECKING:
    from gradrecon.run.run import Run

# What the notebooks and workbooks import, so that no college has to wait for it.
_NEEDED = (
    "gradrecon.outputs.pages.report",
    "gradrecon.outputs.workbooks.books",
    "gradrecon.outputs.pages.charts",
    "gradrecon.kernels.stream",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "ipykernel.kernelapp",
    "jinja2",
)
_SELDOM = 100_000  # new objects: only then are cycles looked for before a notebook's end


def load() -> None:
    """Import what is needed."""
    gc.disable()  # imports leave nothing behind; looking for it takes a sixth of their time
    for name in _NEEDED:
        import_module(name)


def begin() -> None:
    """Look for cycles again, seldom: a notebook makes few."""
    gc.enable()
    gc.set_threshold(_SELDOM)


def prepare(parent: int) -> None:
    """All of it, in a kernel that was started afresh; it ends with the process that it serves."""
    tray = Path(os.environ[snapshot.VARIABLE]).parent
    threading.Thread(target=_end_with, args=(parent, tray), daemon=True).start()
    load()
    begin()


def enter(folder: str) -> None:
    """Go to the folder in which a notebook runs."""
    os.chdir(folder)


def take_run() -> None:
    """Map the batch's Run, if there is one already."""
    path = os.environ[snapshot.VARIABLE]
    if Path(path).exists():
        _run(path)


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


@lru_cache(maxsize=1)
def _run(path: str) -> Run:
    """The batch's Run, for its workbooks; each notebook opens one of its own."""
    return snapshot.read(Path(path))


def _end_with(parent: int, tray: Path) -> None:
    """End when the process that this kernel serves is gone, with what it could not clear away."""
    import psutil  # type: ignore[import-untyped]

    with suppress(psutil.NoSuchProcess):
        psutil.Process(parent).wait()
    shutil.rmtree(tray, ignore_errors=True)
    os._exit(1)
