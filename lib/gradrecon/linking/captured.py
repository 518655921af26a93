"""Which of the studio's rows are finished captures, by the words in its column of states."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import look_up
from gradrecon.linking.standing import TOLD_TWICE
from gradrecon.sources.table import Table
from gradrecon.values.folding import fold_label
from gradrecon.vocabulary import CaptureState

NOT_DONE = UNFINISHED, UNKNOWN, UNSURE = "未完成采集", "状态不认识", "状态说法不一"


def unfinished(rows: Rows, table: Table, aside: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """The rows that are no finished captures: index = row id, `why`, and `by`, their own id.

    `rows` are those that count otherwise, `aside` those that do not. Of two rows on one capture
    that say different states without saying when, neither is believed.
    """
    state = states(table, cohort)
    own = state[rows.index]
    why = own.map(_WHY).where(own != CaptureState.DONE, "").fillna(UNKNOWN)
    told = aside[aside["why"] == TOLD_TWICE]
    unlike = told["by"][(state[told.index].to_numpy() != state[told["by"]].to_numpy())]
    why[why.index.isin(unlike)] = UNSURE
    why = why[why != ""].astype("str")
    return pd.DataFrame({"why": why, "by": why.index})


_WHY = {
    CaptureState.DONE.value: "",
    CaptureState.NOT_DONE.value: UNFINISHED,
    CaptureState.AGAIN.value: UNFINISHED,
    CaptureState.IN_WORK.value: UNFINISHED,
}


def states(table: Table, cohort: Cohort) -> pd.Series:
    """The `CaptureState` of each row of the studio's, "" for a word that is not known.

    A list without such a column is of finished captures. Where only what is not finished is
    marked in it, a blank is finished; else a blank says nothing.
    """
    known = pd.Series({word: state.value for word, state in cohort.capture_words.items()})
    said = look_up(fold_label(table.rows["state"]), known)
    part, blank = table.rows["part"].to_numpy(), (table.rows["state"] == "").to_numpy()
    done = np.unique(part[(said == CaptureState.DONE).to_numpy()])
    return said.mask(blank & ~np.isin(part, done), CaptureState.DONE.value)
