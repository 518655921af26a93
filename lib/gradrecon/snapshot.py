"""The batch's Run, kept in a file so that its notebooks need not read and reconcile again.

One batch is one Run: every number and row it publishes comes from the files as they were read
once, even if somebody changes a file meanwhile. The file lives in a folder that only this user
can enter and is gone when the batch ends; the environment variable `GRADRECON_RUN` names it to
the batch's own kernels. It is taken only for the very arguments it was made for.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from gradrecon.reconcile import Run

VARIABLE = "GRADRECON_RUN"


def write(path: Path, run: Run, *, cohort: str, as_of: str, raw: str) -> None:
    """Keep a Run for notebooks that will ask for it with just these arguments."""
    with path.open("xb") as file:
        pickle.dump((cohort, as_of, raw), file)
        pickle.dump(run, file, protocol=pickle.HIGHEST_PROTOCOL)


def current(cohort: str, as_of: str, raw: str) -> Run | None:
    """The Run of the batch that this notebook is part of; None outside a batch or for another."""
    path = os.environ.get(VARIABLE, "")
    if not path or not Path(path).is_file():
        return None
    with Path(path).open("rb") as file:
        made_for = pickle.load(file)
        run: Run | None = pickle.load(file) if made_for == (cohort, as_of, raw) else None
    return run


def read(path: Path) -> Run:
    """The Run in a snapshot, whatever it was made for."""
    with path.open("rb") as file:
        pickle.load(file)
        run: Run = pickle.load(file)
    return run
