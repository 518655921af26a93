"""A timetable already printed: what of it still holds, and the rest beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from gradrecon.cases.slots import read_slots
from gradrecon.cohort.cohort import Cohort
from gradrecon.drafts.grid import Slot, rooms
from gradrecon.drafts.packing import Effort, Undecided
from gradrecon.drafts.placing import Stay, by_slots
from gradrecon.drafts.timetable import Hours, Printed, Visit, torn, visit
from gradrecon.sources.table import Table

_EFFORT = 20_000  # steps of a search


def printed_hours(slots: Table, cohort: Cohort) -> Printed:
    """When each college comes by Attachment 4, of those whose every row says it all."""
    rows = read_slots(slots, cohort)
    unclear = rows.loc[(rows["start"] == "") | (rows["end"] == ""), "college"]
    rows = rows[~rows["college"].isin(unclear)]
    hours: dict[str, set[Hours]] = {}
    said = rows[["college", "day", "start", "end"]].itertuples(index=False, name=None)
    for code, day, start, end in said:
        own = Hours(date.fromisoformat(day), time.fromisoformat(start), time.fromisoformat(end))
        hours.setdefault(code, set()).add(own)
    return {code: sorted(own) for code, own in hours.items()}


def beside_printed(
    campus: str, here: Mapping[str, int], slots: Sequence[Slot], a_slot: int, printed: Printed
) -> list[Visit] | None:
    """Visits as printed but for those that cannot be; None if more than one other must give way."""
    standing = {code: printed[code] for code in here if printed.get(code)}
    if not standing:
        return None
    for giving_way in ("", *reversed(standing)):
        printed_here = {code: hours for code, hours in standing.items() if code != giving_way}
        free = [a_slot] * len(slots)
        visits = list(_standing(campus, here, slots, free, printed_here))
        rest = {code: n for code, n in here.items() if code not in {one.college for one in visits}}
        partly = {place: n for place, n in enumerate(free) if 0 < n < a_slot}
        empty = rooms(slots, [n == a_slot for n in free])
        try:
            stays = by_slots(rest, empty, partly, a_slot, 0, Effort(_EFFORT))
        except Undecided:
            continue
        if stays is not None and not torn([visit(campus, stay, slots) for stay in stays]):
            return visits + [visit(campus, stay, slots) for stay in stays]
    return None


def _standing(
    campus: str, here: Mapping[str, int], slots: Sequence[Slot], free: list[int], printed: Printed
) -> Iterator[Visit]:
    """The printed visits that hold their students still, then those that do if they end later.

    What they take is taken from `free`, the students that each slot can still take.
    """
    by_time = sorted(printed, key=lambda code: tuple(printed[code]))
    a_slot, outgrown = max(free, default=0), []
    for code in by_time:
        touched = [_touched(slots, hours) for hours in printed[code]]
        if all(touched) and sum(free[place] for own in touched for place in own) >= here[code]:
            rest = here[code]
            for hours, own in zip(printed[code], touched, strict=True):
                taken = _take(free, own, rest)
                rest -= taken
                yield Visit(code, campus, *hours, taken)
        elif len(touched) == 1 and touched[0]:
            outgrown.append((code, touched[0]))
    for code, own in outgrown:
        longer = _longer(slots, free, own, here[code], a_slot)
        if longer:
            stay = Stay(code, longer[0], len(longer), _take(free, longer, here[code]))
            yield visit(campus, stay, slots)


def _touched(slots: Sequence[Slot], hours: Hours) -> list[int]:
    """The places of the slots that some hours reach into."""
    return [
        place
        for place, slot in enumerate(slots)
        if slot.start.date() == hours.day
        and slot.start.time() < hours.end
        and hours.start < slot.end.time()
    ]


def _longer(
    slots: Sequence[Slot], free: Sequence[int], own: Sequence[int], students: int, a_slot: int
) -> list[int]:
    """Some places and as many after them as the students need; none if others are in the way."""
    longer = list(own)
    while sum(free[place] for place in longer) < students:
        after = longer[-1] + 1
        if after == len(slots) or slots[after].session != slots[own[0]].session:
            return []
        if free[after] < a_slot:
            return []
        longer.append(after)
    return longer


def _take(free: list[int], places: Sequence[int], students: int) -> int:
    """Give as many of the students as there is space for a place; how many got one."""
    rest = students
    for place in places:
        taken = min(rest, free[place])
        free[place] -= taken
        rest -= taken
    return students - rest
