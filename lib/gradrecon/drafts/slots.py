"""采集时间安排 as a proposal: which college when, by how many an hour takes (1.2.5, 1.3).

A college comes once, to its own campus, within one session, wherever all colleges of the campus
so find room; small ones share a slot where slots are short. Where that cannot be, as few as can
be are torn over a break. A timetable already printed stands as far as it still holds. What finds
no room is said with the least that it would take: nobody is squeezed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count

from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.cohort import Cohort, College
from gradrecon.drafts.grid import Slot, longest_day, rooms, slots_by_campus
from gradrecon.drafts.packing import Effort, Undecided
from gradrecon.drafts.placing import Stay, by_slots, by_students
from gradrecon.drafts.printed import beside_printed
from gradrecon.drafts.timetable import (
    Lack,
    Left,
    Printed,
    Timetable,
    Visit,
    moved,
    torn,
    visit,
)

_FOR_SLOTS = 60_000  # steps of a search


def lay_out(
    expected: Mapping[str, int], cohort: Cohort, printed: Printed | None = None
) -> Timetable:
    """Return the timetable for these numbers of students by college code (0 needs no slot).

    `printed`: when each college comes by the timetable that stands already.
    """
    coming = [one for one in _in_order(cohort, expected) if expected.get(one.code)]
    visits: list[Visit] = []
    left: list[Left] = []
    lacks: list[Lack] = []
    proven = True
    for campus, slots in slots_by_campus(cohort).items():
        here = {one.code: expected[one.code] for one in coming if one.campus == campus}
        inside = _that_fit(here, len(slots) * cohort.capacity.per_slot())
        found, sure = _visits(campus, inside, slots, cohort.capacity, printed or {})
        visits += sorted(found, key=lambda one: (one.day, one.start, one.end))
        proven &= sure
        without = {code: students for code, students in here.items() if code not in inside}
        left += [Left(code, n, f"{campus}校区的时段已排满") for code, n in without.items()]
        if without:
            lacks.append(_lack(campus, here, without, slots, cohort.capacity))
    campuses = {day.campus for day in cohort.calendar.capture}
    for one in coming:
        if one.campus not in campuses:
            left.append(Left(one.code, expected[one.code], _homeless(one)))
    return Timetable(
        tuple(visits), tuple(left), tuple(lacks), torn(visits), moved(visits, printed or {}),
        proven,
    )  # fmt: skip


def _in_order(cohort: Cohort, expected: Mapping[str, int]) -> list[College]:
    """The colleges in the order in which they are laid out."""
    by_code = sorted(cohort.colleges, key=lambda one: one.code)
    if cohort.capacity.order == "code":
        return by_code
    return sorted(by_code, key=lambda one: -expected.get(one.code, 0))


def _that_fit(here: Mapping[str, int], space: int) -> dict[str, int]:
    """The colleges with the most students in all that there is space for; the first, if equal."""
    if sum(here.values()) <= space:
        return dict(here)
    sums, mask = [1], (1 << (space + 1)) - 1
    for students in here.values():
        sums.append(sums[-1] | sums[-1] << students & mask)
    total, chosen = sums[-1].bit_length() - 1, set()
    for place, (code, students) in reversed(list(enumerate(here.items()))):
        if not sums[place] >> total & 1:
            chosen.add(code)
            total -= students
    return {code: students for code, students in here.items() if code in chosen}


def _visits(
    campus: str, here: Mapping[str, int], slots: Sequence[Slot], capacity: Capacity,
    printed: Printed,
) -> tuple[list[Visit], bool]:  # fmt: skip
    """The visits of colleges of which it is known that the hours suffice for all of them."""
    kept = beside_printed(campus, here, slots, capacity.per_slot(), printed)
    if kept is not None:
        return kept, True
    stays, proven = _anew(here, slots, capacity.per_slot())
    return [visit(campus, stay, slots) for stay in stays], proven


def _anew(here: Mapping[str, int], slots: Sequence[Slot], a_slot: int) -> tuple[list[Stay], bool]:
    """All stays, as few colleges torn as can be, and whether that is proven."""
    free, proven = rooms(slots, [True] * len(slots)), True
    own, shared = Effort(_FOR_SLOTS), Effort()
    for more in count():
        stays = None
        with suppress(Undecided):  # the other way finds all that this one does
            stays = by_slots(here, free, {}, a_slot, more, own)
            if stays is not None:
                return stays, proven
        try:
            stays = by_students(here, free, a_slot, more, shared)
        except Undecided:
            proven = False
        if stays is not None:
            return stays, proven
    raise AssertionError("all torn, all fit: the hours suffice")


def _lack(
    campus: str, here: Mapping[str, int], without: Mapping[str, int], slots: Sequence[Slot],
    capacity: Capacity,
) -> Lack:  # fmt: skip
    students = sum(here.values())
    missing = -(-students // capacity.per_slot()) - len(slots)
    a_day = longest_day(slots)
    more = count(capacity.stations + 1)
    enough = next(n for n in more if capacity.per_slot(n) * len(slots) >= students) if slots else 0
    return Lack(
        campus, sum(without.values()), missing * capacity.minutes / 60,
        -(-missing // a_day) if a_day else 0, enough,
    )  # fmt: skip


def _homeless(college: College) -> str:
    if college.campus is None:
        return "参数文件里没有写这个学院的校区"
    return f"日程里没有{college.campus}校区的采集日"
