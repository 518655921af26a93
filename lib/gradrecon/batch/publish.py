"""Get results into place: all of them, or none and everything as it was.

Results are made in a hidden folder inside the target, so that moving them is renaming. What is
replaced is put aside first and put back if any move fails, as when a workbook is open in Excel, or
the run is interrupted. What is put aside is never removed while it is the only copy.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gradrecon.batch.job import NOTEBOOK, PAGE
from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, UsageError
from gradrecon.files import reason

RUN_RECORD = "run.json"
_STAGE, _ASIDE = ".making-", ".before-"
_A_DAY = 24 * 60 * 60
_COLLEGES = "colleges"


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A hidden folder in the target to make results in, gone afterwards; UsageError if it cannot.

    Any other failure to write within is a UsageError as well: one sentence, nothing replaced.
    """
    there_before = target.exists()
    try:
        target.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=target))
        try:
            _sweep(target, stage)
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            if not there_before:
                with suppress(OSError):
                    target.rmdir()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(_cannot_write(target, error)) from error


def publish(stage: Path, target: Path, stale: Iterable[Path] = ()) -> None:
    """Move all that was made into place, `run.json` last, and remove what is stale.

    OSError where a file cannot be replaced; then everything is as it was before, as it is when
    the run is interrupted here. UsageError where not even that can be done: it names the folder
    in which the former results are.
    """
    made = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    made.sort(key=lambda path: path.name == RUN_RECORD)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=target))
    moves: list[tuple[Path, Path]] = []
    try:
        for path in (Path(RUN_RECORD), *stale, *made):
            if (target / path).exists():
                _move(target / path, aside / path, moves)
        for path in made:
            _move(stage / path, target / path, moves)
    except BaseException as error:
        _undo(moves)
        if _files(aside):
            raise UsageError(_half_done(target, aside)) from error
        shutil.rmtree(aside, ignore_errors=True)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    for folder in {(target / path).parent for path in stale}:
        with suppress(OSError):
            folder.rmdir()


def stale_files(target: Path, present: Collection[str], cohort: Cohort) -> list[Path]:
    """What earlier runs made for colleges that are no more; files of other names stay.

    And every table for the platform that no batch of the cohort has: nobody may import an old one.
    """
    folders = list((target / _COLLEGES).glob("*/"))
    if not folders:
        return []
    from gradrecon.outputs.workbooks.books import PLATFORM_TABLES, college_files

    names = [NOTEBOOK, PAGE, *college_files(cohort)]
    gone = [folder for folder in folders if folder.name not in present]
    ours = [folder / name for folder in gone for name in names]
    tables = [path for folder in folders for path in folder.glob(PLATFORM_TABLES)]
    ours += [path for path in tables if path.name not in names]
    return [path.relative_to(target) for path in ours if path.is_file()]


def college_folder(base: Path, code: str) -> Path:
    """Where a college's results are, below the stage or the target."""
    return base / _COLLEGES / code


def _sweep(target: Path, stage: Path) -> None:
    """Remove what runs that were killed left behind more than a day ago.

    What such a run had put aside, and nothing stands for by now, is put back.
    """
    now = stage.stat().st_mtime
    for left in (*target.glob(f"{_ASIDE}*"), *target.glob(f"{_STAGE}*")):
        if now - left.stat().st_mtime < _A_DAY:
            continue
        if left.name.startswith(_ASIDE):
            for path in _files(left):
                if not (target / path).exists():
                    _move(left / path, target / path, [])
        shutil.rmtree(left, ignore_errors=True)


def _move(source: Path, goal: Path, moves: list[tuple[Path, Path]]) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    moves.append((source, goal))  # before it is moved: an interrupt may come at any time
    source.replace(goal)


def _undo(moves: Iterable[tuple[Path, Path]]) -> None:
    """Move back what was moved, each as far as it can be."""
    for source, goal in reversed(list(moves)):
        with suppress(OSError):
            goal.replace(source)


def _files(folder: Path) -> list[Path]:
    return [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]


def _cannot_write(target: Path, error: OSError) -> Fault:
    return Fault(
        str(target),
        f"结果写不进去（{reason(error)}）",
        "原有结果未动。按原因处理，或用 --out 换一个文件夹。",
    )


def _half_done(target: Path, aside: Path) -> Fault:
    return Fault(
        str(target),
        f"结果没有换完，也没有全部换回：有文件正被 Excel 等程序打开。原有文件在 {aside.name}",
        f"关闭占用的程序，把 {aside} 里的文件移回 {target}；或直接重新运行。",
    )
