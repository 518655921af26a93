"""What the batch costs: beside a plain loop, beside the same work without notebooks, and again.

A cohort of 8,000 students in 25 colleges. The plain loop is the papermill command and then the
nbconvert command, college by college, on the same notebook; it takes minutes, so usually a few
colleges stand for all, and their number is in the figure's name. All else is the median of several.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import psutil
from figure import Figure

from gradrecon.batch import run_batch
from gradrecon.cohort import cohort as cohorts
from gradrecon.samples import write_sample

PROJECT = Path(__file__).parents[2]
PARAMS = PROJECT / "params" / "2025.toml"
STUDENTS, COLLEGES, SOME, TIMES = 8000, 25, 3, 3
RUNS, SETTLED = 500, 50  # of the soak; from the second on its memory is held against


def measure(*, whole: bool = False) -> list[Figure]:
    """The figures; `whole` runs the loop over every college, and the soak."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(folder, students=STUDENTS, colleges=COLLEGES, seed=1, params=PARAMS)
        codes = [college.code for college in cohorts.load(folder / "params.toml").colleges]
        asked = codes if whole else codes[:SOME]
        batch = median(_batch(folder, "--force") for _ in range(TIMES))
        again = median(_batch(folder) for _ in range(TIMES))
        direct = median(_direct(folder) for _ in range(TIMES))
        loop = _loop(folder, asked) * len(codes) / len(asked)
        of = "全部学院" if whole else f"实测 {SOME} 个学院，按 {COLLEGES} 个折算"
        figures = [
            Figure(
                f"整批 {COLLEGES} 个学院", f"逐院 papermill、nbconvert（{of}）", batch, loop, 1 / 20
            ),
            Figure(f"整批 {COLLEGES} 个学院", "不经笔记本直接做", batch, direct, 2),
            Figure("输入未变再运行", "整批", again, batch, 0.1),
        ]
    return [*figures, *([soak()] if whole else [])]


def soak(runs: int = RUNS, settled: int = SETTLED) -> Figure:
    """Batches of two colleges in a row; the memory at the end beside that after the first ones.

    RuntimeError where one fails, or a process, a file or a private folder is left.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, memory = Path(name), []
        tempfile.tempdir = str(folder / "private")
        (folder / "private").mkdir()
        write_sample(folder, students=60, colleges=2, seed=1, params=PARAMS)
        for number in range(runs):
            done = run_batch(folder / "params.toml", out=folder / "out", force=True, jobs=2)
            done.require()
            memory.append(_held(settled=number >= settled))
    return Figure(
        f"连续 {runs} 批后的内存（MB）", f"{settled} 批后", memory[-1], memory[settled], 1.1
    )


def _held(*, settled: bool) -> float:
    """The memory of this process in MB; RuntimeError where a batch has left something."""
    process = psutil.Process()
    left = [f"{child.pid} {child.status()}" for child in process.children(recursive=True)]
    left += [path.name for path in Path(tempfile.gettempdir()).iterdir()]
    files = process.num_fds() if os.name != "nt" else 0
    if left or (settled and files > 100):
        raise RuntimeError(f"left behind: {left}, {files} open files")
    return process.memory_info().rss / 1e6


def _batch(folder: Path, *options: str) -> float:
    return _seconds("gradrecon", "run", str(folder / "params.toml"), *_places(folder), *options)


def _places(folder: Path) -> list[str]:
    return ["--raw", str(folder / "raw"), "--out", str(folder / "out")]


def _direct(folder: Path) -> float:
    out = folder / "direct"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    places = [str(one) for one in (folder / "params.toml", folder / "raw", out)]
    return _seconds_of(str(Path(__file__).with_name("direct.py")), *places, str(os.cpu_count()))


def _loop(folder: Path, codes: Sequence[str]) -> float:
    notebook, taken = PROJECT / "notebooks" / "college.ipynb", 0.0
    for code in codes:
        done = folder / f"{code}.ipynb"
        given = {"cohort": str(folder / "params.toml"), "college": code, "raw": str(folder / "raw")}
        options = [word for name, value in given.items() for word in ("-r", name, value)]
        taken += _seconds("papermill", str(notebook), str(done), *options)
        taken += _seconds("nbconvert", "--to", "html", "--no-input", str(done))
    return taken


def _seconds(module: str, *arguments: str) -> float:
    return _seconds_of("-m", module, *arguments)


def _seconds_of(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *command],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    return time.perf_counter() - start
