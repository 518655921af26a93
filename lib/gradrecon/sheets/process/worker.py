"""The process in which files are read: what a malformed file breaks, it breaks here only.

Started by `sandbox`; answers one request after another over its standard streams, so that a
whole folder costs one start. It imports no pandas: it is ready in some fifty milliseconds.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from gradrecon.files import reason
from gradrecon.lazy import named
from gradrecon.sheets.grid import Unreadable
from gradrecon.sheets.process.limits import TOO_BIG, Limits

LENGTH = struct.Struct("<Q")


Read = Callable[[Path, Limits, int], object]


def main(reader: str) -> None:
    """Answer requests with what the function of that name reads, until the other side closes."""
    gc.disable()  # cells make no cycles; looking for some costs a third of the reading
    read: Read = named(reader)
    # What libraries print must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while (request := receive(sys.stdin.buffer)) is not None:
        path, limits, turn = pickle.loads(request)
        _bound(path, limits)
        # Straight into the pipe: a copy of a large answer would not fit beside it.
        pickle.dump(_answer(read, path, limits, turn), answers, 5)
        answers.flush()


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None where the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def _answer(read: Read, path: Path, limits: Limits, turn: int) -> object:
    try:
        return read(path, limits, turn)
    except Unreadable as error:
        return error
    except OSError as error:
        return Unreadable(f"打不开（{reason(error)}）", "检查权限和磁盘后重试。")
    except MemoryError:
        return Unreadable(*TOO_BIG)


def _bound(path: Path, limits: Limits) -> None:
    """Let the system end this process when a file takes more than its share."""
    try:
        import resource
    except ImportError:  # Windows: the other side watches instead
        return
    limits.bound_memory()
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    end = spent + limits.cpu_seconds(path)
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))
