"""Whether parties fit into rooms, each whole in one: an exact answer, not a guess.

Rooms are filled one after another. Of the sets of parties that may fill a room only those are
tried to which no party can be added and in which none can be exchanged for a larger one: if there
is a way at all, there is one of these. How much room may be wasted in all bounds what may be left
empty in each. That decides forty colleges in a few hundred steps; an `Effort` bounds the worst.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


class Undecided(Exception):
    """Too much effort: there may be a way or not."""


@dataclass
class Effort:
    """How many steps are left for all searches together."""

    steps: int = 200_000

    def step(self) -> None:
        """Take one. Raise Undecided if none is left."""
        if not self.steps:
            raise Undecided
        self.steps -= 1


def packed(sizes: Sequence[int], rooms: Sequence[int], effort: Effort) -> list[int] | None:
    """The room of each party, None if there is no way. Raise Undecided if it takes too long.

    The first room with space is taken in the order given, wherever that works out.
    """
    first = _first_fit(sizes, rooms)
    if first is not None or sum(sizes) > sum(rooms):
        return first
    large = [size for size in sizes if size > 1]  # those of 1 fill whatever gaps there are
    found = _searched(large, rooms, effort)
    if found is None:
        return None
    free, ahead = list(rooms), iter(found)
    for size, room in zip(large, found, strict=True):
        free[room] -= size
    gaps = (room for room, space in enumerate(free) for _ in range(space))
    return [next(ahead if size > 1 else gaps) for size in sizes]


def _searched(sizes: Sequence[int], rooms: Sequence[int], effort: Effort) -> list[int] | None:
    order = sorted(range(len(rooms)), key=lambda room: -rooms[room])
    ways = tuple(sorted(Counter(sizes).items(), reverse=True))
    search = _Search([rooms[room] for room in order], [size for size, _ in ways], effort)
    fills = search.fill(0, tuple(count for _, count in ways))
    if fills is None:
        return None
    waiting: dict[int, list[int]] = {size: [] for size, _ in ways}
    for room, fill in zip(order, fills, strict=False):
        for (size, _), count in zip(ways, fill, strict=True):
            waiting[size] += [room] * count
    return [waiting[size].pop(0) for size in sizes]


def _first_fit(sizes: Sequence[int], rooms: Sequence[int]) -> list[int] | None:
    free, found = list(rooms), []
    for size in sizes:
        room = next((room for room, space in enumerate(free) if size <= space), None)
        if room is None:
            return None
        free[room] -= size
        found.append(room)
    return found


def _may_fit(sizes: Sequence[int], rooms: Sequence[int]) -> bool:
    """Whether nothing obvious is in the way; both with the largest first.

    Parties of more than half the largest room each need a room of their own.
    """
    if sum(sizes) > sum(rooms):
        return False
    large = [size for size in sizes if 2 * size > rooms[0]]
    return len(large) <= len(rooms) and all(
        size <= room for size, room in zip(large, rooms, strict=False)
    )


@dataclass
class _Search:
    """The search for one packing: `rooms` and distinct `sizes`, the largest first."""

    rooms: Sequence[int]
    sizes: Sequence[int]
    effort: Effort
    failed: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)

    def fill(self, room: int, counts: tuple[int, ...]) -> list[tuple[int, ...]] | None:
        """How many of each size fill each room from this one on; None if there is no way."""
        if not any(counts):
            return []
        left = [size for size, count in zip(self.sizes, counts, strict=True) for _ in range(count)]
        if (room, counts) in self.failed or room == len(self.rooms):
            return None
        if _may_fit(left, self.rooms[room:]):
            spare = sum(self.rooms[room:]) - sum(left)
            for taken in self._fills(counts, self.rooms[room], self.rooms[room] - spare):
                rest = tuple(count - own for count, own in zip(counts, taken, strict=True))
                others = self.fill(room + 1, rest)
                if others is not None:
                    return [taken, *others]
        self.failed.add((room, counts))
        return None

    def _fills(
        self, counts: tuple[int, ...], space: int, least: int
    ) -> Iterator[tuple[int, ...]]:  # fmt: skip
        """The ways to fill one room with at least that much that are worth a try."""
        reach = self._reach(counts, space)
        taken: list[int] = []

        def further(at: int, total: int) -> Iterator[tuple[int, ...]]:
            self.effort.step()
            low = max(least - total, 0)
            if not (reach[at] >> low) & ((1 << (space - total - low + 1)) - 1):
                return
            if at == len(counts):
                if self._is_best(counts, taken, space - total):
                    yield tuple(taken)
                return
            most = min(counts[at], (space - total) // self.sizes[at])
            for count in range(most, -1, -1):
                taken.append(count)
                yield from further(at + 1, total + count * self.sizes[at])
                taken.pop()

        yield from further(0, 0)

    def _reach(self, counts: tuple[int, ...], space: int) -> list[int]:
        """The sums that the sizes from each place on can make, as the bits of a number."""
        reach, mask = [1], (1 << (space + 1)) - 1
        for size, count in zip(reversed(self.sizes), reversed(counts), strict=True):
            sums = reach[-1]
            for _ in range(min(count, space // size)):
                sums |= (sums << size) & mask
            reach.append(sums)
        return reach[::-1]

    def _is_best(self, counts: tuple[int, ...], taken: Sequence[int], spare: int) -> bool:
        """Whether no party can be added to a room, and none exchanged for a larger one."""
        smaller = 0  # the largest size taken that is smaller than the one looked at, 0 for none
        for size, count, own in zip(
            reversed(self.sizes), reversed(counts), reversed(taken), strict=True
        ):
            if own < count and (size <= spare or (smaller and size - smaller <= spare)):
                return False
            smaller = size if own else smaller
        return True
