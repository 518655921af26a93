"""What of an earlier run is still up to date: made from just the same, and as it was made.

`run.json` keeps, for the school and each college, the hash of all that its results were made
from, and the hash of every file that was made. So a rerun knows without reading a single sheet
what there is to do; a file that somebody has deleted or edited is made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from gradrecon import workspace
from gradrecon.batch.plan import Plan
from gradrecon.batch.publish import RUN_RECORD, college_folder
from gradrecon.batch.record import versions
from gradrecon.files import file_sha256

_MEMORY = (workspace.SENT, workspace.HISTORY)  # what a run leaves for later ones, and reads


def basis(plan: Plan, decisions: str, stage: Path | None = None, stale: Iterable[Path] = ()) -> str:
    """The hash of all that the results rest on; "" where the files cannot be read.

    `decisions`: the head of the log. With `stage`: as it will be once that is published and
    `stale` is gone.
    """
    own = [plan.params, *([_template(plan)] if plan.cohort.checklist.template else [])]
    notebooks = [plan.notebooks / name for name in ("college.ipynb", "school.ipynb")]
    try:
        if not plan.raw.is_dir():
            return ""
        parts = [
            repr(sorted(plan.parameters.items())), decisions, _program(),
            *(file_sha256(path) for path in (*own, *notebooks)),
            *_hashes(plan.raw), *_remembered(plan.out, stage, set(stale)),
        ]  # fmt: skip
    except OSError:
        return ""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def current(plan: Plan, now: str, before: Mapping[str, Any]) -> set[str]:
    """The codes, "" for the school, whose results in `plan.out` are those a run would make."""
    told = {"": before.get("school", {}), **before.get("colleges", {})}
    return {
        code
        for code, one in told.items()
        if now and one.get("basis") == now and _intact(_folder(plan.out, code), one["files"])
    }


def files(folder: Path, code: str) -> dict[str, str]:
    """The hashes of what a job made below a folder of results, by their places in its own."""
    own = _folder(folder, code)
    every = [path for path in own.rglob("*") if path.is_file()]
    named = {path.relative_to(own).as_posix(): path for path in sorted(every)}
    apart = () if code else ("colleges", RUN_RECORD, *_MEMORY)
    return {
        name: file_sha256(path) for name, path in named.items() if name.split("/")[0] not in apart
    }


def _folder(base: Path, code: str) -> Path:
    return college_folder(base, code) if code else base


def _template(plan: Plan) -> Path:
    return workspace.found(plan.cohort.checklist.template or "")


def _intact(folder: Path, made: Mapping[str, str]) -> bool:
    try:
        return all(file_sha256(folder / name) == digest for name, digest in made.items())
    except OSError:
        return False


def _hashes(folder: Path) -> Iterator[str]:
    """The name and the hash of every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{path.relative_to(folder).as_posix()} {file_sha256(path)}"


def _remembered(out: Path, stage: Path | None, gone: set[Path]) -> list[str]:
    """What later runs read, by name: the names hold the codes of what is in the files."""
    found = {
        path.relative_to(base)
        for base in (out, *([stage] if stage else []))
        for name in _MEMORY
        for path in (base / name).rglob("*")
        if path.is_file()
    }
    return sorted(path.as_posix() for path in found - gone)


@lru_cache(maxsize=1)
def _program() -> str:
    """The software itself and the libraries that results depend on."""
    package = Path(__file__).parents[1]
    own = [line for line in _hashes(package) if "__pycache__" not in line]
    return repr((versions(), own))
