"""The tables of readings, each read once, when the first name is judged.

`data/readings.txt` is made by tools/make_readings.py from Unihan (see data/LICENSE-UNICODE.txt).
The others are our own. In `data/surnames.csv` and `data/given.csv` the column `source` names the
Unihan field that holds every reading of the row (kTGHZ2013 is the 通用规范汉字字典, kXHC1983 the
现代汉语词典), or says `usage` if bearers read it so and Unihan does not. `data/never.txt` takes
away what no name uses.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Ask = Literal["", "rare", "always", "either"]


@dataclass(frozen=True, slots=True)
class Surname:
    """How one surname is read.

    readings  what a bearer may say, the most common first; each a tuple of syllables
    ask       "": one reading · rare: ask where it is not the first reading
              always: ask whichever it is (姓从主人)
              either: the characters may also be a single surname and a given name
    """

    readings: tuple[tuple[str, ...], ...]
    ask: Ask


@dataclass(frozen=True, slots=True)
class Readings:
    """How a character is read in a given name.

    usual     living readings, the one preferred in names first
    possible  readings that a modern source has beside them
    settled   whether names settle the first reading, so that no context is looked at
    """

    usual: tuple[str, ...]
    possible: tuple[str, ...]
    settled: bool


@cache
def surnames() -> dict[str, Surname]:
    """Return the surnames whose reading is not simply that of their characters."""
    return {
        text: Surname(_alternatives(text, readings), ask)  # type: ignore[arg-type]
        for text, readings, ask, _ in _rows("surnames.csv")
    }


@cache
def given_readings() -> dict[str, tuple[str, ...]]:
    """Return, for a character or word in given names, its readings; a word's are its syllables."""
    return {text: tuple(readings.split()) for text, readings, _ in _rows("given.csv")}


@cache
def longest_word() -> int:
    """Return the length of the longest word in `given_readings`."""
    return max(map(len, given_readings()))


@cache
def readings(char: str) -> Readings | None:
    """Return how a character is read in a given name, None for one that no source knows."""
    found = _groups().get(char)
    if found is None:
        return None
    usual, _, possible = found.partition("/")
    preferred = given_readings().get(char, ())
    known = tuple(dict.fromkeys((*usual.split(","), *filter(None, possible.split(",")))))
    living = preferred or tuple(usual.split(","))
    rest = tuple(one for one in known if one not in living and (char, one) not in never())
    return Readings(living, rest, bool(preferred) or len(living) == 1)


@cache
def never() -> frozenset[tuple[str, str]]:
    """Return the characters with a reading that dictionaries have and that no name uses."""
    lines = [line for line in _text("never.txt").splitlines() if not line.startswith("#")]
    return frozenset((line[0], line[2:]) for line in lines)


@cache
def surname(text: str) -> Surname | None:
    """Return how a surname is read, its characters' usual readings unless a row says otherwise."""
    if text in surnames():
        return surnames()[text]
    found = _groups().get(text)
    if found is None:
        return None
    usual = found.partition("/")[0].split(",")
    return Surname(tuple((one,) for one in usual), "")


def _alternatives(text: str, readings: str) -> tuple[tuple[str, ...], ...]:
    syllables = tuple(readings.split())
    return (syllables,) if len(text) > 1 else tuple((one,) for one in syllables)


@cache
def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for line in _text("readings.txt").splitlines():
        key, _, chars = line.partition("\t")
        groups.update(dict.fromkeys(chars, key))
    return groups


def _rows(file: str) -> Iterator[list[str]]:
    return iter(list(csv.reader(_text(file).splitlines()))[1:])


def _text(file: str) -> str:
    return resources.files(__package__).joinpath("data", file).read_text(encoding="utf-8")
