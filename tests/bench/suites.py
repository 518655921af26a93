"""Read the test suites of other spreadsheet libraries: `python tests/bench/suites.py FOLDER`.

Every file below the folder must end in rows or in a clear error, in bounded time and memory;
and where two good readers agree on the cells of a sheet, so must this one. Prints what came of
the files, the slowest, the biggest and the disagreements; ends with 1 where there is a failure.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from witness import Cells, Witness, cells_of

from gradrecon.cohort.cohort import Reading
from gradrecon.reading.assemble import assemble
from gradrecon.reading.files import read_file, take
from gradrecon.sheets import Book
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.sources import SOURCES
from gradrecon.sources.headers import Headers

SECONDS, MEGABYTES = 10.0, 1000.0
SHOWN = 15
ENDINGS = (
    *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".xml", ".slk", ".dif"),
    *(".ods", ".ots", ".fods", ".numbers", ".et", ".dbf", ".parquet"),
    *(".csv", ".tsv", ".txt", ".tab", ".htm", ".html", ".mht", ".mhtml"),
)


@dataclass
class Outcome:
    """How many files ended in what; seconds and megabytes of each; failures; disagreements."""

    ends: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    compared: int = 0
    differing: list[str] = field(default_factory=list)


def read_all(folder: Path, files: Sequence[Path]) -> Outcome:
    """Read the files one after another, as a raw folder's are read."""
    outcome = Outcome()
    with Sandbox() as sandbox, Witness() as witness:
        for number, file in enumerate(files):
            name = file.relative_to(folder).as_posix()
            book = _read(folder, name, number, sandbox, outcome)
            if book is not None:
                _compare(file, name, book, witness, outcome)
    return outcome


def _read(folder: Path, name: str, number: int, sandbox: Sandbox, outcome: Outcome) -> Book | None:
    process = sandbox.start().pid
    start = time.monotonic()
    try:
        taken = take(folder, name, sandbox)
        source = SOURCES[number % len(SOURCES)]
        assemble(source, read_file(source, Headers(source, {}), taken, Reading(), {}).pieces)
    except BaseException as error:
        outcome.failures.append(f"{name}: {error!r}")
        return None
    took, memory = time.monotonic() - start, _peak(process)
    outcome.seconds[name], outcome.megabytes[name] = took, memory
    outcome.ends["读出" if taken.fault is None else taken.fault.wrong[:14]] += 1
    if took > SECONDS or memory > MEGABYTES:
        outcome.failures.append(f"{name}: {took:.1f} s, {memory:.0f} MB")
    return taken.book


def _peak(pid: int) -> float:
    """The most memory that a process ever had, where the system tells; what it has, else; MB."""
    status = Path(f"/proc/{pid}/status")
    try:
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return psutil.Process(pid).memory_info().rss / 1e6 if psutil.pid_exists(pid) else 0.0


def _compare(file: Path, name: str, book: Book, witness: Witness, outcome: Outcome) -> None:
    """Hold our cells against those of the two other readers, sheet by sheet, where they agree."""
    one, other = (witness.read(file, number) for number in (0, 1))
    for sheet in book.sheets:
        if sheet.name not in one or sheet.name not in other:
            continue
        told = _agreed(one[sheet.name], other[sheet.name])
        if told is not None:
            outcome.compared += 1
            ours = cells_of(sheet)
            if wrong := sorted(at for at in told if ours.get(at, "") != told[at]):
                at = wrong[0]
                outcome.differing.append(
                    f"{name}!{sheet.name}: {len(wrong)} of {len(told)}, "
                    f"{at}: {ours.get(at, '')!r}, not {told[at]!r}"
                )


def _agreed(one: Cells, other: Cells) -> Cells | None:
    """The cells of a sheet on which both agree wholly; errors, which readers leave out, aside."""
    return one if one == other else None


def main(arguments: Sequence[str]) -> int:
    """Run it from the command line."""
    folder = Path(arguments[0])
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix.lower() in ENDINGS]
    outcome = read_all(folder, files)
    lines = [f"{times:8,}  {end}" for end, times in outcome.ends.most_common()]
    lines += [f"{len(files):,} 个文件；两种读取程序一致的工作表 {outcome.compared:,} 张"]
    for title, measured, unit in (
        ("最慢", outcome.seconds, "秒"),
        ("内存最多", outcome.megabytes, "MB"),
    ):
        top = sorted(measured.items(), key=lambda pair: -pair[1])[:SHOWN]
        lines += ["", title, *(f"{value:8.1f} {unit}  {name}" for name, value in top)]
    lines += ["", f"不一致 {len(outcome.differing)}", *outcome.differing]
    lines += ["", f"失败 {len(outcome.failures)}", *outcome.failures]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if outcome.failures or outcome.differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
