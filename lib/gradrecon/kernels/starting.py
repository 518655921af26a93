"""How a kernel's process comes about: forked from a template, else started afresh."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from jupyter_client.provisioning import KernelProvisionerBase

from gradrecon.run import snapshot

CAN_FORK = sys.platform == "linux"  # elsewhere libraries do not bear it, or there is no forking
_LOOK_EVERY = 0.05
_OURS_ALONE = ("PYTHONSTARTUP", "JPY_PARENT_PID", "MPLBACKEND", "PYTHONINSPECT")
_lock = threading.Lock()
_templates: dict[Path, Template] = {}


class Template:
    """A running template of a batch, from which kernels are forked."""

    def __init__(self, tray: Path) -> None:
        self._asking = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "gradrecon.kernels.template"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment(tray), cwd=tray, start_new_session=True,
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def fork(self, arguments: list[str]) -> int:
        """The number of a new process; raise ChildProcessError if the template is no more."""
        assert self._process.stdin and self._process.stdout
        with self._asking:
            try:
                self._process.stdin.write(json.dumps(arguments).encode() + b"\n")
                self._process.stdin.flush()
                answer = self._process.stdout.readline()
            except OSError:
                answer = b""
        if not answer:
            raise ChildProcessError("the process that kernels are forked from has ended")
        return int(answer)

    def end(self) -> None:
        """End it, and with it every kernel that was forked from it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


class Forked(KernelProvisionerBase):
    """A forked kernel's process, as Jupyter's manager looks at it."""

    process: psutil.Process | None = None

    @classmethod
    def of(cls, pid: int, manager: Any) -> Forked:
        """The process of that number."""
        one: Forked = cls(kernel_id="", kernel_spec=manager.kernel_spec, parent=manager)
        with suppress(psutil.NoSuchProcess):
            one.process = psutil.Process(pid)
        return one

    @property
    def has_process(self) -> bool:
        """Whether there ever was a process."""
        return True

    @property
    def ended(self) -> bool:
        """Whether it is no more."""
        if self.process is None or not self.process.is_running():
            return True
        with suppress(psutil.NoSuchProcess):
            return bool(self.process.status() == psutil.STATUS_ZOMBIE)
        return True

    async def poll(self) -> int | None:
        """None while it runs."""
        return 0 if self.ended else None

    async def wait(self) -> int | None:
        """Wait for its end."""
        while not self.ended:
            await asyncio.sleep(_LOOK_EVERY)
        return 0

    async def send_signal(self, signum: int) -> None:
        """Send it a signal."""
        if self.process is not None:
            with suppress(psutil.NoSuchProcess):
                self.process.send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End it at once."""
        self.end()

    async def terminate(self, restart: bool = False) -> None:
        """Ask it to end."""
        await self.send_signal(signal.SIGTERM)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Never called: it runs already."""
        raise RuntimeError("a forked kernel runs already")

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left of it."""

    def end(self) -> None:
        """End it and all that it started, at once."""
        if self.process is not None and not self.ended:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def template_of(tray: Path) -> Template:
    """The template of a batch, started if there is none."""
    with _lock:
        known = _templates.get(tray)
        if known is None or not known.alive:
            known = _templates[tray] = Template(tray)
        return known


def end_template(tray: Path) -> None:
    """End the template of a batch, if it has one."""
    with _lock:
        known = _templates.pop(tray, None)
    if known is not None:
        known.end()


def end_templates() -> None:
    """End every template of this process."""
    for tray in list(_templates):
        end_template(tray)


def environment(tray: Path) -> dict[str, str]:
    """What a kernel finds in its environment: the Run, and no habits of this user's programs."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS_ALONE}
    given = {snapshot.VARIABLE: str(tray / snapshot.FILE), "IPYTHONDIR": str(tray / "ipython")}
    if not os.access(Path.home(), os.W_OK):
        given["MPLCONFIGDIR"] = str(tray / "matplotlib")
    return {**kept, **given, **_plain_matplotlib()}


def _plain_matplotlib() -> dict[str, str]:
    """Matplotlib's settings as they are delivered."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or not found.origin:
        return {}
    return {"MATPLOTLIBRC": str(Path(found.origin).parent / "mpl-data" / "matplotlibrc")}
