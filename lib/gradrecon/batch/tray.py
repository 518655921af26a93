"""The batch's private folder: the Run, the kernels' sockets, how far each notebook is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A socket's path holds about a hundred characters; this leaves room for its name.
_LONGEST = 60


@contextmanager
def private_tray() -> Iterator[Path]:
    """A new folder that only this user can enter, gone with all it holds afterwards."""
    usual = tempfile.gettempdir()
    short = os.sep + "tmp"
    parent = short if len(usual) > _LONGEST and os.path.isdir(short) else usual  # noqa: PTH112
    with tempfile.TemporaryDirectory(
        prefix="gradrecon-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)
