"""What several troubles do to rows: write a wrong value, ruin a number, make somebody up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gradrecon.samples import documents
from gradrecon.samples.naming import Origin, draw_names
from gradrecon.samples.world import NOBODY, World


def plant(
    world: World, source: str, who: np.ndarray, column: str, values: object, rule: str
) -> None:
    """Write wrong values into a column of these students' rows; the rule must see each."""
    rows = world.rows_of(source, who)
    world.put(source, rows, column, values)
    world.found(rule, who, source=source, rows=rows, column=column)


def plant_strangers(world: World, source: str, like: np.ndarray, rule: str) -> None:
    """Add rows such as these students have, but of people who are in no roster."""
    rows = world.again(source, like)
    names, spellings = draw_names(world.rng, Origin.ORDINARY, "女", len(rows))
    births, women = world.students.loc[like, "birth_date"], np.zeros(len(rows), dtype=int)
    fresh = {
        "who": NOBODY,
        "student_no": world.new_numbers(len(rows)),
        "name": names,
        "pinyin": spellings,
        "id_no": documents.id_numbers(world.rng, births.to_numpy(), women, strangers=True),
    }
    if "code" in rows:
        fresh["code"] = (rows["code"] + "Y").to_numpy()
    rows = rows.assign(**{column: fresh[column] for column in fresh.keys() & {*rows.columns}})
    added = world.add(source, rows)
    world.found(rule, source=source, rows=added, column="student_no")


def in_turn(words: Sequence[str], count: int) -> np.ndarray:
    """So many of the words, one after the other."""
    return np.resize(np.array(words, dtype=object), count)


def pair_up(world: World, able: np.ndarray) -> np.ndarray:
    """Pairs of neighbours in a shuffled array."""
    return able[: len(able) // 2 * 2].reshape(-1, 2)


def as_number(ids: pd.Series) -> np.ndarray:
    """Identity numbers as a spreadsheet keeps numbers: 15 digits, then zeros."""
    return (ids.str[:15] + "000").to_numpy().astype(float)


def as_power(numbers: pd.Series) -> np.ndarray:
    """Student numbers as a narrow column shows them and a careless copy keeps them."""
    return np.array([f"{int(number):.4E}" for number in numbers], dtype=object)


def another_name(names: pd.Series) -> np.ndarray:
    """Names with another last character, as somebody mistypes them."""
    last = np.where(names.str[-1] == "昕", "颐", "昕").astype(object)
    return names.str[:-1].to_numpy().astype(object) + last


def another_surname(names: pd.Series) -> np.ndarray:
    """Names with another first character, which a mask still shows."""
    first = np.where(names.str[0] == "龚", "倪", "龚").astype(object)
    return first + names.str[1:].to_numpy().astype(object)


def another_number(ids: pd.Series) -> np.ndarray:
    """Numbers with one wrong digit among the last four."""
    wrong = [f"{one[:15]}{(int(one[15]) + 5) % 10}{one[16:]}" for one in ids]
    return np.array(wrong, dtype=object)
