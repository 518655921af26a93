"""The slots of a campus: the calendar's hours cut into equal lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, groupby
from typing import NamedTuple

from gradrecon.cohort.calendar import CaptureDay
from gradrecon.cohort.cohort import Cohort


class Slot(NamedTuple):
    """One slot; those of one `session` follow each other without a break."""

    start: datetime
    end: datetime
    session: int


class Room(NamedTuple):
    """Some slots that follow each other without a break: the place of the first, and how many."""

    first: int
    length: int


def slots_by_campus(cohort: Cohort) -> dict[str, list[Slot]]:
    """The whole slots of each campus, in the calendar's order of campuses, then by time."""
    length = timedelta(minutes=cohort.capacity.minutes)
    found: dict[str, list[Slot]] = {day.campus: [] for day in cohort.calendar.capture}
    for campus, slots in found.items():
        days = [day for day in cohort.calendar.capture if day.campus == campus]
        for session, (start, end) in enumerate(_sessions(days)):
            while start + length <= end:
                slots.append(Slot(start, start + length, session))
                start += length
    return found


def _sessions(days: Iterable[CaptureDay]) -> Iterator[tuple[datetime, datetime]]:
    """From when to when there is no break; hours that touch or overlap are one session."""
    hours = sorted(
        (datetime.combine(day.day, one.start), datetime.combine(day.day, one.end))
        for day in days
        for one in day.hours
    )
    while hours:
        start, end = hours.pop(0)
        while hours and hours[0][0] <= end:
            end = max(end, hours.pop(0)[1])
        yield start, end


def rooms(slots: Sequence[Slot], free: Sequence[bool]) -> list[Room]:
    """The longest runs of free slots, by time."""
    runs = count()
    run, keys = next(runs), []
    for place, slot in enumerate(slots):
        if place and (slot.session != slots[place - 1].session or not free[place - 1]):
            run = next(runs)
        keys.append(run)
    places = [place for place in range(len(slots)) if free[place]]
    grouped = (list(own) for _, own in groupby(places, key=lambda place: keys[place]))
    return [Room(own[0], len(own)) for own in grouped]


def longest_day(slots: Sequence[Slot]) -> int:
    """How many slots the day with the most has; 0 if there is none."""
    days: dict[date, int] = {}
    for slot in slots:
        days[slot.start.date()] = days.get(slot.start.date(), 0) + 1
    return max(days.values(), default=0)
