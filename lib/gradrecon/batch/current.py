"""What a run reads, and what of an earlier run is still up to date: made from just the same.

`run.json` names all that a run read with its hash, as it was when the run began, and keeps, for
the school and each college, the hash of all that its results were made from, and the hash of every
file that was made. So a rerun knows without reading a single sheet what there is to do; a file that
somebody has deleted or edited is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradrecon import workspace
from gradrecon.batch import record as manifest
from gradrecon.batch.plan import Plan
from gradrecon.batch.publish import RUN_RECORD, college_folder
from gradrecon.files import file_sha256, readable
from gradrecon.values.masking import masked_text

if TYPE_CHECKING:
    from gradrecon.reading import Intake

_MEMORY = (workspace.SENT, workspace.HISTORY)  # what a run leaves for later ones, and reads
_ALIKE = ("parameters", "template", "notebooks", "program", "libraries")
Inputs = Mapping[str, Any]


def inputs(plan: Plan, decisions: str) -> dict[str, Any]:
    """All that a run of this plan reads, each with its hash; empty if the files cannot be read.

    `decisions`: the head of the log.
    """
    template = [_template(plan)] if plan.cohort.checklist.template else []
    notebooks = [plan.notebooks / name for name in ("college.ipynb", "school.ipynb")]
    try:
        if not plan.raw.is_dir():
            return {}
        return {
            "parameters": plan.parameters,
            "params": _digest([plan.cohort.model_dump_json()]),  # a remark in it means nothing
            "template": [file_sha256(path) for path in template],
            "notebooks": {path.name: file_sha256(path) for path in notebooks},
            "sources": dict(_hashes(plan.raw, plan.cohort.reading.max_mb * 1_000_000)),
            "decisions": decisions,
            **{name: _digest(_remembered([plan.memory], name)) for name in _MEMORY},
            "program": program(),
            "libraries": manifest.versions(),
        }
    except OSError:
        return {}


def basis(read: Inputs) -> str:
    """The hash of all that results rest on; "" where the files could not be read."""
    return _digest([json.dumps(read, sort_keys=True)]) if read else ""


def common(read: Inputs, plan: Plan) -> str:
    """The hash of what the results of every college rest on alike, "" where it is not known.

    What each was made from beside that, `slices` tells; clauses are in it where they are quoted.
    """
    if not read:
        return ""
    said = json.dumps({name: read[name] for name in _ALIKE}, sort_keys=True)
    return _digest([said, plan.cohort.model_dump_json(exclude={"clauses"})])


def same_slices(plan: Plan, cut: Mapping[str, str], before: Mapping[str, Any]) -> set[str]:
    """The colleges whose results are there, whole, and made from just what they would be now."""
    told = before.get("colleges", {})
    return {
        code
        for code, digest in cut.items()
        if told.get(code, {}).get("slice") == digest
        and _intact(_folder(plan.out, code), told[code].get("files", {"": ""}))
    }


def afterwards(plan: Plan, read: Inputs, stage: Path, stale: Iterable[Path]) -> Inputs:
    """The inputs as they are once the stage is published and `stale` is gone."""
    gone = {path.as_posix() for path in stale}
    left = {name: [*_remembered([plan.memory, stage], name)] for name in _MEMORY}
    return read and {
        **read,
        **{name: _digest(one for one in kept if one not in gone) for name, kept in left.items()},
    }


def require_same(read: Inputs, intake: Intake) -> Inputs:
    """The inputs, none if a file was replaced between the first look at it and its reading."""
    sources = read.get("sources", {})
    same = all(sources.get(masked_text(one.file), one.sha256) == one.sha256 for one in intake.files)
    return read if same else {}


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


def _hashes(folder: Path, most: float = float("inf")) -> Iterator[tuple[str, str]]:
    """The name and the hash of every file below a folder; the size of one that is never read."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            size = path.stat().st_size
            said = file_sha256(path) if size <= most else f"{size} {path.stat().st_mtime_ns}"
            yield masked_text(readable(path.relative_to(folder).as_posix())), said


def _remembered(folders: Iterable[Path], name: str) -> list[str]:
    """What later runs read, by name: the names hold the codes of what is in the files."""
    return sorted(
        {
            path.relative_to(base).as_posix()
            for base in folders
            for path in (base / name).rglob("*")
            if path.is_file()
        }
    )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """The hash of the software itself."""
    own = [path for path in sorted(Path(__file__).parents[1].rglob("*")) if path.is_file()]
    known = [path for path in own if "__pycache__" not in path.parts]
    return _digest(f"{path.name} {file_sha256(path)}" for path in known)
