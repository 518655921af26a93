"""Made-up numbers: valid in form and check digit, of an area that does not exist."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

# Area codes begin with 11 to 83: nobody was ever registered in 99xxxx.
_AREAS = np.arange(990101, 990199)
_STRANGERS = np.array([990199])
# ISO 7064 MOD 11-2: each place weighs twice the next one; the check that belongs to a remainder.
_WEIGHTS = 2 ** np.arange(17, 0, -1) % 11
_CHECKS = np.array(list("10X98765432"))


def id_numbers(
    rng: np.random.Generator, births: np.ndarray, male: np.ndarray, *, strangers: bool = False
) -> np.ndarray:
    """One 18-digit number per birth date and sex, all different; strangers have their own area."""

    def draw(places: np.ndarray) -> np.ndarray:
        serials = rng.integers(0, 500, len(places)) * 2 + male[places]
        areas = rng.choice(_STRANGERS if strangers else _AREAS, len(places))
        return (areas * 10**8 + _compact(births[places])) * 1000 + serials

    first17 = unlike(draw, len(births))
    return with_check(np.char.zfill(first17.astype("U17"), 17))


def with_check(first17: np.ndarray) -> np.ndarray:
    """17-digit texts with the check digit that belongs to each."""
    digits = np.ascontiguousarray(first17.astype("U17")).view("U1").reshape(-1, 17).astype(int)
    return np.char.add(first17, _CHECKS[digits @ _WEIGHTS % 11])


def with_wrong_check(ids: np.ndarray) -> np.ndarray:
    """The same numbers with another last digit."""
    return np.array([f"{number[:17]}{'2' if number[17] == '1' else '1'}" for number in ids])


def permits(rng: np.random.Generator, letters: np.ndarray, digits: int) -> np.ndarray:
    """Return travel document numbers, a letter (or none) and digits, all different."""
    numbers = unlike(lambda places: rng.integers(0, 10**digits, len(places)), len(letters))
    pairs = zip(letters, numbers, strict=True)
    return np.array([f"{letter}{number:0{digits}d}" for letter, number in pairs], dtype=object)


def unlike(draw: Callable[[np.ndarray], np.ndarray], count: int) -> np.ndarray:
    """`draw(places)` for each of `count` places, drawn again where a value was there before."""
    values = draw(np.arange(count))
    while len(again := np.flatnonzero(pd.Series(values).duplicated())):
        values[again] = draw(again)
    return values


def _compact(days: np.ndarray) -> np.ndarray:
    index = pd.DatetimeIndex(days)
    return (index.year * 10_000 + index.month * 100 + index.day).to_numpy()
