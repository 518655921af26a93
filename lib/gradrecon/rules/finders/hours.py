"""Captures outside the hours of the campus or of the studio, with a plan of slots or without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

import pandas as pd

from gradrecon.cases.capture import day_in
from gradrecon.cases.facts import Facts
from gradrecon.cases.slots import readable
from gradrecon.cohort.calendar import Hours
from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import studio_days
from gradrecon.columns.distinct import by_distinct, pairs_by_distinct, which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.rules.rule import about_rows
from gradrecon.values.flags import YES

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?")


def outside(facts: Facts) -> pd.DataFrame:
    """Return captures at an hour at which none are taken, or on the day of another campus.

    On the days of capture a college whose slots can be read is held to these instead.
    """
    studio = facts.linked["studio"]
    rows = studio.rows[~_held_to_slots(facts)]
    opens = {day.isoformat() for day in studio_days(facts.cohort, date.min)}
    minute = rows["taken"].str[:16]
    expected = pairs_by_distinct(
        _campus(facts, rows),
        minute,
        lambda where, when: _missed(facts.cohort, opens, where, when[:10], when[11:]),
    )
    late = expected != ""
    return about_rows(
        studio, rows[late], "taken", facts, observed=minute[late], expected=expected[late]
    )


def _held_to_slots(facts: Facts) -> pd.Series:
    """Return which captures on the days of capture are held to slots, or are make-up."""
    rows = facts.linked["studio"].rows
    planned = facts.of_case(rows, "college").isin(facts.shared(readable)["college"])
    at_capture = day_in(rows["taken"]).isin(_capture_days(facts.cohort))
    return at_capture & (planned | (rows["makeup"] == YES))


def _campus(facts: Facts, rows: Rows) -> pd.Series:
    known = facts.cohort.college_by_code
    return by_distinct(
        facts.of_case(rows, "college"),
        lambda code: known[code].campus or "" if code in known else "",
    )


def _missed(cohort: Cohort, open_days: set[str], campus: str, day: str, clock: str) -> str:
    """Return the hours that a capture misses, in words, "" for none."""
    if day in _capture_days(cohort):
        every = cohort.calendar.capture
        own = [one for one in every if one.campus == campus] or every
        hours = tuple(span for one in own if one.day.isoformat() == day for span in one.hours)
        told = "、".join(f"{one.day} {_said(one.hours)}" for one in own)
        name = f"{campus}校区的集中采集时间" if own is not every else "集中采集时间"
    elif day in open_days:
        hours, name, told = cohort.studio.hours, "采集单位的开放时间", _said(cohort.studio.hours)
    else:
        return ""
    inside = any(_holds(one, clock) for one in hours)
    return "" if inside else f"{name}（{told}）"


def _holds(hours: Hours, clock: str) -> bool:
    """Return whether a time of day lies within the hours, as one that is not told may."""
    return not _CLOCK.fullmatch(clock) or hours.start <= time.fromisoformat(clock) <= hours.end


def _said(hours: Iterable[Hours]) -> str:
    return "、".join(f"{one.start:%H:%M}–{one.end:%H:%M}" for one in hours)


def _capture_days(cohort: Cohort) -> set[str]:
    return {one.day.isoformat() for one in cohort.calendar.capture}


def on_closed_days(facts: Facts) -> pd.DataFrame:
    """Return captures on days that are neither of capture nor of an open studio."""
    studio = facts.linked["studio"]
    open_days = studio_days(facts.cohort, date.min)
    allowed = _capture_days(facts.cohort) | {day.isoformat() for day in open_days}
    taken = day_in(studio.rows["taken"])
    rows = studio.rows[(taken != "") & ~taken.isin(allowed)]
    return about_rows(studio, rows, "taken", facts, observed=rows["taken"].str[:10])


def unread(facts: Facts) -> pd.DataFrame:
    """Return files with captures whose day and time of day are not both told, at the first of them.

    A file without the column is not among them: that it lacks one is told of the file.
    """
    table = facts.tables["studio"]
    rows = table.usable_rows
    told = [number for number, part in enumerate(table.parts) if "taken" in part.columns]
    unread = ~which_distinct(rows["taken"], _MOMENT.fullmatch) & rows["part"].isin(told)
    rows = rows[unread].frame[["part", "taken"]]
    first = rows[~rows["part"].duplicated()]
    counts = rows["part"].value_counts()
    return pd.DataFrame(
        {
            "subject": [
                f"{table.parts[part].file}|{table.parts[part].sheet}" for part in first["part"]
            ],
            "source": "studio",
            "id": first.index,
            "column": "taken",
            "observed": counts[first["part"]].astype("str").to_numpy(),
            "example": first["taken"].where(first["taken"] != "", "空白").to_numpy(),
        }
    )
