"""When each college's students are captured (1.2.5, 1.3): Attachment 4 as it can be read."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges

READABLE = {"day": r"\d{4}-\d{2}-\d{2}", "start": r"(\d{2}:\d{2})?", "end": r"(\d{2}:\d{2})?"}


def last_days(facts: Facts) -> dict[str, date]:
    """The last day of capture of each college with students, by its code.

    By its own slots, else by the days of its campus, else by the last of all.
    """
    calendar, known = facts.cohort.calendar, facts.cohort.college_by_code
    own = facts.shared(readable).groupby("college")["day"].max().to_dict()
    of_campus = {one.campus: one.day for one in sorted(calendar.capture, key=lambda one: one.day)}
    campus = {code: of_campus.get(college.campus or "") for code, college in known.items()}
    return {
        code: date.fromisoformat(own[code])
        if code in own
        else campus.get(code) or calendar.capture_last
        for code in facts.cases["college"].unique()
    }


def readable(facts: Facts) -> pd.DataFrame:
    """The slots of those known colleges whose slots can all be read."""
    slots = facts.shared(slots_of)
    legible = np.logical_and.reduce(
        [slots[column].str.fullmatch(pattern) for column, pattern in READABLE.items()]
    )
    unclear = slots.loc[~legible, "college"]
    return slots[(slots["college"] != "") & ~slots["college"].isin(unclear)]


def slots_of(facts: Facts) -> pd.DataFrame:
    """Each college's slots: `named` and `college` (its code), `day`, `start`, `end`."""
    rows = facts.tables["slots"].usable
    codes = colleges.resolve(rows["college"], facts.cohort)
    rows = rows.assign(named=rows["college"], college=codes)
    return rows[["named", "college", "day", "start", "end"]]


def planned(slots: pd.DataFrame) -> pd.Series:
    """Each college's slots as one text, index = college code."""
    text = slots["day"] + " " + slots["start"] + "–" + slots["end"]
    return text.groupby(slots["college"]).agg("、".join)
