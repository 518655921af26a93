"""Attachment 4 of a made-up cohort: each college's half-hours for capture on its campus (1.3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort, College

_HALF_HOUR = timedelta(minutes=30)


def draw_slots(cohort: Cohort) -> pd.DataFrame:
    """Attachment 4: each college's half-hours on its campus.

    Columns: college (code), college_name, campus, start, end (times); a college may have several.
    """
    halves = _half_hours(cohort)
    rows = []
    for campus, times in halves.items():
        guests = [one for one in cohort.colleges if _campus(one, cohort) == campus]
        for place, college in enumerate(guests):
            first = place * len(times) // len(guests)
            last = max(first + 1, (place + 1) * len(times) // len(guests))
            rows += [
                (college.code, college.name, campus, start, start + _HALF_HOUR)
                for start in times[first:last]
            ]
    return pd.DataFrame(rows, columns=["college", "college_name", "campus", "start", "end"])


def _campus(college: College, cohort: Cohort) -> str:
    """Where the college's students are captured: on their own campus where there is capture."""
    campuses = [day.campus for day in cohort.calendar.capture]
    return college.campus if college.campus in campuses else campuses[0]


def slot_starts(rng: np.random.Generator, college: pd.Series, slots: pd.DataFrame) -> np.ndarray:
    """One of its college's half-hours for each student."""
    starts = np.full(len(college), np.datetime64("NaT"), dtype="datetime64[s]")
    for code, times in slots.groupby("college")["start"]:
        members = np.flatnonzero(college == code)
        starts[members] = rng.choice(times.to_numpy().astype("datetime64[s]"), len(members))
    return starts


def _half_hours(cohort: Cohort) -> dict[str, list[datetime]]:
    """The half-hours that each campus has for capture, in order."""
    found: dict[str, list[datetime]] = {}
    for day in cohort.calendar.capture:
        for hours in day.hours:
            start = datetime.combine(day.day, hours.start)
            while start + _HALF_HOUR <= datetime.combine(day.day, hours.end):
                found.setdefault(day.campus, []).append(start)
                start += _HALF_HOUR
    return found
