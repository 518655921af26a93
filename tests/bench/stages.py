"""Where the time goes: every stage of a batch by plain calls, one after the other, in one process.

Prints a table of seconds and shares, `python3 make.py bench --stages`; the pages on speed in docs
show one. Notebooks, kernels and processes come on top: what they cost is a figure of its own.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cohort import PARAMS
from direct import COLLEGE, SCHOOL

from gradrecon.checklist.sent import Sent, with_key
from gradrecon.cohort import cohort as cohorts
from gradrecon.linking import every_source, totals
from gradrecon.outputs.pages.report import CollegeReport, SchoolReport, precompute_figures
from gradrecon.outputs.tables.tables import write_tables
from gradrecon.outputs.workbooks import books
from gradrecon.reading import read_folder
from gradrecon.run import reconcile as core
from gradrecon.run import run, snapshot
from gradrecon.samples import write_sample

STUDENTS, COLLEGES = 8000, 25

# The steps of reconciling, as `reconcile` calls them.
STEPS: tuple[tuple[Any, str, str], ...] = (
    (core, "students", "核对：学生"),
    (every_source, "matches", "核对：对应"),
    (core, "linked", "核对：逐人汇总"),
    (core, "cases", "核对：逐人汇总"),
    (core, "judged", "核对：拼音"),
    (core, "find_all", "核对：规则"),
    (core, "settle", "核对：问题"),
    (core, "progress", "核对：进度"),
    (totals, "links", "核对：去向"),
    (totals, "strays", "核对：去向"),
)
PARTS = {CollegeReport: COLLEGE, SchoolReport: SCHOOL}


@dataclass
class Watch:
    """The seconds spent in each stage, in the order in which the stages were met."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """What is done inside counts for the stage."""
        self.seconds[stage] += 0.0
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start

    def over(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The same work, which counts for the stage."""

        def watched(*given: Any, **named: Any) -> Any:
            with self.on(stage):
                return work(*given, **named)

        return watched


def main() -> int:
    """Do it once to warm up, once watched, and print the table; the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(folder, students=STUDENTS, colleges=COLLEGES, seed=1, params=PARAMS)
        for watch in (Watch(), Watch()):
            with tempfile.TemporaryDirectory(dir=folder) as out:
                _batch(folder, Path(out), watch)
    total = sum(watch.seconds.values())
    lines = [
        f"| {stage} | {took:.2f} | {took / total:.0%} |" for stage, took in watch.seconds.items()
    ]
    sys.stdout.write("\n".join([_head(), "|---|--:|--:|", *lines, f"| 合计 | {total:.2f} | |", ""]))
    return 0


def _head() -> str:
    where = f"Python {platform.python_version()}，{platform.machine()}"
    return f"{STUDENTS:,} 人、{COLLEGES} 个学院，{where}\n\n| 做什么 | 秒 | 份额 |"


def _batch(folder: Path, out: Path, watch: Watch) -> None:
    cohort = cohorts.load(folder / "params.toml")
    with watch.on("读取"):
        tables = read_folder(folder / "raw", cohort).require()
    run = _reconciled(cohort, tables, watch)
    with watch.on("各学院共用的先做一次"):
        precompute_figures(run)
        books.precompute_books(run)
    with watch.on("保存核对结果和数据表"):
        snapshot.write(out / snapshot.FILE, run, cohort="", as_of="", raw="")
        write_tables(run, out)
    for code in run.colleges:
        for file, write in books.COLLEGE_BOOKS:
            (out / code).mkdir(exist_ok=True)
            with watch.on(f"各学院：{file}"):
                write(run, code, out / code / file)
        with watch.on("各学院：报告和图表"):
            _draw(CollegeReport(run, code))
    with watch.on("全校：工作簿、报告和图表"):
        for file, write_school in books.SCHOOL_BOOKS:
            write_school(run, out / file)
        _draw(SchoolReport(run))


def _reconciled(cohort: cohorts.Cohort, tables: Any, watch: Watch) -> run.Run:
    """The Run, each step of reconciling counted; what is left goes to the last line of them."""
    kept = [(module, name, getattr(module, name)) for module, name, _ in STEPS]
    start, before = time.perf_counter(), sum(watch.seconds.values())
    for module, name, stage in STEPS:
        setattr(module, name, watch.over(getattr(module, name), stage))
    try:
        run = core.reconcile(cohort, tables, None, with_key(Sent()), as_of=cohort.as_of or date.max)
    finally:
        for module, name, work in kept:
            setattr(module, name, work)
    counted = sum(watch.seconds.values()) - before
    watch.seconds["核对：其余"] += time.perf_counter() - start - counted
    return run


def _draw(report: CollegeReport | SchoolReport) -> None:
    for name in PARTS[type(report)].split():
        getattr(report, name)._repr_html_()


if __name__ == "__main__":
    sys.exit(main())
