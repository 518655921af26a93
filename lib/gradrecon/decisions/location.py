"""Where a cohort's decisions are kept: the environment, else the params, else its own file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.cohort.cohort import Cohort
from gradrecon.decisions.log import Log
from gradrecon.errors import DecisionsError, Fault

if TYPE_CHECKING:
    from sqlalchemy import URL

VARIABLE = "GRADRECON_DECISIONS"


def store_url(cohort: Cohort, params: Path) -> URL:
    """The URL of a cohort's store. DecisionsError for one that cannot be used.

    The file is `data/decisions/<id>.db` of the project; for a made-up cohort, whose raw files lie
    beside its params, it lies there too.
    """
    from gradrecon.decisions.engine import url_of

    own = f"sqlite:///{_own_file(cohort, params).as_posix()}"
    return url_of(_given(cohort) or own, workspace.project_root())


def decided(cohort: Cohort, params: Path) -> Log:
    """The decisions of a cohort as they are now, none where nobody has decided anything.

    DecisionsError where they cannot be read: better no result than one without them.
    """
    if not _given(cohort) and not _own_file(cohort, params).exists():
        return Log()  # without loading a database library for it
    from gradrecon.decisions.store import read_log

    url = store_url(cohort, params)
    if _given(cohort):
        _require_folder(url)
    return read_log(url, cohort.id)


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
