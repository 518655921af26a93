"""Which of two confirmed spellings the student confirmed again: the only way to settle it (2.3.1).

Confirmations stand in submissions and in returned tables, those included that a later table
replaced. A submission says its time; a returned table is of the day that its file says, else of
the day on which the college's table is registered as handed in. What says no time is never later.
"""

from __future__ import annotations

import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import look_up
from gradrecon.linking.linked import Linked
from gradrecon.linking.standing import REPLACED
from gradrecon.values.flags import YES

_TIME = r"\d{4}-\d\d-\d\d"
_END_OF_DAY = " 24"  # a table may have come after everything else that was said on its day


def reconfirmed(
    pinyin: Linked, returned: Linked, handovers: Linked, college: pd.Series, cohort: Cohort
) -> pd.Series:
    """For each case the spelling confirmed after two others had been, "" where there is none.

    `college`: the code of each case's college; its index is that of the cases.
    """
    days = look_up(college, _handed_in(handovers, cohort))
    said = pd.concat([_submitted(pinyin), _returned(returned, days)], ignore_index=True)
    last = _last(said[said["pinyin"] != ""])
    settled = pd.Series("", college.index, dtype="str")
    settled.iloc[last.index] = last.to_numpy()
    return settled


def _last(said: pd.DataFrame) -> pd.Series:
    """By student the spelling of the latest confirmation, if it is more than the second of two."""
    said = said[said.groupby("student")["pinyin"].transform("nunique") > 1]
    timed = said["when"].str.match(_TIME).groupby(said["student"]).transform("all")
    said = said[timed]
    latest = said["when"] == said.groupby("student")["when"].transform("max")
    before = said[~latest].groupby("student")["pinyin"].nunique()
    last = said[latest].groupby("student")["pinyin"].agg(["nunique", "first"])
    again = last.index.isin(before.index[before > 1])
    return last.loc[again & (last["nunique"] == 1), "first"]


def _submitted(pinyin: Linked) -> pd.DataFrame:
    rows = pinyin.rows[pinyin.rows["confirmed"] == YES]
    return rows[["student", "pinyin", "submitted"]].rename(columns={"submitted": "when"})


def _returned(returned: Linked, days: pd.Series) -> pd.DataFrame:
    """The confirmations in returned tables; what no file says is of the day registered."""
    counting = returned.rows[["student", "pinyin", "confirmed", "part"]]
    aside = returned.aside[returned.aside["why"] == REPLACED]
    replaced = returned.table.rows.loc[aside.index, ["pinyin", "confirmed", "part"]]
    rows = pd.concat([counting, replaced.assign(student=aside["student"])])
    rows = rows[rows["confirmed"] == YES]
    told = rows["part"].map({place: part.day for place, part in enumerate(returned.table.parts)})
    registered = days.iloc[rows["student"]].to_numpy()
    when = told.astype("str").where(told != "", registered)
    return pd.DataFrame(
        {"student": rows["student"], "pinyin": rows["pinyin"], "when": when + _END_OF_DAY}
    )


def _handed_in(handovers: Linked, cohort: Cohort) -> pd.Series:
    """The day on which each college's table came, the last one that is registered; index = code."""
    days = handovers.rows["electronic_on"]
    code = colleges.resolve(handovers.rows["college"], cohort)
    told = days.str.fullmatch(_TIME)
    return days[told].groupby(code[told]).max()
