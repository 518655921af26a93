"""采集时间安排 as a proposal: which college when, by how many an hour takes (1.2.5, 1.3).

Time is cut into slots of equal length. A college gets whole slots, one after the other, on its own
campus; it is not torn over a break where all colleges of the campus so find room. What finds no
room is said with what it would take: nobody is squeezed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, groupby
from typing import NamedTuple

from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.cohort import Cohort, College


class Slot(NamedTuple):
    """One slot; those of one `session` follow each other without a break."""

    start: datetime
    end: datetime
    session: int


class Visit(NamedTuple):
    """One college on one campus, from when to when, and how many students that is for."""

    college: str
    campus: str
    day: date
    start: time
    end: time
    students: int


class Left(NamedTuple):
    """A college that found no room, how many students that are, and why."""

    college: str
    students: int
    why: str


class Lack(NamedTuple):
    """What a campus lacks so that all its colleges find room.

    `hours` more, or so many `stations` in all (0 where no number of them would do).
    """

    campus: str
    students: int
    hours: float
    stations: int


@dataclass(frozen=True)
class Timetable:
    """The proposal: the visits by campus in the calendar's order and by time, and the rest."""

    visits: tuple[Visit, ...]
    left: tuple[Left, ...]
    lacks: tuple[Lack, ...]


def lay_out(expected: Mapping[str, int], cohort: Cohort) -> Timetable:
    """The timetable for so many students of each college (by code; none needs no slot)."""
    coming = [one for one in _in_order(cohort, expected) if expected.get(one.code)]
    visits: list[Visit] = []
    left: list[Left] = []
    lacks: list[Lack] = []
    for campus, slots in _slots(cohort).items():
        here = {one.code: expected[one.code] for one in coming if one.campus == campus}
        runs = _runs(here, slots, cohort.capacity)
        visits += _visits(campus, here, runs, slots, cohort.capacity)
        without = {code: students for code, students in here.items() if code not in runs}
        left += [
            Left(code, students, f"{campus}校区的时段已排满") for code, students in without.items()
        ]
        if without:
            lacks.append(_lack(campus, here, without, slots, cohort.capacity))
    campuses = {day.campus for day in cohort.calendar.capture}
    for one in coming:
        if one.campus not in campuses:
            left.append(Left(one.code, expected[one.code], _homeless(one)))
    return Timetable(tuple(visits), tuple(left), tuple(lacks))


def _in_order(cohort: Cohort, expected: Mapping[str, int]) -> list[College]:
    """The colleges in the order in which they are laid out."""
    by_code = sorted(cohort.colleges, key=lambda one: one.code)
    if cohort.capacity.order == "code":
        return by_code
    return sorted(by_code, key=lambda one: -expected.get(one.code, 0))


def _slots(cohort: Cohort) -> dict[str, list[Slot]]:
    """The whole slots of each campus, in the calendar's order of campuses, then by time."""
    length = timedelta(minutes=cohort.capacity.minutes)
    found: dict[str, list[Slot]] = {day.campus: [] for day in cohort.calendar.capture}
    days = sorted(cohort.calendar.capture, key=lambda one: one.day)
    sessions = count()
    for day in days:
        for hours in sorted(day.hours, key=lambda one: one.start):
            session, start = next(sessions), datetime.combine(day.day, hours.start)
            while start + length <= datetime.combine(day.day, hours.end):
                found[day.campus].append(Slot(start, start + length, session))
                start += length
    return found


def _runs(here: Mapping[str, int], slots: Sequence[Slot], capacity: Capacity) -> dict[str, range]:
    """The slots of each college that finds room, as places among those of its campus."""
    needs = {code: -(-students // capacity.per_slot()) for code, students in here.items()}
    untorn, packed = _untorn(needs, slots), _packed(needs, len(slots))
    return max((untorn, packed), key=lambda runs: sum(here[code] for code in runs))


def _untorn(needs: Mapping[str, int], slots: Sequence[Slot]) -> dict[str, range]:
    """Each college within one session if any is long enough, at the first place that is free."""
    sessions = [list(own) for _, own in groupby(slots, key=lambda slot: slot.session)]
    longest = max(map(len, sessions), default=0)
    taken: set[int] = set()
    runs: dict[str, range] = {}
    for code, need in needs.items():
        for start in range(len(slots) - need + 1):
            run = range(start, start + need)
            torn = slots[run[0]].session != slots[run[-1]].session
            if taken.isdisjoint(run) and not (torn and need <= longest):
                runs[code] = run
                taken.update(run)
                break
    return runs


def _packed(needs: Mapping[str, int], size: int) -> dict[str, range]:
    """The colleges one after the other, over breaks too: all find room if there is enough."""
    runs: dict[str, range] = {}
    at = 0
    for code, need in needs.items():
        if at + need <= size:
            runs[code] = range(at, at + need)
            at += need
    return runs


def _visits(
    campus: str, here: Mapping[str, int], runs: Mapping[str, range], slots: Sequence[Slot],
    capacity: Capacity,
) -> list[Visit]:  # fmt: skip
    """The visits to a campus by time: one for each session that a college comes in."""
    visits = []
    for code, run in sorted(runs.items(), key=lambda pair: pair[1].start):
        rest = here[code]
        for _, group in groupby((slots[at] for at in run), key=lambda slot: slot.session):
            own = list(group)
            students = min(rest, len(own) * capacity.per_slot())
            rest -= students
            first, last = own[0].start, own[-1].end
            visits.append(Visit(code, campus, first.date(), first.time(), last.time(), students))
    return visits


def _lack(
    campus: str, here: Mapping[str, int], without: Mapping[str, int], slots: Sequence[Slot],
    capacity: Capacity,
) -> Lack:  # fmt: skip
    def needed(stations: int) -> int:
        return sum(-(-students // capacity.per_slot(stations)) for students in here.values())

    missing = needed(capacity.stations) - len(slots)
    more = count(capacity.stations + 1)
    enough = next(n for n in more if needed(n) <= len(slots)) if len(here) <= len(slots) else 0
    hours = missing * capacity.minutes / 60
    return Lack(campus, sum(without.values()), hours, enough)


def _homeless(college: College) -> str:
    if college.campus is None:
        return "参数文件里没有写这个学院的校区"
    return f"日程里没有{college.campus}校区的采集日"
