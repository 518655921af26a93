"""Where a cohort's files, results and decisions are, and the day of the reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gradrecon.errors import Fault, UsageError

if TYPE_CHECKING:
    from gradrecon.cohort.cohort import Cohort

MADE_UP = ".made-up"  # in a raw folder that a sample was written into: its day
_YEARS = 10  # a day further from the cohort's calendar is a slip of the pen


def project_root() -> Path:
    """The project's folder, the one above `lib`; the current one if installed elsewhere."""
    root = Path(__file__).parents[2]
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


def made_up_day(raw: Path) -> str:
    """The day on which a made-up cohort's files stand, as YYYY-MM-DD; "" for other folders."""
    mark = raw / MADE_UP
    return mark.read_text(encoding="ascii").strip() if mark.is_file() else ""


def out_folder(cohort: Cohort) -> Path:
    """The usual folder of a cohort's results: `data/out/<id>` of the project."""
    return project_root() / "data" / "out" / cohort.id


def day_of(as_of: str, cohort: Cohort) -> date:
    """The day of the reports: as given, else the params' own.

    Raise UsageError if there is neither, or it is years away from the cohort's calendar.
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


SENT, HISTORY = "sent", "history"
