"""The ways to take a name: where its surname ends, and what each character may be read as.

One list serves everything: the first way, read the likeliest way, is what is suggested; all others
are the alternatives; and a spelling is accepted if it fits one of them. So whatever is accepted is
offered, and nothing else.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from gradrecon.names import tables
from gradrecon.names.likely import given_reading, surname_reading
from gradrecon.names.parse import (
    SURE_SURNAMES,
    ChineseName,
    NameKind,
    may_be_surname,
    second_surname,
)
from gradrecon.names.spelling import Group, Spelling

Options = tuple[tuple[str, ...], ...]
"""For each character, the syllables it may be read as, the likeliest first."""

Doubt = Literal["", "double", "either", "long"]
_UNLIKELY: dict[Doubt, int] = {"": 0, "either": 3, "double": 4, "long": 1}
_OF_SURNAME = {"always": 1, "rare": 3, "either": 2, "": 2}
_USUAL, _POSSIBLE = 2, 8
POSSIBLE = _POSSIBLE
"""From this cost on a spelling rests on a reading that is not usual."""
_MOST_COMBINED = 1000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take a name.

    surname  what each character may be read as, for each of its surnames: one, two or none
    given    the same for the given name, or for each part of a minority name
    costs    for each character, surnames first, how unlikely each of its readings is
    doubt    why the person must be asked if it is this way; "" if they need not be
    """

    surname: tuple[Options, ...]
    given: tuple[Options, ...]
    costs: tuple[tuple[int, ...], ...]
    doubt: Doubt = ""

    @property
    def family(self) -> Options:
        """The characters of all surnames."""
        return tuple(one for options in self.surname for one in options)

    @property
    def own(self) -> Options:
        """The characters of the given name."""
        return tuple(one for options in self.given for one in options)

    def spelling(self, syllables: Sequence[str]) -> Spelling:
        """Return a syllable for each character as the spelling of the name taken this way."""
        left = iter(syllables)
        surname = tuple(tuple(next(left) for _ in options) for options in self.surname)
        return Spelling(
            surname, tuple(tuple(next(left) for _ in options) for options in self.given)
        )

    def likeliest(self) -> Spelling:
        """Return the spelling by the likeliest reading of each character."""
        return self.spelling([options[0] for options in (*self.family, *self.own)])

    def spellings(self) -> Iterator[tuple[int, Spelling]]:
        """Yield every spelling with how unlikely it is; of long names one departure at a time."""
        weighed = [
            tuple(zip(options, costs, strict=True))
            for options, costs in zip((*self.family, *self.own), self.costs, strict=True)
        ]
        small = math.prod(map(len, weighed)) <= _MOST_COMBINED
        for chosen in product(*weighed) if small else _one_departure(weighed):
            cost = _UNLIKELY[self.doubt] + sum(cost for _, cost in chosen)
            yield cost, self.spelling([syllable for syllable, _ in chosen])


Weighed = tuple[tuple[str, int], ...]


def _one_departure(weighed: list[Weighed]) -> Iterator[Weighed]:
    likely = tuple(one[0] for one in weighed)
    yield likely
    for at, options in enumerate(weighed):
        yield from ((*likely[:at], other, *likely[at + 1 :]) for other in options[1:])


@lru_cache(maxsize=4096)
def ways_of(name: ChineseName) -> tuple[Way, ...]:
    """Return the ways to take a name of readable characters, the likeliest first."""
    match name.kind:
        case NameKind.MINORITY:
            return (_way((), name.parts, usual_only=True),)
        case NameKind.COMPOUND:
            return (_way((name.surname,), (name.given,)), *_of_either(name))
        case NameKind.DOUBLE:
            return _of_double(name)
        case NameKind.LONG:
            return _of_long(name)
        case _:
            return (_way((name.surname,), (name.given,)),)


def _of_either(name: ChineseName) -> tuple[Way, ...]:
    """Return 钟|离雪 beside 钟离|雪 if both are names."""
    known = tables.surname(name.surname)
    if known is None or known.ask != "either":
        return ()
    return (_way((name.text[0],), (name.text[1:],), "either"),)


def _of_double(name: ChineseName) -> tuple[Way, ...]:
    """Return 陈|方玉梅 before 陈-方|玉梅; 项-司徒|文良 before 项|司徒文良."""
    second = second_surname(name)
    single = _way((name.surname,), (name.given,))
    double = _way((name.surname, second), (name.given[len(second) :],), "double")
    return (single, double) if len(second) == 1 else (double, single)


def _of_long(name: ChineseName) -> tuple[Way, ...]:
    """Return 凌|雨雪夜 before 凌雨雪夜, but 乌兰其其格 before 乌|兰其其格."""
    single = _way((name.surname,), (name.given,), "long", usual_only=True)
    solid = _way((), (name.text,), "long", usual_only=True)
    ways = (single, solid) if name.surname in SURE_SURNAMES else (solid, single)
    if len(name.text) != 4 or not may_be_surname(name.text[1]):
        return ways
    return (*ways, _way((name.surname, name.text[1]), (name.text[2:],), "double", usual_only=True))


def _way(
    surnames: tuple[str, ...],
    given: tuple[str, ...],
    doubt: Doubt = "",
    *,
    usual_only: bool = False,
) -> Way:
    heads = [_surname(surname) for surname in surnames]
    rest = [_given(part, usual_only) for part in given if part]
    costs = (one for _, costs in (*heads, *rest) for one in costs)
    return Way(
        tuple(options for options, _ in heads),
        tuple(options for options, _ in rest),
        tuple(costs),
        doubt,
    )


Costs = tuple[tuple[int, ...], ...]


@cache
def _surname(surname: str) -> tuple[Options, Costs]:
    known = tables.surname(surname)
    if known is None:
        return (tuple((one,) for one in surname_reading(surname)), ((0,),) * len(surname))
    if len(surname) > 1:
        return tuple((one,) for one in known.readings[0]), ((0,),) * len(surname)
    step = _OF_SURNAME[known.ask]
    readings = tuple(one for (one,) in known.readings)
    return (readings,), (tuple(step * rank for rank in range(len(readings))),)


@lru_cache(maxsize=65536)
def _given(given: str, usual_only: bool) -> tuple[Options, Costs]:
    likely = given_reading(given)
    found = [_of_char(char, one, usual_only) for char, one in zip(given, likely, strict=True)]
    return tuple(options for options, _ in found), tuple(costs for _, costs in found)


def _of_char(char: str, likely: str, usual_only: bool) -> tuple[Group, tuple[int, ...]]:
    """Return what a character may be read as, and how unlikely each of these readings is."""
    known = tables.readings(char)
    if known is None:
        return (likely,), (0,)
    usual = [one for one in known.usual if one != likely]
    possible = [one for one in known.possible if one != likely and not usual_only]
    costs = [_USUAL + rank for rank in range(len(usual))]
    costs += [_POSSIBLE + rank for rank in range(len(possible))]
    return (likely, *usual, *possible), (0, *costs)
