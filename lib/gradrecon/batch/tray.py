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
    usual, short = Path(tempfile.gettempdir()), Path("/tmp")
    parent = short if len(str(usual)) > _LONGEST and short.is_dir() else usual
    with tempfile.TemporaryDirectory(
        prefix="gradrecon-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)
