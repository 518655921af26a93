"""The batch beside a plain loop of the papermill and nbconvert commands on the same notebook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from figure import Figure, side_by_side

from gradrecon import cohort as cohorts
from gradrecon.samples import write_sample

PROJECT = Path(__file__).parents[2]
PARAMS = PROJECT / "params" / "2025.toml"


def measure(students: int = 2400, colleges: int = 4) -> list[Figure]:
    """The figure for a cohort of that size, each way run once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(folder, students=students, colleges=colleges, seed=1, params=PARAMS)
        return [
            side_by_side(
                f"整批 {colleges} 个学院",
                lambda: _batch(folder),
                "逐院 papermill 加 nbconvert",
                lambda: _loop(folder),
                times=1,
            )
        ]


def _batch(folder: Path) -> None:
    shutil.rmtree(folder / "out", ignore_errors=True)
    _run("gradrecon", "run", str(folder / "params.toml"), *_places(folder))


def _places(folder: Path) -> list[str]:
    return ["--raw", str(folder / "raw"), "--out", str(folder / "out")]


def _loop(folder: Path) -> None:
    notebook = PROJECT / "notebooks" / "college.ipynb"
    params = folder / "params.toml"
    for college in cohorts.load(params).colleges:
        done = folder / f"{college.code}.ipynb"
        given = {"cohort": str(params), "college": college.code, "raw": str(folder / "raw")}
        options = [word for name, value in given.items() for word in ("-r", name, value)]
        _run("papermill", str(notebook), str(done), *options)
        _run("nbconvert", "--to", "html", "--no-input", str(done))


def _run(module: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
