"""What the terminal shows, and what it asks."""

from __future__ import annotations

import os
import sys
from typing import Any


def say(text: str, stream: Any = None) -> None:
    """Print; into a pipe whose reader has left, nothing more."""
    stream = stream or sys.stdout
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)  # else Python complains as it exits
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
