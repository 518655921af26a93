"""What people decided about findings, and what became of each finding.

A decision binds to the evidence it was made on (law 7): while the evidence stands the finding
is settled; when the facts change it comes back, stale, with the old verdict beside it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.lookup import positions, take
from gradrecon.words import Settlement

DECISION_COLUMNS = ("finding", "evidence", "verdict", "value", "reviewer", "at", "note")


def none() -> pd.DataFrame:
    """No decisions: an empty frame of `DECISION_COLUMNS`, text."""
    return pd.DataFrame(columns=list(DECISION_COLUMNS), dtype="str")


def settle(findings: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """The findings with `state` (a `Settlement`), `verdict` and `value` of the latest decision.

    `decisions`: at least `finding`, `evidence`, `verdict`, `value`, in the order they were
    made. A finding that was decided and is found no more is resolved at its source: it is not a
    row here.
    """
    last = decisions.drop_duplicates("finding", keep="last")
    own = positions(findings["finding"], last["finding"])
    decided = own >= 0
    same = take(last["evidence"], own, findings.index) == findings["evidence"]
    state = np.select(
        [decided & same, decided], [Settlement.SETTLED, Settlement.STALE], Settlement.OPEN
    )
    return findings.assign(
        state=pd.Series(state, index=findings.index, dtype="str"),
        verdict=take(last["verdict"], own, findings.index),
        value=take(last["value"], own, findings.index),
    )
