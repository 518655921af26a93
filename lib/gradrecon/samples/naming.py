"""Made-up names of every origin, each with its true pinyin."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from gradrecon.samples import pools

Spelt = tuple[np.ndarray, np.ndarray]
Namer = Callable[[np.random.Generator, str, int], Spelt]


class Origin(StrEnum):
    """Where a name comes from, which decides who can say how it is spelt."""

    ORDINARY = "ordinary"
    COMPOUND = "compound"  # 复姓
    RARE = "rare"  # a character that old systems cannot hold
    ASKED = "asked"  # a surname with several readings
    DOUBLE = "double"  # 双姓
    LONG = "long"  # a given name of three characters, which may look like a double surname
    MINORITY = "minority"
    OVERSEAS = "overseas"  # Hong Kong, Macao, Taiwan
    FOREIGN = "foreign"


SPELT_BY_RULE = (Origin.ORDINARY, Origin.COMPOUND, Origin.RARE)
_SHORT = 1 / 6


def draw_names(rng: np.random.Generator, origin: Origin, sex: str, count: int) -> Spelt:
    """So many names of that origin, for 男 or 女, and their pinyin in gb_title."""
    return _NAMERS[origin](rng, sex, count)


def draw(rng: np.random.Generator, pool: str, count: int, sex: str = "") -> tuple[np.ndarray, ...]:
    """`count` entries of a pool, one array per word, by weight where the last word is one.

    With a sex, only the entries whose last word says it.
    """
    found = pools.entries(pool)
    if sex:
        found = [entry[:-1] for entry in found if entry[-1] == sex]
    weights = None
    if found[0][-1].replace(".", "").isdigit():
        weights = np.array([float(entry[-1]) for entry in found])
        weights /= weights.sum()
        found = [entry[:-1] for entry in found]
    picked = rng.choice(len(found), count, p=weights)
    words = np.array(found, dtype=object).reshape(len(found), -1)
    return tuple(words[picked, place] for place in range(words.shape[1]))


def _of(surnames: str, given: Namer) -> Namer:
    """A namer: one of these surnames, and such a given name."""

    def namer(rng: np.random.Generator, sex: str, count: int) -> Spelt:
        family, spelt = draw(rng, surnames, count)
        name, read = given(rng, sex, count)
        return family + name, spelt + " " + _capital(read)

    return namer


def _short_or_double(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    """One character or, mostly, two."""
    last, last_read = draw(rng, _POOLS[sex], count)
    both, both_read = _joined(draw(rng, _POOLS[sex], count), (last, last_read))
    alone = rng.random(count) < _SHORT
    return np.where(alone, last, both), np.where(alone, last_read, both_read)


def _double_given(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    return _joined(draw(rng, _POOLS[sex], count), draw(rng, _POOLS[sex], count))


def _rare_given(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    return _joined(draw(rng, _POOLS[sex], count), draw(rng, pools.GIVEN_RARE, count))


def _triple_given(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    return _joined(_double_given(rng, sex, count), draw(rng, _POOLS[sex], count))


def _joined(first: tuple[np.ndarray, ...], last: tuple[np.ndarray, ...]) -> Spelt:
    """Two parts of a given name as one, with the apostrophe that an open vowel needs."""
    open_vowel = np.isin(last[1].astype("U1"), ["a", "e", "o"])
    joint = np.where(open_vowel, "'", "").astype(object)
    return first[0] + last[0], first[1] + joint + last[1]


def _double_surname(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    first, first_spelt = draw(rng, pools.SURNAMES, count)
    rest, rest_spelt = _of(pools.ASKED_SURNAMES, _double_given)(rng, sex, count)
    return first + rest, first_spelt + "-" + rest_spelt


def _minority(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    given, spelt = draw(rng, pools.MINORITY_GIVEN, count, sex)
    father, father_spelt = draw(rng, pools.MINORITY_FATHER, count)
    return given + "·" + father, spelt + " " + father_spelt


def _overseas(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    family, spelt = draw(rng, pools.OVERSEAS_SURNAMES, count)
    given, read = draw(rng, pools.OVERSEAS_GIVEN, count, sex)
    return family + given, spelt + " " + read


def _foreign(rng: np.random.Generator, sex: str, count: int) -> Spelt:
    (family,) = draw(rng, pools.FOREIGN_FAMILY, count)
    (given,) = draw(rng, pools.FOREIGN_GIVEN, count, sex)
    name = family + " " + given
    return np.array([text.upper() for text in name], dtype=object), name


def _capital(words: np.ndarray) -> np.ndarray:
    distinct, places = np.unique(words.astype(str), return_inverse=True)
    return np.array([word.capitalize() for word in distinct], dtype=object)[places]


_POOLS = {"男": pools.GIVEN_MALE, "女": pools.GIVEN_FEMALE}
_NAMERS: dict[Origin, Namer] = {
    Origin.ORDINARY: _of(pools.SURNAMES, _short_or_double),
    Origin.COMPOUND: _of(pools.COMPOUND_SURNAMES, _short_or_double),
    Origin.RARE: _of(pools.SURNAMES, _rare_given),
    Origin.ASKED: _of(pools.ASKED_SURNAMES, _short_or_double),
    Origin.DOUBLE: _double_surname,
    Origin.LONG: _of(pools.SURNAMES, _triple_given),
    Origin.MINORITY: _minority,
    Origin.OVERSEAS: _overseas,
    Origin.FOREIGN: _foreign,
}
