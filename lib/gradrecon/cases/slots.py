"""When each college's students are captured (1.2.5, 1.3): Attachment 4 as it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.sources.table import Table
from gradrecon.values.slots import Slot, slots_in

_CLOCK = re.compile(r"\d\d:\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
SAID = ("day", "time", "start", "end")
_COLUMNS = ("named", "college", "day", "start", "end")


def last_days(facts: Facts) -> dict[str, date]:
    """Return the last day of capture of each college with students, by its code.

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
    """Return the slots of those known colleges whose slots can all be read."""
    return read_slots(facts.tables["slots"], facts.cohort)


def read_slots(table: Table, cohort: Cohort) -> pd.DataFrame:
    """Return the slots as `readable` does, from the table alone."""
    slots = all_slots(table, cohort)
    unclear = slots.loc[slots["day"] == "", "college"]
    return slots[(slots["college"] != "") & ~slots["college"].isin(unclear)]


def all_slots(table: Table, cohort: Cohort) -> pd.DataFrame:
    """Return every stretch that a row names, one row each; index = row id.

    Columns `named` and `college` (its code), `day`, `start`, `end`; a row that cannot be read
    has one without a day.
    """
    rows = table.usable
    codes = colleges.resolve(rows["college"], cohort)
    days = [one.day for one in cohort.calendar.capture]
    found: list[tuple[str, ...]] = []
    index: list[int] = []
    said = rows[[*SAID]].itertuples(index=False, name=None)
    for row, named, code, cells in zip(rows.index, rows["college"], codes, said, strict=True):
        slots = _of_row(days, *cells) or [Slot("", "", "")]
        found += [(named, code, *slot) for slot in slots]
        index += [row] * len(slots)
    return pd.DataFrame(found, index=index, columns=list(_COLUMNS), dtype="str")


def _of_row(days: list[date], day: str, time: str, start: str, end: str) -> list[Slot]:
    """Return the stretches of a row, none if any of its cells is not understood."""
    told = {one[:10] for one in (start, end) if _MOMENT.fullmatch(one)}
    if told:  # start and end say the day too
        start, end = (one[11:] if _MOMENT.fullmatch(one) else one for one in (start, end))
        named = {one.day for one in slots_in(day, days)} if day else told
        day = told.pop() if len(told) == 1 and named == told else "?"
    if _CLOCK.fullmatch(start) and not end:  # from when is said, until when is not
        return [one._replace(start=start) for one in slots_in(f"{day} {time}", days)]
    hours = f"{start}-{end}" if end else start
    return slots_in(" ".join(filter(None, (day, time, hours))), days)


def cell_to_blame(days: list[date], day: str, time: str, start: str, end: str) -> str:
    """Return the column of the first cell of a row that cannot be read with those before it."""
    if not slots_in(day, days) and (day or not time):
        return "day"
    if time and not slots_in(f"{day} {time}", days):
        return "time"
    return "end" if _CLOCK.fullmatch(start) else "start"


def slots_by_college(table: Table, cohort: Cohort) -> dict[str, list[Slot]]:
    """Return each college's slots in order, those that follow each other as one."""
    slots = read_slots(table, cohort)
    rows = slots[["college", "day", "start", "end"]].drop_duplicates()
    return {
        str(code): _joined(Slot(*one) for one in group.itertuples(index=False))
        for code, group in rows.set_index("college").groupby(level=0)
    }


def _joined(slots: Iterable[Slot]) -> list[Slot]:
    found: list[Slot] = []
    for slot in sorted(slots):
        if found and slot.start and found[-1].day == slot.day and found[-1].end == slot.start:
            found[-1] = found[-1]._replace(end=slot.end)
        else:
            found.append(slot)
    return found


def planned(slots: pd.DataFrame) -> pd.Series:
    """Return each college's slots as one text, index = college code."""
    text = slots["day"] + " " + slots["start"] + "–" + slots["end"]
    return text.groupby(slots["college"]).agg("、".join)
