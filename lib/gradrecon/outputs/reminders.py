"""What was already listed in an earlier run, so that a second letter can say so."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.checklist.seal import seals
from gradrecon.outputs.figures.counts import UNDONE
from gradrecon.run.run import Run
from gradrecon.vocabulary import Step


def listed_before(run: Run, rows: pd.DataFrame) -> pd.Series:
    """Whether each student's step was already undone in the earlier run that is compared with."""
    then = run.past.last
    if then is None or run.past.last_day == run.as_of or rows.empty:
        return pd.Series(False, rows.index)
    own = pd.Index(seals(run.sent.key, rows["student_no"], "student"))
    places = then.students.index.get_indexer(own)
    undone = then.students[list(Step)].isin(UNDONE).to_numpy()
    steps = pd.Index(list(Step)).get_indexer(rows["step"])
    return pd.Series((places >= 0) & undone[np.maximum(places, 0), steps], rows.index)
