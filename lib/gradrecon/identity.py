"""Identity numbers: their shape, check digit, birth date and sex, and how they may be shown.

Citizen numbers follow GB 11643: 6 area + 8 birth + 3 serial (odd = male) + check by
ISO 7064 MOD 11-2. Residence permits of Hong Kong, Macao and Taiwan residents (area 81 to 83)
and permanent-resident cards since 2023-12-01 (first digit 9) carry the same check. All other
documents (permits, passports, foreign IDs) have no check and are told apart by their shape.
Area codes retire, so an unknown one is never a fault.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECKS = np.frombuffer(b"10X98765432", dtype="uint8")


def check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    remainder = int(np.dot(_WEIGHTS, [int(digit) for digit in first17])) % 11
    return chr(_CHECKS[remainder])


def is_numbered(ids: pd.Series) -> pd.Series:
    """Whether each number has the 18-character shape that carries birth date, sex and check."""
    return ids.str.fullmatch(r"[0-9]{17}[0-9X]")


def is_masked(values: pd.Series) -> pd.Series:
    """Whether characters of a name or number are hidden behind `*`."""
    return values.str.contains("*", regex=False)


def has_right_check(ids: pd.Series) -> pd.Series:
    """Whether the check digit is right; False for a number of another shape."""
    result = pd.Series(False, index=ids.index)
    numbered = ids[is_numbered(ids)]
    if numbered.empty:
        return result
    characters = np.array(numbered, dtype="S18").view("uint8").reshape(-1, 18)
    remainders = (characters[:, :17].astype("int64") - ord("0")) @ _WEIGHTS % 11
    result[numbered.index] = characters[:, 17] == _CHECKS[remainders]
    return result


def birth_dates(ids: pd.Series) -> pd.Series:
    """The birth date `2000-01-31` in each number, "" where its shape has none."""
    digits = ids.where(is_numbered(ids), "")
    dates = digits.str[6:10] + "-" + digits.str[10:12] + "-" + digits.str[12:14]
    return dates.where(digits != "", "")


def sexes(ids: pd.Series) -> pd.Series:
    """男 or 女 from the serial of each number, "" where its shape has none."""
    digits = ids.where(is_numbered(ids), "")
    odd = digits.str[16].isin(list("13579"))
    sex = pd.Series(np.where(odd, "男", "女"), index=ids.index, dtype="str")
    return sex.where(digits != "", "")


def shown(ids: pd.Series) -> pd.Series:
    """Numbers as they may be shown: the last four characters only (law 9)."""
    return ("尾号" + ids.str[-4:]).where(ids != "", "")
