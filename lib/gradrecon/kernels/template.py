"""The process that kernels are forked from: all is imported, the Run mapped, no cell ever run.

`python -m gradrecon.kernels.template` reads one request a line, JSON with the kernel's arguments,
and answers each with the number of a new process. Every notebook so begins in a process like any
that was started afresh, only sooner. The template ends when its starter is gone, its kernels
with it, and clears the batch's private folder away.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import random
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from gradrecon.kernels import within
from gradrecon.run import snapshot

_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def main() -> None:
    """Serve requests until their pipe is closed."""
    requests, answers = os.dup(0), os.dup(1)
    _nowhere(0, 1)
    within.load()
    signal.signal(signal.SIGCHLD, _reap)
    gc.freeze()  # what is there now is every kernel's: nobody need look through it again
    with open(requests, encoding="utf-8") as asked:  # noqa: PTH123
        for line in asked:
            os.write(answers, b"%d\n" % _fork(json.loads(line), (requests, answers)))
    shutil.rmtree(_tray(), ignore_errors=True)


def _fork(arguments: list[str], pipes: tuple[int, int]) -> int:
    """The number of a new process that is a kernel with these arguments."""
    within.take_run()
    template = os.getpid()
    if child := os.fork():
        return child
    try:
        for pipe in pipes:
            os.close(pipe)
        _serve(arguments, template)
    finally:
        os._exit(1)


def _serve(arguments: list[str], template: int) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _end_with(template)
    within.begin()
    random.seed()
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    np.random.seed()  # else all kernels would draw the same numbers
    app: Any = IPKernelApp.instance()
    app.initialize(arguments)
    app.start()
    os._exit(0)


def _end_with(template: int) -> None:
    """Have the system end this process when the template ends."""
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != template:
        os._exit(1)


def _reap(signum: int, frame: object) -> None:
    """Let the system forget kernels that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _nowhere(*streams: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _tray() -> Path:
    return Path(os.environ[snapshot.VARIABLE]).parent


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):
        main()
    sys.exit(0)
