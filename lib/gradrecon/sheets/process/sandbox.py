"""Read files in a process of their own, with limits; a file that breaks it costs only itself.

Every file goes this way, the plain ones too: that needs no guess at what is suspicious, costs
one start of some fifty milliseconds a folder, and lets reading go on while the rows already
read are worked on. A reader that dies, hangs or grows is ended, and the second reader is asked.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from gradrecon.sheets.grid import Book, Failed, Unreadable
from gradrecon.sheets.process.limits import DEFAULT, TOO_BIG, Limits
from gradrecon.sheets.process.worker import send

_START = (
    "import sys; sys.path[:] = {path!r}; "
    "from gradrecon.sheets.process.worker import main; main({reader!r})"
)
_BROKEN = (
    "文件已损坏，读取程序无法处理",
    "用 Excel 或 WPS 打开，另存为新的 .xlsx；打不开时向来源处重新索取。",
)
_SLOW = ("读取超时", "用 Excel 或 WPS 打开，删去多余的格式、空行和公式，另存为新的 .xlsx。")
SHEETS = "gradrecon.sheets.dispatch:read_book"
_LOOK_EVERY = 0.1
_READERS = 3  # no form of file has more
_FAT = 20_000_000  # bytes; after a book of this size a process keeps too much memory


class Sandbox:
    """One reading process, started when first needed and again whenever a file broke it.

    `reader` is the function that reads there, as `module:function`; it gets the path, the
    limits and whose turn it is. To be used with `with`, by one thread at a time.
    """

    def __init__(self, limits: Limits = DEFAULT, reader: str = SHEETS) -> None:
        self.limits = limits
        self.reader = reader
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, path: Path) -> Book:
        """The sheets of a file; raise Unreadable with what is wrong and what to do."""
        failures: list[Failed] = []
        for turn in range(_READERS):
            try:
                book: Book = self.ask(path, turn)
            except Failed as failure:
                failures.append(failure)
            else:
                return book.noting("第一种读取程序失败，改用第二种读取") if turn else book
        raise Unreadable(failures[0].wrong, failures[0].mend)

    def start(self) -> subprocess.Popen[bytes]:
        """The running process; started here where there is none."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            places = [str(place) for place in sys.path]
            program = _START.format(path=places, reader=self.reader)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def ask(self, path: Path, turn: int = 0) -> Any:
        """Return what the reader says; raise Failed if it broke, Unreadable if the file is bad."""
        process = self.start()
        watch = _Watch(process, self.limits.wall_seconds(path), self.limits.memory_mb)
        try:
            answer = self._exchange(process, pickle.dumps((path, self.limits, turn)))
        finally:
            watch.stop()
        if answer is None:
            self._end()
            raise Failed(*watch.verdict)
        if isinstance(answer, Unreadable):
            raise answer
        if isinstance(answer, Book) and answer.weight > _FAT:
            self._end()
        return answer

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], request: bytes) -> Any:
        """The answer to a request; None where the process ends before it has given one."""
        assert process.stdin and process.stdout  # both were asked for as pipes
        try:
            send(process.stdin, request)  # type: ignore[arg-type]
            return pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:  # a request that could no longer be delivered
                    continue
        process.wait()


class _Watch:
    """Ends a process that takes too long or grows too big, and says why a process ended."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory_mb: float) -> None:
        self._process = process
        self._end = time.monotonic() + seconds
        self._memory_mb = memory_mb
        self._reason: tuple[str, str] | None = None
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._done.set()
        self._thread.join()

    @property
    def verdict(self) -> tuple[str, str]:
        """What is wrong with the file that the process ended on, and the mend."""
        # 24 is SIGXCPU: the system ended the process at its limit of computing time.
        return self._reason or (_SLOW if self._process.returncode == -24 else _BROKEN)

    def _look(self) -> None:
        while not self._done.wait(_LOOK_EVERY):
            if time.monotonic() > self._end:
                self._stop_for(_SLOW)
            elif _memory_mb(self._process.pid) > self._memory_mb:
                self._stop_for(TOO_BIG)

    def _stop_for(self, reason: tuple[str, str]) -> None:
        self._reason = self._reason or reason
        self._process.kill()


def _memory_mb(pid: int) -> float:
    import psutil  # type: ignore[import-untyped]  # rarely needed: files that take their time

    try:
        return psutil.Process(pid).memory_info().rss / 1e6
    except psutil.Error:
        return 0
