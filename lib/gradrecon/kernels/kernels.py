"""Kernels: each serves one notebook, in a process that has never run a cell before.

On Linux it is forked from a template that has everything imported (`starting`). Elsewhere it is
started afresh, the next one while the one before it works. It ends with this process.
"""

from __future__ import annotations

import ast
import atexit
import itertools
import os
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

from gradrecon.kernels import lean
from gradrecon.kernels.starting import (
    CAN_FORK,
    Forked,
    end_template,
    end_templates,
    environment,
    template_of,
)  # fmt: skip
from gradrecon.kernels.tray import new_tray

if TYPE_CHECKING:
    from subprocess import Popen

START_SECONDS = 180  # also on a machine that has much else to do
_LOOK_EVERY = 1.0
_WITHIN = "__import__('importlib').import_module('gradrecon.kernels.within')"
_ARGUMENTS = [
    "--IPKernelApp.log_level=CRITICAL",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
    "--HistoryManager.enabled=False",
    "--IPKernelApp.outstream_class=gradrecon.kernels.stream.Stream",
]

_of_thread = threading.local()
_every: set[Kernel] = set()
_number = itertools.count()


class Kernel:
    """One kernel, for the thread that made it; `tray` is the folder of its sockets.

    `manager` and `client` are Jupyter's; the client's channels belong to this thread's loop.
    `forked`: from the batch's template.
    """

    def __init__(self, tray: Path, *, forked: bool) -> None:
        self.tray = tray
        self.forked = forked
        self.spent = False
        self.client: Any = None
        self.manager = _manager(tray)
        _every.add(self)
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        if not self.forked:
            self.manager.start_kernel(
                extra_arguments=_ARGUMENTS, env=environment(self.tray), cwd=str(self.tray)
            )
            return
        self.manager.write_connection_file()
        arguments = ["-f", self.manager.connection_file, *_ARGUMENTS]
        pid = template_of(self.tray).fork(arguments)
        self.manager.provisioner = Forked.of(pid, self.manager)

    def ready(self) -> Kernel:
        """The kernel itself, once it can be asked."""
        from jupyter_core.utils import run_sync

        if self.client is not None:
            return self
        try:
            self.client = self.manager.client()
            # Nobody is there to answer questions; and its process tells whether it lives.
            self.client.start_channels(stdin=False, hb=False)
            run_sync(self.client.wait_for_ready)(START_SECONDS)
            if not self.forked:
                self.call("prepare", os.getpid(), seconds=START_SECONDS)
        except RuntimeError as error:  # what Jupyter says of a kernel that does not answer
            self.close()
            raise NotReady(str(error)) from error
        except BaseException:
            self.close()
            raise
        return self

    @property
    def fit(self) -> bool:
        """Whether it can take a notebook."""
        return not self.spent and bool(self.manager.is_alive())

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

    def kill(self) -> None:
        """End its process at once, from any thread; waiting callers hear of its death."""
        if isinstance(self.manager.provisioner, Forked):
            self.manager.provisioner.end()
        elif self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End it, and leave no socket behind; not while its thread still asks it something."""
        _every.discard(self)
        self.kill()
        if not self.forked:
            if self._process is not None:  # Jupyter looks but ten times a second for its end
                self._process.wait()
            with suppress(RuntimeError):  # it is dead already
                self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
        if self.client is not None:
            self.client.stop_channels()
            self.client.context.destroy(linger=0)


class NotReady(Exception):
    """A kernel that did not begin to answer."""


class WithinError(Exception):
    """What our code raised in a kernel: `ename`, the exception's class, `evalue`, its text."""

    def __init__(self, ename: str, evalue: str) -> None:
        super().__init__(f"{ename}: {evalue}")
        self.ename, self.evalue = ename, evalue


def prepare(tray: Path) -> None:
    """Have ready what the first kernels of a batch will need."""
    if CAN_FORK:
        template_of(tray)


def mine(tray: Path | None = None, *, forked: bool = CAN_FORK) -> Kernel:
    """This thread's kernel for the batch whose private folder is `tray`, one that ran no notebook.

    Without `tray`: for notebooks of no batch, in a private folder of this process.
    """
    tray = tray or _own_tray()
    kernel: Kernel | None = getattr(_of_thread, "kernel", None)
    if kernel is None or (kernel.tray, kernel.forked) != (tray, forked) or not kernel.fit:
        kernel = _next(tray, forked=forked)
    return kernel.ready()


def _next(tray: Path, *, forked: bool) -> Kernel:
    """A fresh kernel in place of this thread's; where it takes long, one begun ahead."""
    begun: Kernel | None = getattr(_of_thread, "ahead", None)
    _of_thread.ahead = None
    leave()
    if begun is not None and (begun.tray != tray or forked or not begun.fit):
        begun.close()
        begun = None
    kernel = _of_thread.kernel = begun or Kernel(tray, forked=forked)
    if not forked:
        kernel.ready()
        _of_thread.ahead = Kernel(tray, forked=False)
    return kernel


def leave() -> None:
    """End this thread's kernels, if it has any."""
    for name in ("kernel", "ahead"):
        kernel: Kernel | None = getattr(_of_thread, name, None)
        if kernel is not None:
            setattr(_of_thread, name, None)
            kernel.close()


def end(tray: Path) -> None:
    """End every kernel of a batch in this process at once, from any thread, and its template."""
    for kernel in of_tray(tray):
        kernel.kill()
    end_template(tray)


def of_tray(tray: Path) -> list[Kernel]:
    """The kernels of one batch in this process."""
    return [kernel for kernel in list(_every) if kernel.tray == tray]


def _manager(tray: Path) -> Any:
    """Sockets in the private folder; where a platform has none, TCP with encryption."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3")
    # This very Python, whatever this user's own kernel of that name is.
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager._kernel_spec = KernelSpec(argv=command, display_name="Python 3", language="python")
    manager.client_class = "jupyter_client.asynchronous.AsyncKernelClient"
    if os.name == "nt":
        manager.transport_encryption = "auto"
    else:
        manager.transport = "ipc"
        manager.connection_file = str(tray / f"k{next(_number)}.json")
    return manager


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
    end_templates()
    if tray is not None:
        tray.cleanup()
