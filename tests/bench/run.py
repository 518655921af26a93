"""Every figure of the benchmark, as a table and as `bench.json`: `python3 make.py bench`.

`--all` adds what takes minutes: a million students, the plain loop over every college, the soak,
pandas with openpyxl, the long fuzz. Ends with 1 where a figure is above its limit. `--stages`
prints where the time of a batch goes, and nothing else.
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
import growth
import photos
import reading
import review
import stages
import start
from figure import Figure
from growth import Growth

MUTATIONS = "20000"
BESIDE = ("pandas", "pyarrow", "python-calamine", "openpyxl", "pypinyin", "papermill")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure, print, write bench.json; the exit code."""
    if "--stages" in arguments:
        return stages.main()
    whole = "--all" in arguments
    figures = [*start.measure(), *cohort.measure(), *reading.measure(whole=whole)]
    memory = cohort.peak_megabytes()
    grown = growth.measure(whole=whole)
    figures += [*grown.figures, *photos.measure(), *review.measure(), *checklist.measure()]
    figures += batch.measure(whole=whole)
    sys.stdout.write(_table(figures, memory, grown))
    Path("bench.json").write_text(_record(figures, memory, grown), encoding="utf-8")
    failed = fuzz_reading.main([MUTATIONS]) if whole else 0
    held = grown.holds and all(figure.holds for figure in figures)
    return failed or (0 if held else 1)


def _table(figures: Sequence[Figure], memory: float, grown: Growth) -> str:
    head = "| 做什么 | 秒 | 与什么并排 | 秒 | 倍数 | 上限 |\n|---|--:|---|--:|--:|--:|\n"
    rows = "".join(
        f"| {one.name} | {one.ours:.2f} | {one.beside} | {one.theirs:.2f} "
        f"| {one.ratio:.2f}{'' if one.holds else ' ✗'} | {one.limit or ''} |\n"
        for one in figures
    )
    peaks = "，".join(f"{size:,} 人 {peak:.0f} MB" for size, peak in grown.megabytes.items())
    return (
        f"{head}{rows}\n内存峰值 {memory:.0f} MB；核对 {peaks}（上限 {growth.MOST_MEGABYTES} MB）\n"
        f"核对时间随人数增长的指数 {grown.exponent:.2f}（上限 {growth.STEEPEST}）\n"
    )


def _record(figures: Sequence[Figure], memory: float, grown: Growth) -> str:
    record = {
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "versions": {name: version(name) for name in BESIDE},
        "peak_megabytes": round(memory),
        "figures": [{**asdict(one), "ratio": one.ratio} for one in figures],
        "growth": {
            "exponent": round(grown.exponent, 3),
            "peak_megabytes": {str(size): round(peak) for size, peak in grown.megabytes.items()},
        },
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
