"""What was already listed in an earlier run, so that a second letter can say so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.checklist.seal import seals
from gradrecon.cohort.days import said
from gradrecon.outputs.figures.counts import UNDONE
from gradrecon.run.run import Run
from gradrecon.vocabulary import Settlement, Step


def reminder(run: Run, count: int) -> str:
    """Return the words with which a second letter begins, "" for a first one."""
    day = run.past.last_day
    return f"【再次提醒】{said(day)}已列出的 {count} 项仍未完成。" if day and count else ""


def listed_before(run: Run, rows: pd.DataFrame) -> pd.Series:
    """Return whether each student's step was already undone in the run that is compared with."""
    then = run.past.last
    if then is None or run.past.last_day == run.as_of or rows.empty:
        return pd.Series(False, rows.index)
    own = pd.Index(seals(run.sent.key, rows["student_no"], "student"))
    places = then.students.index.get_indexer(own)
    undone = then.students[list(Step)].isin(UNDONE).to_numpy()
    steps = pd.Index(list(Step)).get_indexer(rows["step"])
    return pd.Series((places >= 0) & undone[np.maximum(places, 0), steps], rows.index)


def found_before(run: Run, findings: pd.Series) -> pd.Series:
    """Return whether each finding was already open in the run that is compared with."""
    then = run.past.last
    if then is None or run.past.last_day == run.as_of or findings.empty:
        return pd.Series(False, findings.index)
    still = then.findings.index[then.findings["state"] != Settlement.SETTLED]
    own = pd.Index(seals(run.sent.key, findings, "finding"))
    return pd.Series(own.isin(still) & (findings != "").to_numpy(), findings.index)
