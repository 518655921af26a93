"""The batch's private folder: the Run, the kernels' sockets, how far each notebook is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A socket's path holds about a hundred characters; this leaves room for its name.
_LONGEST = 60


@contextmanager
def private_tray() -> Iterator[Path]:
    """A new folder that only this user can enter, gone with all it holds afterwards."""
    with new_tray() as name:
        yield Path(name)


def new_tray() -> tempfile.TemporaryDirectory[str]:
    """The same, to be cleaned up by whoever asks for it; its path is short enough for sockets."""
    usual, short = Path(tempfile.gettempdir()), Path("/tmp")
    parent = short if len(str(usual)) > _LONGEST and short.is_dir() else usual
    return tempfile.TemporaryDirectory(prefix="gradrecon-", dir=parent, ignore_cleanup_errors=True)
