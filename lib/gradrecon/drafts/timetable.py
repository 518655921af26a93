"""What a proposed timetable says: who comes when, who finds no room, what it would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from gradrecon.drafts.grid import Slot
from gradrecon.drafts.placing import Stay


class Hours(NamedTuple):
    """From when to when on a day."""

    day: date
    start: time
    end: time


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
    """The least that a campus lacks so that all its colleges find room, any one of three.

    `hours` more, `days` more like its longest, or `stations` in all (0: no number of them would
    do).
    """

    campus: str
    students: int
    hours: float
    days: int
    stations: int


@dataclass(frozen=True)
class Timetable:
    """The proposal: the visits by campus in the calendar's order and by time, and the rest.

    `torn`: colleges that must come more than once; `moved`: those printed at other times.
    `proven`: nothing better was overlooked because the search was cut short.
    """

    visits: tuple[Visit, ...]
    left: tuple[Left, ...]
    lacks: tuple[Lack, ...]
    torn: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    proven: bool = True


# When each college comes by the timetable that stands already.
Printed = Mapping[str, Sequence[Hours]]


def visit(campus: str, stay: Stay, slots: Sequence[Slot]) -> Visit:
    """A stay as a visit to a campus."""
    first, last = slots[stay.first].start, slots[stay.first + stay.length - 1].end
    return Visit(stay.college, campus, first.date(), first.time(), last.time(), stay.students)


def torn(visits: Sequence[Visit]) -> tuple[str, ...]:
    """The colleges that come more than once."""
    codes = [one.college for one in visits]
    return tuple(sorted({code for code in codes if codes.count(code) > 1}))


def moved(visits: Sequence[Visit], printed: Printed) -> tuple[str, ...]:
    """The colleges that come at other times than printed."""
    own: dict[str, set[Hours]] = {}
    for one in visits:
        own.setdefault(one.college, set()).add(Hours(one.day, one.start, one.end))
    others = [code for code in own if printed.get(code) and own[code] != set(printed[code])]
    return tuple(sorted(others))
