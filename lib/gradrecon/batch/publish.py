"""Get results into place: all of them, or none and everything as it was.

Results are made in a hidden folder inside the target, so that moving them is renaming. Before the
first of them moves, what they replace is kept beside them under a second name (a link, a copy where
there are none): that folder appears, and goes, by one renaming. While it is there publishing is not
over; whatever stopped it, the former results come back, at once or when the next run starts.

What later runs read (the key, what was sent, history) only ever comes along; it is never moved.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from gradrecon.batch.job import NOTEBOOK, PAGE
from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, WriteError
from gradrecon.files import reason
from gradrecon.kernels.lock import alone
from gradrecon.workspace import HISTORY, SENT

RUN_RECORD = "run.json"
_STAGE, _BEFORE = ".making-", ".before-"
_NEW = ".new.json"  # which files had no predecessor
_COLLEGES = "colleges"
_MEMORY = (SENT, HISTORY)
_AT_A_TIME = 16

Say = Callable[[str], object]


def _silent(text: str) -> None:
    """Say nothing."""


@contextmanager
def writing(target: Path, say: Say = _silent, *, group: bool = False) -> Iterator[None]:
    """Be the only run that writes in the target, made if it is not there; heal what is left there.

    Raise WriteError if it cannot be written, also for any other failure to write within.
    """
    there_before = target.exists()
    try:
        if not there_before:
            target.mkdir(parents=True, exist_ok=True)
            target.chmod(0o750 if group else 0o700)
        try:
            with alone(target, lambda: say(f"另一次运行正在写入 {target}，等它结束再继续……")):
                _heal(target, say)
                yield
        finally:
            if not there_before:
                with suppress(OSError):
                    target.rmdir()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(_cannot_write(target, error)) from error


@contextmanager
def staging(target: Path, say: Say = _silent) -> Iterator[Path]:
    """A hidden folder in the target to make results in, gone afterwards; else as `writing`."""
    with writing(target, say):
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=target))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, target: Path, stale: Iterable[Path] = (), *, group: bool = False) -> None:
    """Move all that was made into place, `run.json` last, and remove what is stale.

    Only its owner may read it, whatever the usual mode of new files; with `group`, the group too.

    Raise OSError if a file cannot be replaced; then everything is as it was before, as it is when
    the run is interrupted here. Raise WriteError if not even that can be done: it names the folder
    in which the former results are.
    """
    gone = list(stale)
    with alone(target):
        _restore_all(target)
        made = _in_order(stage, target)
        _set_modes(stage, made, group=group)
        _to_disk([stage / path for path in made])
        aside = Path(tempfile.mkdtemp(prefix=_STAGE, dir=target))
        before = aside.with_name(aside.name.replace(_STAGE, _BEFORE))
        try:
            _keep(target, made, gone, aside)
            aside.replace(before)
            _make_folders(target, made, group=group)
            _replace(stage, target, made, gone)
            before.replace(aside)  # from here on the new results stand
        except BaseException as error:
            if before.exists():
                _restore_or_tell(before, target, error)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    for folder in {(target / path).parent for path in gone}:
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


def _in_order(stage: Path, target: Path) -> list[Path]:
    """What is to be moved, in this order: what later runs read first, the record last.

    What later runs read is never replaced: its name says what is in it.
    """
    made = sorted(path.relative_to(stage) for path in stage.rglob("*") if path.is_file())
    made.sort(key=lambda path: (path.parts[0] not in _MEMORY, path.name == RUN_RECORD))
    return [path for path in made if path.parts[0] not in _MEMORY or not (target / path).exists()]


def _keep(target: Path, made: Sequence[Path], gone: Sequence[Path], aside: Path) -> None:
    """Give all that is going to be replaced or removed a second name in a folder."""
    new = [path for path in made if not (target / path).exists()]
    for path in {*made, *gone} - set(new):
        if (target / path).exists():
            _link(target / path, aside / path)
    names = json.dumps([path.as_posix() for path in new], ensure_ascii=False)
    (aside / _NEW).write_text(names, encoding="utf-8")
    _to_disk([aside / _NEW, aside])


def _link(source: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, goal)
    except OSError:  # a share or a file system without links
        shutil.copy2(source, goal)


def _set_modes(stage: Path, made: Iterable[Path], *, group: bool) -> None:
    for path in made:
        (stage / path).chmod(0o640 if group else 0o600)


def _make_folders(target: Path, made: Iterable[Path], *, group: bool) -> None:
    for folder in sorted({parent for path in made for parent in path.parents}):
        if not (target / folder).exists():
            (target / folder).mkdir()
            (target / folder).chmod(0o750 if group else 0o700)


def _replace(stage: Path, target: Path, made: Sequence[Path], gone: Sequence[Path]) -> None:
    for path in made:
        (stage / path).replace(target / path)
    for path in gone:
        (target / path).unlink(missing_ok=True)
    _to_disk({(target / path).parent for path in made})


def _heal(target: Path, say: Say) -> None:
    """Put back what a run was about to replace when it was killed, and sweep what it left."""
    if _restore_all(target):
        say("上次运行在发布结果时被中断，已恢复到它之前的完整结果。")
    left = list(target.glob(f"{_STAGE}*"))
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    if left:
        say(f"已清理上次中断的运行留下的 {len(left)} 个临时文件夹。")


def _restore_all(target: Path) -> int:
    """Bring back the former results that stand aside; how many folders of them there were."""
    found = list(target.glob(f"{_BEFORE}*"))
    for before in found:
        _restore_or_tell(before, target, None)
    return len(found)


def _restore_or_tell(before: Path, target: Path, error: BaseException | None) -> None:
    """Bring everything back; raise WriteError with the folder that holds it if that fails."""
    try:
        _restore(before, target)
    except OSError as failure:
        raise WriteError(_half_done(target, before)) from error or failure


def _restore(before: Path, target: Path) -> None:
    """Bring back each file as far as it can be; raise OSError if one could not."""
    failures: list[OSError] = []
    for name in _had_no_predecessor(before):
        with _noted(failures), suppress(FileNotFoundError, NotADirectoryError):
            (target / name).unlink()
    for path in _files(before):
        with _noted(failures):
            _put_back(before / path, target / path)
    if failures:
        raise failures[0]
    shutil.rmtree(before, ignore_errors=True)


def _put_back(source: Path, goal: Path) -> None:
    if goal.exists() and source.samefile(goal):
        source.unlink()  # it was not replaced yet
        return
    goal.parent.mkdir(parents=True, exist_ok=True)
    source.replace(goal)


@contextmanager
def _noted(failures: list[OSError]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        failures.append(error)


def _had_no_predecessor(before: Path) -> list[str]:
    try:
        names: list[str] = json.loads((before / _NEW).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return names


def _files(folder: Path) -> list[Path]:
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path for path in every if path != Path(_NEW)]


def _to_disk(paths: Iterable[Path]) -> None:
    """Have the system write files and folders through to the disk."""
    with ThreadPoolExecutor(_AT_A_TIME) as several:
        list(several.map(_sync, paths))


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        with suppress(OSError):  # a share that cannot tell
            os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_write(target: Path, error: OSError) -> Fault:
    return Fault(
        str(target),
        f"结果写不进去（{reason(error)}）",
        "原有结果未动。按原因处理，或用 --out 换一个文件夹。",
    )


def _half_done(target: Path, before: Path) -> Fault:
    return Fault(
        str(target),
        f"结果没有换完，也没有全部换回：有文件正被 Excel 等程序打开。原有文件在 {before.name}",
        f"关闭占用的程序后重新运行，会先恢复 {before} 里的原有文件。",
    )
