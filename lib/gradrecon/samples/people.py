"""Made-up people: names with their true pinyin, sex, birth date, origin, identity number.

Nobody shares a number, and nobody shares a name within a college: what is alike in a sample
was made alike on purpose.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from gradrecon.samples import documents, pools


class Origin(StrEnum):
    """Where a name comes from, which decides who can say how it is spelt."""

    ORDINARY = "ordinary"
    COMPOUND = "compound"  # 复姓
    RARE = "rare"  # a character that old systems cannot hold
    ASKED = "asked"  # a surname with several readings
    DOUBLE = "double"  # 双姓
    MINORITY = "minority"
    OVERSEAS = "overseas"  # Hong Kong, Macao, Taiwan
    FOREIGN = "foreign"


SPELT_BY_RULE = (Origin.ORDINARY, Origin.COMPOUND, Origin.RARE)
_SHARES = {
    Origin.COMPOUND: 0.012,
    Origin.RARE: 0.008,
    Origin.ASKED: 0.004,
    Origin.DOUBLE: 0.002,
    Origin.MINORITY: 0.006,
    Origin.OVERSEAS: 0.006,
    Origin.FOREIGN: 0.008,
}
_TRIES = 30


def draw_people(rng: np.random.Generator, births: np.ndarray, college: np.ndarray) -> pd.DataFrame:
    """One person per birth date, of that college.

    Columns: name, pinyin (gb_title), sex, origin, ethnicity, region, politics, birth_date, id_no.
    """
    people = pd.DataFrame(
        {
            "origin": _origins(rng, len(births)),
            "sex": rng.choice(np.array(["男", "女"], dtype=object), len(births)),
            "college": college,
        }
    )
    people["name"], people["pinyin"] = "", ""
    _name_all(rng, people)
    people["birth_date"] = births
    abroad = people["origin"].isin([Origin.OVERSEAS, Origin.FOREIGN])
    people["politics"] = np.where(abroad, "", _draw(rng, pools.POLITICS, len(people))[0])
    people["ethnicity"] = _ethnicities(rng, people["origin"])
    people["region"], people["id_no"] = _papers(rng, people)
    return people.drop(columns="college")


def draw_names(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Ordinary names and their pinyin, of people who are nowhere else."""
    return _ordinary(rng, "女", count)


def _origins(rng: np.random.Generator, count: int) -> np.ndarray:
    names = [Origin.ORDINARY.value, *(origin.value for origin in _SHARES)]
    shares = [1 - sum(_SHARES.values()), *_SHARES.values()]
    return rng.choice(np.array(names, dtype=object), count, p=shares)


def _name_all(rng: np.random.Generator, people: pd.DataFrame) -> None:
    """Draw names until no two of a college are alike; small pools give way to the ordinary one."""
    again = people.index
    for turn in range(1, 10**6):
        _name(rng, people, again)
        again = people.index[people.duplicated(["college", "name"])]
        if again.empty:
            return
        if turn > _TRIES:
            people.loc[again, "origin"] = Origin.ORDINARY.value


def _name(rng: np.random.Generator, people: pd.DataFrame, places: pd.Index) -> None:
    groups = people.loc[places].groupby(["origin", "sex"], sort=True).groups
    for (origin, sex), members in groups.items():
        names, pinyin = _NAMERS[Origin(origin)](rng, sex, len(members))
        people.loc[members, "name"], people.loc[members, "pinyin"] = names, pinyin


def _han(rng: np.random.Generator, surnames: str, sex: str, count: int) -> tuple:
    family, spelt = _draw(rng, surnames, count)
    given, read = _given(rng, sex, count)
    return family + given, spelt + " " + read


def _given(
    rng: np.random.Generator, sex: str, count: int, rare: bool = False, short: float = 1 / 6
) -> tuple:
    """Given names of one character (that share of them) or two, and their reading as one word."""
    pool = pools.GIVEN_MALE if sex == "男" else pools.GIVEN_FEMALE
    last, last_read = _draw(rng, pools.GIVEN_RARE if rare else pool, count)
    first, first_read = _draw(rng, pool, count)
    alone = rng.random(count) < short
    open_vowel = np.isin(last_read.astype("U1"), ["a", "e", "o"])
    joint = np.where(open_vowel, "'", "").astype(object)
    given = np.where(alone, last, first + last)
    read = np.where(alone, last_read, first_read + joint + last_read)
    return given, _capital(read)


def _ordinary(rng: np.random.Generator, sex: str, count: int) -> tuple:
    return _han(rng, pools.SURNAMES, sex, count)


def _compound(rng: np.random.Generator, sex: str, count: int) -> tuple:
    return _han(rng, pools.COMPOUND_SURNAMES, sex, count)


def _asked(rng: np.random.Generator, sex: str, count: int) -> tuple:
    return _han(rng, pools.ASKED_SURNAMES, sex, count)


def _rare(rng: np.random.Generator, sex: str, count: int) -> tuple:
    family, spelt = _draw(rng, pools.SURNAMES, count)
    given, read = _given(rng, sex, count, rare=True)
    return family + given, spelt + " " + read


def _double(rng: np.random.Generator, sex: str, count: int) -> tuple:
    first, first_spelt = _draw(rng, pools.SURNAMES, count)
    second, second_spelt = _draw(rng, pools.ASKED_SURNAMES, count)
    given, read = _given(rng, sex, count, short=0)
    return first + second + given, first_spelt + "-" + second_spelt + " " + read


def _minority(rng: np.random.Generator, sex: str, count: int) -> tuple:
    given, spelt = _draw(rng, pools.MINORITY_GIVEN, count, sex)
    father, father_spelt = _draw(rng, pools.MINORITY_FATHER, count)
    return given + "·" + father, spelt + " " + father_spelt


def _overseas(rng: np.random.Generator, sex: str, count: int) -> tuple:
    family, spelt = _draw(rng, pools.OVERSEAS_SURNAMES, count)
    given, read = _draw(rng, pools.OVERSEAS_GIVEN, count, sex)
    return family + given, spelt + " " + read


def _foreign(rng: np.random.Generator, sex: str, count: int) -> tuple:
    (family,) = _draw(rng, pools.FOREIGN_FAMILY, count)
    (given,) = _draw(rng, pools.FOREIGN_GIVEN, count, sex)
    name = family + " " + given
    return np.array([text.upper() for text in name], dtype=object), name


_NAMERS = {
    Origin.ORDINARY: _ordinary,
    Origin.COMPOUND: _compound,
    Origin.RARE: _rare,
    Origin.ASKED: _asked,
    Origin.DOUBLE: _double,
    Origin.MINORITY: _minority,
    Origin.OVERSEAS: _overseas,
    Origin.FOREIGN: _foreign,
}


def _ethnicities(rng: np.random.Generator, origin: pd.Series) -> np.ndarray:
    drawn = _draw(rng, pools.ETHNICITIES, len(origin))[0]
    drawn[origin == Origin.MINORITY] = "维吾尔族"
    drawn[origin.isin([Origin.OVERSEAS, Origin.FOREIGN])] = ""
    return drawn


def _papers(rng: np.random.Generator, people: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Region and identity number: a citizen's number, a permit or a passport."""
    male = (people["sex"] == "男").to_numpy().astype(int)
    numbers = documents.id_numbers(rng, people["birth_date"].to_numpy(), male).astype(object)
    region = np.full(len(people), "中国", dtype=object)
    overseas = np.flatnonzero(people["origin"] == Origin.OVERSEAS)
    region[overseas], letters = _draw(rng, pools.REGIONS, len(overseas))
    numbers[overseas] = documents.permits(rng, letters.astype("U1"), 8)
    foreign = np.flatnonzero(people["origin"] == Origin.FOREIGN)
    (region[foreign],) = _draw(rng, pools.COUNTRIES, len(foreign))
    passports = rng.choice(np.array(["AA", "BK", "CN", "PX"]), len(foreign))
    numbers[foreign] = documents.permits(rng, passports, 7)
    return region, numbers


def _draw(rng: np.random.Generator, pool: str, count: int, sex: str = "") -> tuple[np.ndarray, ...]:
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


def _capital(words: np.ndarray) -> np.ndarray:
    distinct, places = np.unique(words.astype(str), return_inverse=True)
    return np.array([word.capitalize() for word in distinct], dtype=object)[places]
