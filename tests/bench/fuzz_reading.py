"""Fuzz the reading: mutated files must end in rows or in a clear error, in bounded time and memory.

`python tests/bench/fuzz_reading.py [COUNT [SEED [FOLDER]]]` mutates the broken files of this
repository (or the files below FOLDER) and prints what came of them; it ends with 1 where a
mutation raised anything else, took longer than 10 seconds or more than 1 GB. A mutation is
told by its seed and can be had again with `mutation(…)`.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from gradrecon.cohort.cohort import Reading
from gradrecon.reading.assemble import assemble
from gradrecon.reading.files import read_file, take
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.sources import SOURCES
from gradrecon.sources.headers import Headers

SECONDS, MEGABYTES = 10.0, 1000.0
BROKEN_FILES = Path(__file__).parents[1] / "broken_files"
CELLS = ("", "#N/A", "1E+17", "=1+1", "99010119990101123X", "\x00", "张" * 300, "&#0;", "-1", "nan")


@dataclass
class Outcome:
    """How many mutations ended in what, the longest time, the most memory, and the failures."""

    allowed: float
    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    memory: float = 0.0
    failures: list[str] = field(default_factory=list)


def mutation(content: bytes, seed: int) -> bytes:
    """The content with one to four things wrong, the same for the same seed."""
    rng = random.Random(seed)
    if content.startswith(b"PK") and rng.random() < 0.7:
        return _within_archive(content, rng)
    return _bytes(content, rng)


def _bytes(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(changed) + 1)
        length = rng.choice((1, 2, 4, 16, 100, 1000))
        match rng.randrange(6):
            case 0:
                changed[at : at + length] = rng.randbytes(min(length, len(changed) - at))
            case 1:
                del changed[at:]
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length] * rng.randint(1, 50)
            case 4:
                changed[at:at] = rng.choice(CELLS).encode()
            case _:
                changed[at : at + 4] = rng.choice((b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"))
    return bytes(changed)


def _within_archive(content: bytes, rng: random.Random) -> bytes:
    """One part of a zip file mutated, the archive around it whole."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
            chosen = rng.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name) if old.getinfo(name).file_size < 10_000_000 else b""
                new.writestr(name, _bytes(part, rng) if name == chosen else part)
    except Exception:  # the broken files are among those that are mutated
        return _bytes(content, rng)
    return made.getvalue()


def fuzz(files: Sequence[Path], count: int, seed: int = 0, seconds: float = SECONDS) -> Outcome:
    """Read so many mutations of the files, one process and one folder for all."""
    outcome = Outcome(allowed=seconds)
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        for number in range(seed, seed + count):
            file = files[number % len(files)]
            target = Path(folder) / file.name
            target.write_bytes(mutation(file.read_bytes(), number))
            _try(Path(folder), file.name, number, sandbox, outcome)
            target.unlink()
    return outcome


def _try(folder: Path, name: str, number: int, sandbox: Sandbox, outcome: Outcome) -> None:
    start = time.monotonic()
    try:
        source = SOURCES[number % len(SOURCES)]
        read = read_file(source, Headers(source, {}), take(folder, name, sandbox), Reading())
        assemble(source, read.pieces)
        outcome.ends["；".join(fault.wrong[:12] for fault in read.faults[:1]) or "读出"] += 1
    except BaseException as error:
        outcome.failures.append(f"{name} seed {number}: {error!r}")
    took = time.monotonic() - start
    outcome.slowest = max(outcome.slowest, took)
    memory = psutil.Process(sandbox.start().pid).memory_info().rss / 1e6
    outcome.memory = max(outcome.memory, memory, psutil.Process().memory_info().rss / 1e6)
    if took > outcome.allowed or memory > MEGABYTES:
        outcome.failures.append(f"{name} seed {number}: {took:.1f} s, {memory:.0f} MB")


def main(arguments: Sequence[str]) -> int:
    """Run it from the command line."""
    count = int(arguments[0]) if arguments else 20_000
    seed = int(arguments[1]) if len(arguments) > 1 else 0
    folder = Path(arguments[2]) if len(arguments) > 2 else BROKEN_FILES
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".py"]
    outcome = fuzz(files, count, seed)
    for end, times in outcome.ends.most_common():
        sys.stdout.write(f"{times:8,}  {end}\n")
    sys.stdout.write(f"最慢 {outcome.slowest:.1f} 秒，内存最多 {outcome.memory:.0f} MB\n")
    sys.stdout.write("\n".join(outcome.failures) + "\n")
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
