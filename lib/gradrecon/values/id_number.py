"""Identity numbers: their shape, check digit, birth date and sex, and how they may be shown.

Citizen numbers follow GB 11643: 6 area + 8 birth + 3 serial (odd = male) + check by
ISO 7064 MOD 11-2. Residence permits of Hong Kong, Macao and Taiwan residents (area 81 to 83)
and permanent-resident cards since 2023-12-01 (first digit 9) carry the same check. All other
documents (permits, passports, foreign IDs) have no check and are told apart by their shape.
Area codes retire, so an unknown one is never a fault.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import coded, column, from_bytes, of_length, texts

_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], dtype="int16")
_CHECKS = np.frombuffer(b"10X98765432", dtype="uint8")
_CENTURIES = (19, 20)
# The last day of each month by its number, none of numbers that are no month's.
_LAST_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0], dtype="uint8")

# Numbers that a system gives to people without a document.
_TEMPORARY = r"999\d+X?"
# Documents without a check digit: permits, passports and old permanent-resident cards; passports
# that mix digits and letters or have digits only, as 台胞证 has; cards of Hong Kong and Macao.
_DOCUMENT = re.compile(
    rf"{_TEMPORARY}|[A-Z]{{1,3}}\d{{5,12}}|(?=.*\d)[A-Z\d]{{7,9}}"
    r"|[A-Z]{1,2}\d{6}\([\dA]\)|\d{7}\(\d\)"
)


def check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    remainder = int(np.dot(_WEIGHTS, [int(digit) for digit in first17])) % 11
    return chr(_CHECKS[remainder])


def is_numbered(ids: pd.Series) -> pd.Series:
    """Whether each number has the 18-character shape that carries birth date, sex and check."""
    return _at(ids, _numbered(ids)[0])


def is_masked(values: pd.Series) -> pd.Series:
    """Whether characters of a name or number are hidden behind `*`."""
    return values.str.contains("*", regex=False)


def has_right_check(ids: pd.Series) -> pd.Series:
    """Whether the check digit is right; False for a number of another shape."""
    places, characters = _numbered(ids)
    remainders = np.zeros(len(places), dtype="int16")
    for place, weight in enumerate(_WEIGHTS):
        remainders += (characters[:, place] - np.uint8(ord("0"))).astype("int16") * weight
    return _at(ids, places[characters[:, 17] == _CHECKS[remainders % 11]])


def is_document(ids: pd.Series) -> pd.Series:
    """Whether each number has the shape of a document without a check digit, or is temporary."""
    return ids.str.fullmatch(_DOCUMENT)


def is_abroad(ids: pd.Series) -> pd.Series:
    """Whether each number has a shape that no mainland citizen's has; "" and a misprint tell none.

    Of 18 digits those are the residence permits of Hong Kong, Macao and Taiwan, and the cards of
    permanent residents, in which 9 is followed by a country's code (9 is none's first digit).
    """
    places, characters = _numbered(ids)
    first, second = characters[:, 0], characters[:, 1]
    permit = (first == ord("8")) & (second >= ord("1")) & (second <= ord("3"))
    permit |= (first == ord("9")) & (second != ord("9"))
    found = np.ones(len(ids), dtype=bool)
    found[places] = False
    found[found] = is_document(ids[found])
    found[places] = permit
    return pd.Series(found, index=ids.index)


def is_temporary(ids: pd.Series) -> pd.Series:
    """Whether each number is one that a system gave to somebody without a document."""
    told = ids.str.startswith("999").to_numpy(copy=True)
    told[told] = ids[told].str.fullmatch(_TEMPORARY)
    return pd.Series(told, index=ids.index)


def birth_dates(ids: pd.Series) -> pd.Series:
    """The birth date `2000-01-31` in each number, "" where it has none or no such day exists."""
    places, characters = _numbered(ids)
    exist = _are_days(characters[:, 6:14])
    if not exist.all():
        places, characters = places[exist], characters[exist]
    dates = np.full((len(places), 10), ord("-"), dtype="uint8")
    dates[:, [0, 1, 2, 3, 5, 6, 8, 9]] = characters[:, 6:14]
    return column(from_bytes(dates, places, len(ids)), ids.index)


def _are_days(characters: np.ndarray) -> np.ndarray:
    """Whether eight digits each, as bytes, are a day of the last century or this one."""
    digits = characters - np.uint8(ord("0"))
    century, of_it, month, day = (digits[:, at] * 10 + digits[:, at + 1] for at in (0, 2, 4, 6))
    leap = np.where(of_it == 0, century % 4 == 0, of_it % 4 == 0)
    last = np.take(_LAST_DAYS, month, mode="clip") + (leap & (month == 2))
    return np.isin(century, _CENTURIES) & (day >= 1) & (day <= last)


def sexes(ids: pd.Series) -> pd.Series:
    """男 or 女 from the serial of each number, "" where its shape has none."""
    places, characters = _numbered(ids)
    sex = np.zeros(len(ids), dtype="int8")
    sex[places] = 1 + characters[:, 16] % 2
    return coded(sex, ("", "女", "男"), ids.index)


def _numbered(ids: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The places of the numbers of 18 characters, and those as a matrix of bytes."""
    places, characters = of_length(texts(ids), 18)
    odd = np.flatnonzero(characters - np.uint8(ord("0")) > 9)
    whose, at = np.divmod(odd, 18)
    unsound = whose[(at < 17) | (characters[whose, at] != ord("X"))]
    if not len(unsound):
        return places, characters
    sound = np.ones(len(places), dtype=bool)
    sound[unsound] = False
    return places[sound], characters[sound]


def _at(ids: pd.Series, places: np.ndarray) -> pd.Series:
    """True at those places, index of `ids`."""
    found = np.zeros(len(ids), dtype=bool)
    found[places] = True
    return pd.Series(found, index=ids.index)


def shown(ids: pd.Series) -> pd.Series:
    """Numbers as they may be shown: the last four characters only (law 9)."""
    return ("尾号" + ids.str[-4:]).where(ids != "", "")
