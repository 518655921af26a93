"""One writer at a time in a folder of results: a lock that ends with the process that holds it.

The system itself keeps the lock, on an open file, and gives it up however its holder ends. A
thread that has it may take it again.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = ".lock"
_LOOK_EVERY = 0.1
_held = threading.local()


@contextmanager
def alone(folder: Path, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Be the only writer in a folder that is there; wait for another, told once with `waits`."""
    mine: set[Path] = _held.__dict__.setdefault("folders", set())
    resolved = folder.resolve()
    if resolved in mine:
        yield
        return
    handle = _locked(folder / LOCK, waits)
    mine.add(resolved)
    try:
        yield
    finally:
        mine.discard(resolved)
        with suppress(OSError):  # Windows removes no file that is open; the next run takes it
            (folder / LOCK).unlink()
        os.close(handle)


def held(file: Path) -> bool:
    """Whether somebody holds a lock on a file now."""
    try:
        handle = os.open(file, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _take(handle)
    finally:
        os.close(handle)


def hold(file: Path) -> int:
    """A handle on a new file, locked until it is closed or this process ends.

    The file has its name only when it is locked: nobody sees it free.
    """
    free = file if sys.platform == "win32" else file.with_name(f"{file.name}-new")
    handle = os.open(free, os.O_RDWR | os.O_CREAT, 0o600)
    _take(handle)
    if free != file:
        free.rename(file)
    return handle


def _locked(file: Path, waits: Callable[[], object]) -> int:
    told = False
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        if _take(handle):
            if _is(handle, file):
                return handle
            os.close(handle)  # its last holder has removed it meanwhile
            continue
        os.close(handle)
        if not told:
            waits()
            told = True
        time.sleep(_LOOK_EVERY)


def _is(handle: int, file: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except OSError:
        return False


def _take(handle: int) -> bool:
    """Lock an open file; False where another has it. A share that knows no locks gives it."""
    try:
        _system_lock(handle)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":

    def _system_lock(handle: int) -> None:
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _system_lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
