"""From a params file to the Run, and where a cohort's files are.

The notebooks begin here: `open_run("params/2025.toml", as_of="2024-12-17")`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import gradrecon
from gradrecon import cohort as cohorts
from gradrecon import snapshot
from gradrecon.cohort import Cohort
from gradrecon.errors import Fault, UsageError
from gradrecon.places import SENT

if TYPE_CHECKING:
    from gradrecon.reconcile import Run

_YEARS = 10  # a day further from the cohort's calendar is a slip of the pen


def open_run(cohort: str | Path, *, as_of: str = "", raw: str = "", jobs: int = 1) -> Run:
    """The Run of a cohort on a day, from its files as they are now.

    `cohort`: its params file. `as_of`: YYYY-MM-DD, "" for the params' own day. `raw`: the folder
    of files, "" for the usual one (`raw_folder`). Relative paths are looked for in the current
    folder, then in the project. `jobs` processes read. Within a batch it is the batch's own Run,
    read once.
    UsageError for faulty params or day, SourceError for faulty files, DecisionsError where the
    decisions cannot be read.
    """
    # Papermill passes what looks like a number as one: `-p as_of 20241217`.
    cohort, as_of, raw = str(cohort), str(as_of), str(raw)
    ready = snapshot.current(cohort, as_of, raw)
    if ready is not None:
        return ready
    from gradrecon.checklist.embedded import open_sent
    from gradrecon.decisions.location import decided
    from gradrecon.history import with_past
    from gradrecon.reading import read_folder
    from gradrecon.reconcile import reconcile

    params = found(cohort)
    settings = cohorts.load(params)
    day = day_of(as_of, settings)
    folder = raw_folder(settings, params, raw)
    tables = read_folder(folder, settings, jobs=jobs).require()
    out = out_folder(settings)
    sent = open_sent(out / SENT, folder, tables["returned"])
    run = reconcile(settings, tables, decided(settings, params), sent, as_of=day)
    return with_past(run, out)


def project_root() -> Path:
    """The project's folder, the one above `lib`; the current one if installed elsewhere."""
    root = Path(gradrecon.__file__).parents[2]
    return root if (root / "notebooks").is_dir() else Path.cwd()


def found(path: str | Path) -> Path:
    """An existing path as given from the current folder, else from the project; else as given."""
    path = Path(path)
    if path.exists() or not (project_root() / path).exists():
        return path
    return project_root() / path


def raw_folder(cohort: Cohort, params: Path, raw: str | Path = "") -> Path:
    """The folder of a cohort's files: as given, else `data/raw/<id>` of the project.

    A made-up cohort keeps its `raw` folder beside its params: it is used where the usual one
    is not there.
    """
    if raw:
        return found(raw)
    usual, beside = project_root() / "data" / "raw" / cohort.id, params.parent / "raw"
    return beside if beside.is_dir() and not usual.is_dir() else usual


def out_folder(cohort: Cohort) -> Path:
    """The usual folder of a cohort's results: `data/out/<id>` of the project."""
    return project_root() / "data" / "out" / cohort.id


def day_of(as_of: str, cohort: Cohort) -> date:
    """The day of the reports: as given, else the params' own.

    UsageError where there is neither, or it is years away from the cohort's calendar.
    """
    if not as_of and cohort.as_of:
        return cohort.as_of
    seen = f"“{as_of}”不是日期" if as_of else "没有写报告截至日"
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = None
    if day and abs(day.year - cohort.calendar.return_due.year) > _YEARS:
        seen, day = f"“{as_of}”离{cohort.name}的日程太远", None
    if day is None:
        mend = "写上日期，或在 params 里写 as_of。"
        raise UsageError(Fault("as_of", seen, mend, "如 2024-12-17"))
    return day
