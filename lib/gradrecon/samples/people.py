"""Made-up people: names with their true pinyin, sex, birth date, origin, identity number.

Nobody shares a number, and nobody shares a name within a college: what is alike in a sample
was made alike on purpose.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.samples import documents, pools
from gradrecon.samples.naming import Origin, draw, draw_names

_SHARES = {
    Origin.COMPOUND: 0.012,
    Origin.RARE: 0.008,
    Origin.ASKED: 0.004,
    Origin.DOUBLE: 0.002,
    Origin.LONG: 0.002,
    Origin.MINORITY: 0.006,
    Origin.OVERSEAS: 0.006,
    Origin.FOREIGN: 0.008,
}
_TRIES = 20


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
    people["politics"] = np.where(abroad, "", draw(rng, pools.POLITICS, len(people))[0])
    people["ethnicity"] = _ethnicities(rng, people["origin"])
    people["region"], people["id_no"] = _papers(rng, people)
    return people.drop(columns="college")


def _origins(rng: np.random.Generator, count: int) -> np.ndarray:
    names = [Origin.ORDINARY.value, *(origin.value for origin in _SHARES)]
    shares = [1 - sum(_SHARES.values()), *_SHARES.values()]
    return rng.choice(np.array(names, dtype=object), count, p=shares)


def _name_all(rng: np.random.Generator, people: pd.DataFrame) -> None:
    """Draw names until no two of a college are alike; a pool run dry gives way to a larger one."""
    again, turn = people.index, 0
    while len(again):
        _name(rng, people, again)
        again, turn = people.index[people.duplicated(["college", "name"])], turn + 1
        if turn >= _TRIES:
            people.loc[again, "origin"] = (
                Origin.ORDINARY if turn < 2 * _TRIES else Origin.LONG
            ).value


def _name(rng: np.random.Generator, people: pd.DataFrame, places: pd.Index) -> None:
    groups = people.loc[places].groupby(["origin", "sex"], sort=True).groups
    for (origin, sex), members in groups.items():
        names, pinyin = draw_names(rng, Origin(origin), sex, len(members))
        people.loc[members, "name"], people.loc[members, "pinyin"] = names, pinyin


def _ethnicities(rng: np.random.Generator, origin: pd.Series) -> np.ndarray:
    drawn = draw(rng, pools.ETHNICITIES, len(origin))[0]
    drawn[origin == Origin.MINORITY] = "维吾尔族"
    drawn[origin.isin([Origin.OVERSEAS, Origin.FOREIGN])] = ""
    return drawn


def _papers(rng: np.random.Generator, people: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Region and identity number: a citizen's number, a permit or a passport."""
    male = (people["sex"] == "男").to_numpy().astype(int)
    numbers = documents.id_numbers(rng, people["birth_date"].to_numpy(), male).astype(object)
    region = np.full(len(people), "中国", dtype=object)
    overseas = np.flatnonzero(people["origin"] == Origin.OVERSEAS)
    region[overseas], letters = draw(rng, pools.REGIONS, len(overseas))
    numbers[overseas] = documents.permits(rng, letters.astype("U1"), 8)
    foreign = np.flatnonzero(people["origin"] == Origin.FOREIGN)
    (region[foreign],) = draw(rng, pools.COUNTRIES, len(foreign))
    passports = rng.choice(np.array(["AA", "BK", "CN", "PX"]), len(foreign))
    numbers[foreign] = documents.permits(rng, passports, 7)
    return region, numbers
