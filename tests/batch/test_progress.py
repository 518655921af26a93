"""How the batch says how far it is."""

import io
from pathlib import Path
from typing import Any

import pytest

from gradrecon.batch import Job, Outcome
from gradrecon.batch.progress import Bars, Lines, count, progress_on


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A college's job, of which only code, name and tray matter here."""
    nothing: Any = tmp_path
    return Job("02", "机电学院", "", *[nothing] * 5, tray=tmp_path,
               root=tmp_path, seconds=1)  # fmt: skip


def test_a_terminal_gets_bars_and_a_pipe_gets_lines() -> None:
    assert isinstance(progress_on(Terminal()), Bars)
    assert isinstance(progress_on(io.StringIO()), Lines)


def test_a_line_says_which_college_how_and_how_long(job: Job) -> None:
    stream = io.StringIO()
    lines = Lines(stream)
    lines.begin([job], [10])
    lines.look(job)
    lines.finish(Outcome("02", "机电学院", 3.24))
    lines.finish(Outcome("", "示例大学", 1.0, "笔记本出错"))
    assert stream.getvalue() == "  完成　02 机电学院（3.2 秒）\n  失败　示例大学（1.0 秒）\n"


@pytest.mark.parametrize(("error", "last"), [("", "完成（3.2 秒）"), ("出错", "失败（3.2 秒）")])
def test_a_bar_counts_cells_and_ends_with_the_truth(job: Job, error: str, last: str) -> None:
    stream = Terminal()
    bars = Bars(stream)
    bars.begin([job], [10])
    bars.look(job)
    count(job.progress, 4)
    bars.look(job)
    assert "02 机电学院 |" in stream.getvalue() and "4/10 格" in stream.getvalue()
    bars.finish(Outcome("02", "机电学院", 3.2, error))
    bars.close()
    assert last in stream.getvalue().splitlines()[-1]
