"""Kernels that stay: each serves one thread, one notebook after another, wiped in between.

A kernel is started afresh, never forked. It is replaced when it has died, was stopped, could not
be wiped clean or holds much more memory than at first; and it ends with this process.
"""

from __future__ import annotations

import ast
import atexit
import itertools
import os
import tempfile
import threading
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from gradrecon.kernels import lean
from gradrecon.kernels.tray import new_tray
from gradrecon.run import snapshot

if TYPE_CHECKING:
    from subprocess import Popen

MAY_GROW = 1 << 30  # bytes beyond what it held when it was ready
START_SECONDS = 60
_LOOK_EVERY = 1.0
_WITHIN = "__import__('importlib').import_module('gradrecon.kernels.within')"

_of_thread = threading.local()
_every: set[Kernel] = set()
_number = itertools.count()


class Kernel:
    """One warm kernel, for the thread that made it; `tray` is the folder of its sockets.

    `manager` and `client` are Jupyter's; the client's channels belong to this thread's loop.
    """

    def __init__(self, tray: Path) -> None:
        from jupyter_core.utils import run_sync

        self.tray = tray
        self.spent = False
        self.manager = _manager(tray)
        _every.add(self)
        try:
            self.manager.start_kernel(
                extra_arguments=[
                    "--IPKernelApp.log_level=CRITICAL",
                    "--HistoryManager.enabled=False",
                    "--IPKernelApp.outstream_class=gradrecon.kernels.stream.Stream",
                ],
                env=_environment(tray),
                cwd=str(tray),
            )
            self.client = self.manager.client()
            self.client.start_channels(hb=False)  # a thread, where its process tells as much
            run_sync(self.client.wait_for_ready)(START_SECONDS)
            self._settle = self.rest = self.call("prepare", os.getpid(), seconds=START_SECONDS)
        except BaseException:
            self.close()
            raise

    @property
    def fit(self) -> bool:
        """Whether it can take another notebook."""
        grown = self.rest - self._settle > MAY_GROW
        return not (self.spent or grown) and bool(self.manager.is_alive())

    @property
    def _process(self) -> Popen[bytes] | None:
        process: Popen[bytes] | None = getattr(self.manager.provisioner, "process", None)
        return process

    def call(self, name: str, *given: Any, seconds: float) -> Any:
        """What a function of `warm.within` gives there.

        `WithinError` with what it raised; DeadKernelError, TimeoutError: the kernel is spent.
        """
        from jupyter_core.utils import run_sync

        content = run_sync(self._reply)(f"{_WITHIN}.{name}(*{given!r})", seconds)
        answer = content.get("user_expressions", {}).get("answer", content)
        if answer["status"] != "ok":
            raise WithinError(answer.get("ename", "Error"), answer.get("evalue", ""))
        return ast.literal_eval(answer["data"]["text/plain"])

    async def _reply(self, expression: str, seconds: float) -> dict[str, Any]:
        lean.papermill()
        from nbclient.exceptions import DeadKernelError

        asked = self.client.execute("", silent=True, user_expressions={"answer": expression})
        ends = time.monotonic() + seconds
        while True:
            try:
                reply = await self.client.get_shell_msg(timeout=_LOOK_EVERY)
            except Empty:
                self.spent = True  # unless an answer comes after all
                if not self.manager.is_alive():
                    raise DeadKernelError("Kernel died") from None
                if time.monotonic() > ends:
                    raise TimeoutError(expression) from None
                self.spent = False
                continue
            if reply["parent_header"].get("msg_id") == asked:
                content: dict[str, Any] = reply["content"]
                return content

    def wipe(self) -> None:
        """Make it as it was when it was ready; spent where that is not certain."""
        try:
            self.rest = self.call("wipe", seconds=START_SECONDS)
            self.spent = self.spent or self.rest < 0
        except Exception:  # whatever a notebook has done to it: another one takes its place
            self.spent = True

    def kill(self) -> None:
        """End its process at once, from any thread; whoever waits for it hears of its death."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End it, and leave no socket behind; not while its thread still asks it something."""
        _every.discard(self)
        if self._process is not None:  # Jupyter looks but ten times a second whether it has ended
            self._process.kill()
            self._process.wait()
        with suppress(RuntimeError):  # it is dead already
            self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
        if hasattr(self, "client"):
            self.client.stop_channels()
            self.client.context.destroy(linger=0)


class WithinError(Exception):
    """What our code raised in a kernel: `ename`, the exception's class, `evalue`, its text."""

    def __init__(self, ename: str, evalue: str) -> None:
        super().__init__(f"{ename}: {evalue}")
        self.ename, self.evalue = ename, evalue


def mine(tray: Path | None = None) -> Kernel:
    """This thread's kernel for the batch whose private folder is `tray`, a fit one.

    Without `tray`: for notebooks of no batch, in a private folder of this process.
    """
    tray = tray or _own_tray()
    kernel: Kernel | None = getattr(_of_thread, "kernel", None)
    if kernel is None or kernel.tray != tray or not kernel.fit:
        leave()
        kernel = _of_thread.kernel = Kernel(tray)
    return kernel


def leave() -> None:
    """End this thread's kernel, if it has one."""
    kernel = getattr(_of_thread, "kernel", None)
    if kernel is not None:
        _of_thread.kernel = None
        kernel.close()


def of_tray(tray: Path) -> list[Kernel]:
    """The kernels of one batch in this process."""
    return [kernel for kernel in list(_every) if kernel.tray == tray]


def _manager(tray: Path) -> Any:
    """Sockets in the private folder; where a platform has none, TCP with encryption."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    manager.client_class = "jupyter_client.asynchronous.AsyncKernelClient"
    if os.name == "nt":
        manager.transport_encryption = "auto"
    else:
        manager.transport = "ipc"
        manager.connection_file = str(tray / f"k{next(_number)}.json")
    return manager


def _environment(tray: Path) -> dict[str, str]:
    """What a kernel finds in its environment: the Run, and no habits of this user's IPython."""
    given = {snapshot.VARIABLE: str(tray / snapshot.FILE), "IPYTHONDIR": str(tray / "ipython")}
    return {**os.environ, **given}


@lru_cache(maxsize=1)
def _own_tray() -> Path:
    tray = new_tray()
    atexit.register(_close_all, tray)
    return Path(tray.name)


@atexit.register
def _close_all(tray: tempfile.TemporaryDirectory[str] | None = None) -> None:
    """End every kernel, and only then remove what they had open."""
    for kernel in list(_every):
        kernel.close()
    if tray is not None:
        tray.cleanup()
