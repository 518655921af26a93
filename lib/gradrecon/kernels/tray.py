"""The batch's private folder: the Run, the kernels' sockets, how far each notebook is.

Its owner holds a lock in it, which ends with the owner however it ends. So the next batch knows
which folders nobody will come back for, and removes them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gradrecon.kernels.lock import LOCK, held, hold
from gradrecon.run import snapshot

# A socket's path holds about a hundred bytes; this leaves room for its name.
_LONGEST = 60
_PREFIX = "gradrecon-"


@contextmanager
def private_tray() -> Iterator[Path]:
    """A new folder that only this user can enter, gone with all it holds afterwards."""
    with new_tray() as name:
        yield Path(name)


class Tray(tempfile.TemporaryDirectory[str]):
    """A private folder that is known to be in use while its owner lives."""

    def __init__(self) -> None:
        super().__init__(prefix=_PREFIX, dir=_parent(), ignore_cleanup_errors=True)
        self._lock = hold(Path(self.name, LOCK))

    def cleanup(self) -> None:
        """Remove it, and let go of its Run."""
        snapshot.release(Path(self.name, snapshot.FILE))
        with suppress(OSError):
            os.close(self._lock)
        super().cleanup()

    def __exit__(self, *_: object) -> None:
        self.cleanup()


def new_tray() -> Tray:
    """The same, to be cleaned up by the caller; its path is short enough for sockets."""
    return Tray()


def sweep(say: Callable[[str], object]) -> None:
    """Remove the private folders of batches that were killed; say so."""
    left = [folder for folder in _parent().glob(f"{_PREFIX}*") if _is_left(folder)]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    if left:
        say(f"上次运行被强行终止，已清理它留在临时文件夹里的 {len(left)} 份中间数据。")


def _is_left(folder: Path) -> bool:
    """Whether a folder is a tray of this user's that nobody uses any more."""
    lock = folder / LOCK
    with suppress(OSError):
        own = os.name == "nt" or lock.stat().st_uid == os.getuid()
        return own and not held(lock)
    return False


def _parent() -> Path:
    usual, short = Path(tempfile.gettempdir()), Path("/tmp")
    return short if len(os.fsencode(usual)) > _LONGEST and short.is_dir() else usual
