"""`run.json`: what a run was made from and what came of it. A run is good only if this says so.

Written last. `colleges` holds every college with students: `ok`, `current` (nothing to be made
again), `failed` (with its error; its report, where there is one, is still that of `report_as_of`)
or `kept` (not asked for this time). What failed stays `failed` until it is made; while anything
is, the run is not `good`. `basis`, `slice` and `files`: see `batch.current` and `batch.slices`.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradrecon.decisions.anchor import anchor_of
from gradrecon.files import file_sha256
from gradrecon.values.masking import masked_text
from gradrecon.version import __version__
from gradrecon.vocabulary import Settlement

if TYPE_CHECKING:
    from gradrecon.batch.job import Outcome
    from gradrecon.reading import Intake
    from gradrecon.run.run import Run

_LIBRARIES = ("pandas", "pyarrow", "papermill", "ipykernel", "nbconvert", "openpyxl", "pypinyin")


def record(
    run: Run, intake: Intake, params: Path, outcomes: Sequence[Outcome], before: Mapping[str, Any]
) -> dict[str, Any]:
    """The record of a run; `before` is that of the run whose results it replaces.

    The outcome of code "" is the school's.
    """
    from gradrecon.outputs.figures.readiness import readiness

    by_code = {outcome.code: outcome for outcome in outcomes}
    school = _fate(run, by_code.get(""), before.get("school", {}))
    colleges = {
        code: {"name": run.cohort.college(code).name, **_numbers(run, code)}
        | _fate(run, by_code.get(code), before.get("colleges", {}).get(code, {}))
        for code in run.colleges
    }
    return {
        "good": _good(school, *colleges.values()),
        "cohort": run.cohort.id,
        "name": run.cohort.name,
        "as_of": run.as_of.isoformat(),
        "versions": versions(),
        "params": {"file": params.name, "sha256": file_sha256(params)},
        "inputs": [
            {
                "file": masked_text(one.file),
                "source": one.source,
                "size": one.size,
                "sha256": one.sha256,
            }
            for one in intake.files
        ],
        "decisions": anchor_of(run.decided)._asdict(),
        "unclaimed": list(intake.unclaimed),
        "notices": intake.told,
        "counts": run.counts.set_index("source").to_dict("index"),
        "students": len(run.cases),
        "complete": readiness(run).complete,
        "ready": readiness(run).ready,
        "findings": _tally(run),
        "school": school,
        "colleges": colleges,
    }


def versions() -> dict[str, str]:
    """The versions of the software, of Python and of the libraries that results depend on."""
    own = {"gradrecon": __version__, "python": platform.python_version()}
    return own | {name: version(name) for name in _LIBRARIES}


def write_record(content: Mapping[str, Any], path: Path) -> None:
    """Write the record as JSON, the same record the same bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_record(path: Path) -> dict[str, Any]:
    """The record of an earlier run, empty where there is none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def still_current(before: Mapping[str, Any], codes: Iterable[str], params: Path) -> dict[str, Any]:
    """The record of a run that found these codes' results up to date, and so made nothing."""
    told = {"": before["school"], **before["colleges"]}
    now = {
        code: {key: one[key] for key in one if key != "seconds"}
        | {"outcome": "current" if code in codes else _left(one)}
        for code, one in told.items()
    }
    good = _good(*now.values())
    file = {"file": params.name, "sha256": file_sha256(params)}  # a remark in it may be new
    return {**before, "good": good, "params": file, "school": now.pop(""), "colleges": now}


def with_basis(
    content: dict[str, Any], basis: str, slices: Mapping[str, str],
    files: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:  # fmt: skip
    """The record with what these codes' results rest on.

    `slices`: the hash of what each was made from; `files`: those of the files of the new ones.
    """
    for code, digest in slices.items():
        one = content["colleges"][code] if code else content["school"]
        one |= {"basis": basis, "slice": digest}
        one |= {"files": dict(files[code])} if code in files else {}
    return content


def _fate(run: Run, outcome: Outcome | None, before: Mapping[str, Any]) -> dict[str, Any]:
    """What became of a report, and which day the one that is there now speaks of."""
    there = {"report_as_of": before.get("report_as_of", "")}
    there |= {key: before[key] for key in ("basis", "slice", "files") if key in before}
    if outcome is None:
        error = {"error": before["error"]} if "error" in before else {}
        return {"outcome": _left(before), **error, **there}
    if not outcome.ok:
        return {"outcome": "failed", "error": outcome.error, "seconds": outcome.seconds,
                "report_as_of": there["report_as_of"]}  # fmt: skip
    if outcome.current:
        return {"outcome": "current", **there}
    return {"outcome": "ok", "report_as_of": run.as_of.isoformat(), "seconds": outcome.seconds}


def _left(before: Mapping[str, Any]) -> str:
    """The outcome of what is not asked for this time."""
    return "failed" if before.get("outcome") == "failed" else "kept"


def _good(*fates: Mapping[str, Any]) -> bool:
    return all(fate["outcome"] != "failed" for fate in fates)


def _numbers(run: Run, code: str) -> dict[str, int]:
    from gradrecon.outputs.figures.counts import totals_of
    from gradrecon.outputs.figures.readiness import readiness

    count, found = totals_of(run, code), run.findings
    still = (found["college"] == code) & (found["state"] != Settlement.SETTLED)
    return {
        "students": count.students,
        "complete": readiness(run.only(code)).complete,
        "ready": count.ready,
        "open_findings": int(still.sum()),
    }


def _tally(run: Run) -> dict[str, Any]:
    """How many findings there are: in all, by severity, by state."""
    found = run.findings
    counted = {by: found[by].value_counts().sort_index() for by in ("severity", "state")}
    to_do = found.loc[found["state"] != Settlement.SETTLED, "severity"].value_counts()
    return {
        "total": len(found),
        **{f"by_{by}": n.to_dict() for by, n in counted.items()},
        "to_do_by_severity": to_do.sort_index().to_dict(),
    }
