"""What it costs to begin: importing the package, and asking the command for its help."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

from figure import Figure, side_by_side

TIMES = 11


def measure() -> list[Figure]:
    """The figures, each start a fresh process."""
    return [
        _imports("gradrecon", "pandas", limit=0.25),
        _help("python -m gradrecon --help", sys.executable, "-m", "gradrecon", "--help"),
        _help("gradrecon --help", str(_script()), "--help"),
    ]


def _imports(ours: str, theirs: str, limit: float) -> Figure:
    """Two imports side by side, the start of Python not counted."""
    pairs = [(_import_seconds(ours), _import_seconds(theirs)) for _ in range(TIMES + 1)][1:]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Figure(f"import {ours}", f"import {theirs}", mine, other, limit)


def _import_seconds(module: str) -> float:
    told = (
        f"import time; at = time.perf_counter(); import {module}; print(time.perf_counter() - at)"
    )
    return float(_run(sys.executable, "-c", told))


def _help(name: str, *command: str) -> Figure:
    return side_by_side(
        name,
        lambda: _run(*command),
        "python -c pass",
        lambda: _run(sys.executable, "-c", "pass"),
        limit=3,
        times=TIMES,
    )


def _script() -> Path:
    """The console script beside the running Python."""
    return Path(sys.executable).with_name("gradrecon" + Path(sys.executable).suffix)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
