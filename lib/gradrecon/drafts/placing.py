"""Colleges into rooms: whole slots where that works, shared ones where it must be.

Two ways, from the calmer to the tighter. By slots: a college has slots of its own; only those
smaller than a slot share one, and only where slots are short. By students: a college begins where
the one before it ends, also in the middle of a slot, so that no camera is ever idle; whatever
fits into the hours at all fits so. Either way the colleges that must be torn are the largest:
if some others could be torn instead, these could too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gradrecon.drafts.grid import Room
from gradrecon.drafts.packing import Effort, packed

Party = tuple[str, ...]  # colleges that share a slot; mostly one


class Stay(NamedTuple):
    """A college in some slots: the place of the first, how many, and for how many students."""

    college: str
    first: int
    length: int
    students: int


class _Part(NamedTuple):
    """What stands in a room: a party, how much of it, and whether it began or goes on elsewhere.

    `order`: -1 began in an earlier room, 1 goes on in a later one, 0 neither or both.
    """

    order: int
    party: Party
    size: int


def by_slots(
    here: Mapping[str, int], free: Sequence[Room], partly: Mapping[int, int], a_slot: int,
    torn: int, effort: Effort,
) -> list[Stay] | None:  # fmt: skip
    """Return the stays of all these colleges, splitting `torn` beside those longer than any room.

    `free`: the runs of free slots; `partly`: by place, what is left of slots that are taken;
    `a_slot`: the students that one takes. None if there is no way.
    """
    large: dict[Party, int] = {
        (code,): -(-size // a_slot) for code, size in here.items() if size >= a_slot
    }
    small = {code: size for code, size in here.items() if size < a_slot}
    single = sum(room.length for room in free) - sum(large.values())
    if single < 0:
        return None
    shared = _shared(small, [a_slot] * single, partly, effort)
    if shared is None:
        return None
    together, stays = shared
    order = {code: place for place, code in enumerate(here)}
    units = large | dict.fromkeys(together, 1)
    units = dict(sorted(units.items(), key=lambda pair: order[pair[0][0]]))
    filled = _spread(units, [room.length for room in free], torn, effort)
    if filled is None:
        return None
    rest = dict(here)
    for room, parts in zip(free, filled, strict=True):
        at = room.first
        for part in parts:
            for code in part.party:
                students = min(rest[code], part.size * a_slot)
                rest[code] -= students
                stays.append(Stay(code, at, part.size, students))
            at += part.size
    return stays


def _shared(
    small: Mapping[str, int], single: Sequence[int], partly: Mapping[int, int], effort: Effort
) -> tuple[list[Party], list[Stay]] | None:
    """Small colleges together in slots, the emptiest first; those that go into taken ones."""
    codes = sorted(small, key=lambda code: -small[code])
    bins, places = [*single, *partly.values()], list(partly)
    chosen = _evenly([small[code] for code in codes], bins)
    if chosen is None:
        chosen = packed([small[code] for code in codes], bins, effort)
    if chosen is None:
        return None
    parties: dict[int, list[str]] = {}
    stays = []
    for code, place in zip(codes, chosen, strict=True):
        if place < len(single):
            parties.setdefault(place, []).append(code)
        else:
            stays.append(Stay(code, places[place - len(single)], 1, small[code]))
    return [tuple(own) for own in parties.values()], stays


def _evenly(sizes: Sequence[int], bins: Sequence[int]) -> list[int] | None:
    free, found = list(bins), []
    for size in sizes:
        place = max(range(len(free)), key=free.__getitem__, default=-1)
        if place < 0 or free[place] < size:
            return None
        free[place] -= size
        found.append(place)
    return found


def by_students(
    here: Mapping[str, int], free: Sequence[Room], a_slot: int, torn: int, effort: Effort
) -> list[Stay] | None:
    """As `by_slots`, colleges following each other without regard to where slots begin."""
    filled = _spread(
        {(code,): size for code, size in here.items()},
        [room.length * a_slot for room in free], torn, effort,
    )  # fmt: skip
    if filled is None:
        return None
    stays = []
    for room, parts in zip(free, filled, strict=True):
        at, spare = 0, room.length * a_slot - sum(part.size for part in parts)
        for part in parts:
            if (wait := -at % a_slot) <= spare:
                at, spare = at + wait, spare - wait
            first, last = at // a_slot, (at + part.size - 1) // a_slot
            stays.append(Stay(part.party[0], room.first + first, last - first + 1, part.size))
            at += part.size
    return stays


def _spread(
    sizes: Mapping[Party, int], rooms: Sequence[int], torn: int, effort: Effort
) -> list[list[_Part]] | None:
    """Return what stands in each room, in its order; the `torn` largest parties are split.

    Beside them those are torn that no room can hold.
    """
    if sum(sizes.values()) > sum(rooms):
        return None
    longest = max(rooms, default=0)
    by_size = sorted(sizes, key=lambda party: -sizes[party])
    oversize = sum(size > longest for size in sizes.values())
    split = by_size[: oversize + torn]
    whole = [party for party in sizes if party not in split]
    chosen = packed([sizes[party] for party in whole], rooms, effort)
    if chosen is None:
        return None
    filled: list[list[_Part]] = [[] for _ in rooms]
    gaps = list(rooms)
    for party, room in zip(whole, chosen, strict=True):
        filled[room].append(_Part(0, party, sizes[party]))
        gaps[room] -= sizes[party]
    for party in split:
        _tear(party, sizes[party], gaps, filled)
    return [sorted(parts, key=lambda part: part.order) for parts in filled]


def _tear(party: Party, size: int, gaps: list[int], filled: list[list[_Part]]) -> None:
    """Put a party into the gaps of as few rooms in a row as have space for it."""
    spans = ((first, first + n) for n in range(1, len(gaps) + 1) for first in range(len(gaps)))
    first, last = next(span for span in spans if sum(gaps[slice(*span)]) >= size)
    places = [room for room in range(first, min(last, len(gaps))) if gaps[room]]
    rest = size
    for room in places:
        part = min(rest, gaps[room])
        order = (rest == size) - (rest == part)
        filled[room].append(_Part(order, party, part))
        gaps[room] -= part
        rest -= part
        if not rest:
            break
