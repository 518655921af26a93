"""Which spelling is the student's, and whether the student has confirmed it (2.2.3).

The returned table is where students confirm. A spelling confirmed there counts before a submission
that was not confirmed; 否 there takes an earlier confirmation back; and of two confirmed spellings
neither counts (law 4), until one of the two places is mended.
"""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import pick

YES, NO = "是", "否"


def adopted(cases: pd.DataFrame) -> pd.Series:
    """The spelling in use: the submission, else what stands in the returned table."""
    by_return = (cases["returned_confirmed"] == YES) & (cases["pinyin_confirmed"] != YES)
    by_return &= cases["returned_pinyin"] != ""
    return cases["pinyin"].where((cases["pinyin"] != "") & ~by_return, cases["returned_pinyin"])


def confirmed(cases: pd.DataFrame) -> pd.Series:
    """是 where the student has confirmed, else 否."""
    return pick(is_settled(cases) & (cases["returned_confirmed"] != NO), YES, NO)


def is_settled(cases: pd.DataFrame) -> pd.Series:
    """Whether the student has confirmed the spelling in use, so that nobody overwrites it (law 5).

    It stays so where the returned table says 否: what is wrong may be something else.
    """
    either = (cases["pinyin_confirmed"] == YES) | (cases["returned_confirmed"] == YES)
    return either & ~contradicted(cases)


def respelt(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the returned table spells a name otherwise than it was submitted."""
    submitted, returned = cases["pinyin"], cases["returned_pinyin"]
    return (submitted != returned) & (submitted != "") & (returned != "")


def contradicted(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the student has confirmed one spelling when submitting, and another since."""
    twice = (cases["pinyin_confirmed"] == YES) & (cases["returned_confirmed"] == YES)
    return twice & respelt(cases)


def before_return(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with spelling and confirmation as they are where no table has come back."""
    submitted = cases["pinyin"]
    return cases.assign(
        spelling=submitted.where(submitted != "", cases["returned_pinyin"]),
        confirmed=cases["pinyin_confirmed"],
    )
