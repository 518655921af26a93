"""Every figure of the benchmark, as a table and as `bench.json`: `python3 make.py bench`.

`--all` adds what takes minutes: the batch beside a plain loop, pandas with openpyxl, the long
fuzz. Ends with 1 where a ratio is above its limit.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import batch
import checklist
import cohort
import fuzz_reading
import photos
import reading
import review
from figure import Figure

MUTATIONS = "20000"
BESIDE = ("pandas", "pyarrow", "python-calamine", "openpyxl", "pypinyin", "papermill")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure, print, write bench.json; the exit code."""
    whole = "--all" in arguments
    figures = [
        *cohort.measure(),
        *reading.measure(whole=whole),
        *photos.measure(),
        *review.measure(),
        *checklist.measure(),
    ]
    memory = cohort.peak_megabytes()
    if whole:
        figures += batch.measure()
    sys.stdout.write(_table(figures, memory))
    Path("bench.json").write_text(_record(figures, memory), encoding="utf-8")
    failed = fuzz_reading.main([MUTATIONS]) if whole else 0
    return failed or (0 if all(figure.holds for figure in figures) else 1)


def _table(figures: Sequence[Figure], memory: float) -> str:
    head = "| 做什么 | 秒 | 与什么并排 | 秒 | 倍数 | 上限 |\n|---|--:|---|--:|--:|--:|\n"
    rows = "".join(
        f"| {one.name} | {one.ours:.2f} | {one.beside} | {one.theirs:.2f} "
        f"| {one.ratio:.2f}{'' if one.holds else ' ✗'} | {one.limit or ''} |\n"
        for one in figures
    )
    return f"{head}{rows}\n内存峰值 {memory:.0f} MB\n"


def _record(figures: Sequence[Figure], memory: float) -> str:
    record = {
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "versions": {name: version(name) for name in BESIDE},
        "peak_megabytes": round(memory),
        "figures": [{**asdict(one), "ratio": one.ratio} for one in figures],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
