"""Where a cohort's decisions are kept: the environment, else the params, else its own file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradrecon import workspace
from gradrecon.cohort.cohort import Cohort
from gradrecon.decisions.anchor import MEND, SUFFIX, anchor_in, read_anchor, wrong_with
from gradrecon.decisions.log import Log
from gradrecon.errors import DecisionsError, Fault

if TYPE_CHECKING:
    from sqlalchemy import URL

VARIABLE = "GRADRECON_DECISIONS"


def store_url(cohort: Cohort, params: Path) -> URL:
    """The URL of a cohort's store. Raise DecisionsError for one that cannot be used.

    The file is `data/decisions/<id>.db` of the project; for a made-up cohort, whose raw files lie
    beside its params, it lies there too.
    """
    from gradrecon.decisions.engine import url_of, url_of_file

    if given := _given(cohort):
        return url_of(given, workspace.project_root())
    return url_of_file(_own_file(cohort, params))


def decided(cohort: Cohort, params: Path, out: Path | None = None) -> Log:
    """The decisions of a cohort as they are now, none where nobody has decided anything.

    `out`: the folder of results whose last run knows how far they had come, the usual one if none
    is given. Raise DecisionsError if they cannot be read, were changed, or are less than they were:
    better no result than one without them.
    """
    known = anchor_in(_record(out or workspace.out_folder(cohort)).get("decisions"))
    own = _own_file(cohort, params)
    beside = own.with_name(own.name + SUFFIX)
    if not (_given(cohort) or own.exists() or known.entries or beside.exists()):
        return Log()  # without loading a database library for it
    from gradrecon.decisions.engine import shown
    from gradrecon.decisions.store import anchor_file, read_log

    url = store_url(cohort, params)
    if _given(cohort):
        _require_folder(url)
    place = anchor_file(url)
    beside_it = [read_anchor(place)] if place else []  # before the log, which only comes further
    log = read_log(url, cohort.id)
    wrong = wrong_with(log, *beside_it, known)
    if wrong:
        raise DecisionsError(Fault(shown(url), wrong, MEND))
    return log or Log()


def _record(out: Path) -> dict[str, Any]:
    """The record of the last run in a folder of results, empty where there is none."""
    try:
        content = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _require_folder(url: URL) -> None:
    """Nothing where a file of decisions can be: a slip in its path does not mean that none is."""
    from gradrecon.decisions.engine import file_of

    file = file_of(url)
    if file and not file.parent.is_dir():
        where = f"params 的 [decisions] url 或环境变量 {VARIABLE}"
        mend = f"核对{where}；要新建就先建好文件夹。"
        raise DecisionsError(Fault(str(file), "没有复核记录库所在的文件夹", mend))


def _given(cohort: Cohort) -> str:
    return os.environ.get(VARIABLE) or cohort.decisions.url


def _own_file(cohort: Cohort, params: Path) -> Path:
    made_up = workspace.raw_folder(cohort, params) == params.parent / "raw"
    folder = params.parent.absolute() if made_up else workspace.project_root() / "data"
    return folder / "decisions" / f"{cohort.id}.db"
