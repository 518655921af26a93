"""When each college's students are captured (1.2.5, 1.3): Attachment 4, and who came outside it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from gradrecon import colleges
from gradrecon.cases import YES
from gradrecon.lookup import look_up
from gradrecon.rule import Facts, about_others, about_rows

_READABLE = {"day": r"\d{4}-\d{2}-\d{2}", "start": r"(\d{2}:\d{2})?", "end": r"(\d{2}:\d{2})?"}


def outside(facts: Facts) -> pd.DataFrame:
    """Captures on capture days outside the college's slots, where all of these can be read."""
    studio = facts.linked["studio"]
    rows = studio.rows
    days = [day.day.isoformat() for day in facts.cohort.calendar.capture]
    rows = rows[(rows["makeup"] != YES) & rows["taken"].str[:10].isin(days)]
    slots = facts.shared(_readable)
    college = facts.of_case(rows, "college")
    rows = rows[college.isin(slots["college"])]
    moments = pd.DataFrame(
        {
            "id": rows.index,
            "college": college[rows.index],
            "day": rows["taken"].str[:10],
            "clock": rows["taken"].str[11:16],
        }
    )
    tried = moments.merge(slots, on=["college", "day"])
    inside = (tried["clock"] == "") | (
        (tried["start"] == "") | (tried["clock"] >= tried["start"])
    ) & ((tried["end"] == "") | (tried["clock"] <= tried["end"]))
    rows = rows[~rows.index.isin(tried.loc[inside, "id"])]
    planned = look_up(college[rows.index], _planned(slots))
    return about_rows(
        studio, rows, "taken", facts, observed=rows["taken"].str[:16], expected=planned
    )


def unread(facts: Facts) -> pd.DataFrame:
    """Cells of Attachment 4 that name no day or time."""
    table, slots = facts.tables["slots"], facts.shared(_slots)
    found = []
    for column, pattern in _READABLE.items():
        rows = slots[~slots[column].str.fullmatch(pattern)]
        seen = rows[column].where(rows[column] != "", "空白")
        subject = rows["named"] + "|" + column + "|" + rows[column]
        found.append(
            about_others(
                table, rows, column, subject, field=column, observed=seen, named=rows["named"]
            )
        )
    return pd.concat(found, ignore_index=True)


def last_days(facts: Facts) -> dict[str, date]:
    """The last day of capture of each college with students, by its code.

    By its own slots, else by the days of its campus, else by the last of all.
    """
    calendar, known = facts.cohort.calendar, facts.cohort.college_by_code
    own = facts.shared(_readable).groupby("college")["day"].max().to_dict()
    of_campus = {one.campus: one.day for one in sorted(calendar.capture, key=lambda one: one.day)}
    campus = {code: of_campus.get(college.campus or "") for code, college in known.items()}
    return {
        code: date.fromisoformat(own[code])
        if code in own
        else campus.get(code) or calendar.capture_last
        for code in facts.cases["college"].unique()
    }


def _readable(facts: Facts) -> pd.DataFrame:
    """The slots of those known colleges whose slots can all be read."""
    slots = facts.shared(_slots)
    legible = np.logical_and.reduce(
        [slots[column].str.fullmatch(pattern) for column, pattern in _READABLE.items()]
    )
    unclear = slots.loc[~legible, "college"]
    return slots[(slots["college"] != "") & ~slots["college"].isin(unclear)]


def _slots(facts: Facts) -> pd.DataFrame:
    """Each college's slots: `named` and `college` (its code), `day`, `start`, `end`."""
    rows = facts.tables["slots"].usable
    codes = colleges.resolve(rows["college"], facts.cohort)
    rows = rows.assign(named=rows["college"], college=codes)
    return rows[["named", "college", "day", "start", "end"]]


def _planned(slots: pd.DataFrame) -> pd.Series:
    """Each college's slots as one text, index = college code."""
    text = slots["day"] + " " + slots["start"] + "–" + slots["end"]
    return text.groupby(slots["college"]).agg("、".join)
