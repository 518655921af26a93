"""How far the batch is: a bar for each college on a terminal, a line for each elsewhere.

Each job has a file of its own, so that this works with any executor. How many cells are done is
the file's size: a file that is written anew, some systems put on the disk while one waits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TextIO

from gradrecon.batch.job import Job, Outcome


class Progress(Protocol):
    """What the batch tells about itself while it runs."""

    def tell(self, text: str) -> None:
        """Show a sentence."""

    def begin(self, jobs: Sequence[Job], cells: Sequence[int]) -> None:
        """The jobs, and how many cells each has."""

    def skip(self, current: int) -> None:
        """So many results are up to date and not made again."""

    def look(self, job: Job) -> None:
        """Time to look how many cells of a job are done."""

    def finish(self, outcome: Outcome) -> None:
        """A job has come to its end."""

    def close(self) -> None:
        """Nothing more will come."""


class Silent:
    """Tells nothing."""

    def tell(self, text: str) -> None:
        """Nothing is shown."""

    def begin(self, jobs: Sequence[Job], cells: Sequence[int]) -> None:
        """Nothing is shown."""

    def skip(self, current: int) -> None:
        """Nothing is shown."""

    def look(self, job: Job) -> None:
        """Nothing is shown."""

    def finish(self, outcome: Outcome) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing is shown."""


class Lines(Silent):
    """A line for each job that has ended; for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def tell(self, text: str) -> None:
        """Write one line."""
        _say(text, self._stream)

    def skip(self, current: int) -> None:
        """Write one line."""
        _say_skipped(current, self._stream)

    def finish(self, outcome: Outcome) -> None:
        """Write one line."""
        how = "完成" if outcome.ok else "失败"
        self._stream.write(f"  {how}　{_label(outcome)}（{outcome.seconds:.1f} 秒）\n")
        self._stream.flush()


class Bars(Silent):
    """A bar for each job, counting cells."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bars: dict[str, Any] = {}

    def begin(self, jobs: Sequence[Job], cells: Sequence[int]) -> None:
        """Draw every bar, empty."""
        from tqdm import tqdm

        labels = [_label(job) for job in jobs]
        width = max(map(_width, labels), default=0)
        for job, label, total in zip(jobs, labels, cells, strict=True):
            self._bars[job.code] = tqdm(
                total=total,
                desc=label + " " * (width - _width(label)),
                file=self._stream,
                bar_format="{desc} |{bar:24}| {unit}",
                unit="等待",
                dynamic_ncols=True,
                leave=True,
            )

    def tell(self, text: str) -> None:
        """Write one line above the bars."""
        _say(text, self._stream)

    def skip(self, current: int) -> None:
        """Write one line above the bars."""
        _say_skipped(current, self._stream)

    def look(self, job: Job) -> None:
        """Advance the job's bar to the cells done."""
        bar = self._bars[job.code]
        with suppress(OSError):
            done = job.progress.stat().st_size
            if bar.n < done < bar.total:
                self._show(job.code, done, f"{done}/{bar.total} 格")

    def finish(self, outcome: Outcome) -> None:
        """Fill the bar, or leave it where the job failed."""
        bar = self._bars[outcome.code]
        how = "完成" if outcome.ok else "失败"
        done = bar.total if outcome.ok else bar.n
        self._show(outcome.code, done, f"{how}（{outcome.seconds:.1f} 秒）")

    def _show(self, code: str, done: int, text: str) -> None:
        bar = self._bars[code]
        bar.n, bar.unit = done, text
        bar.refresh()

    def close(self) -> None:
        """Leave the bars as they are, the cursor below them."""
        for bar in self._bars.values():
            bar.close()


def count(file: Path, cells: int) -> None:
    """Record in a job's file how many of its cells are done."""
    with file.open("ab") as sized:
        sized.truncate(cells)


def progress_on(stream: TextIO) -> Progress:
    """Bars where the stream is a terminal, lines where it is not."""
    return Bars(stream) if stream.isatty() else Lines(stream)


def _say_skipped(current: int, stream: TextIO) -> None:
    _say(f"未变　{current} 份报告的输入和结果都没有变，不重做（--force 可全部重做）", stream)


def _say(text: str, stream: TextIO) -> None:
    stream.write(f"  {text}\n")
    stream.flush()


def _label(one: Job | Outcome) -> str:
    return f"{one.code} {one.name}".strip()


def _width(text: str) -> int:
    """How many places a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
