"""What a user asks of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """A batch as it is asked for; "" and 0 stand for the usual.

    `colleges`: only these (the school's report and the tables are made as well). `raw`, `out`,
    `notebooks`: folders other than the usual ones. `jobs`: notebooks at a time, 0 for one a core;
    `seconds`: how long one college may take. `dask`: the address of a cluster that does the work.
    `force`: make again what is up to date; `failed`: only what failed in the last run. `warm`:
    whether kernels are forked where they can be. `publish`: also where the day is another than
    that of the published results. `today`: the date, "" where nobody knows it.
    """

    params: str | Path
    as_of: str = ""
    colleges: Sequence[str] = ()
    raw: str | Path = ""
    out: str | Path = ""
    notebooks: str | Path = ""
    jobs: int = 0
    seconds: int = 600
    force: bool = False
    failed: bool = False
    dask: str = ""
    warm: bool = True
    publish: bool = False
    today: str = ""
