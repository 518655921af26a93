"""Which spelling is the student's, and what the student has confirmed (2.2.3, 2.3.1).

A submission and the returned table each confirm the spelling that they carry; only the returned
table confirms everything else, unless the cohort's own system records that. A spelling confirmed
in the returned table counts before a submission that was not confirmed; 否 there takes an earlier
confirmation back. Of two confirmed spellings neither counts (law 4) until the student confirms
again (see `reconfirmed`): nobody else can settle it.
"""

from __future__ import annotations

import pandas as pd

from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import pick
from gradrecon.values.flags import NO, YES


def adopted(cases: pd.DataFrame) -> pd.Series:
    """The spelling in use: the submission, else what stands in the returned table."""
    by_return = _by_return(cases) & (cases["pinyin_confirmed"] != YES)
    said = cases["pinyin"].where((cases["pinyin"] != "") & ~by_return, cases["returned_pinyin"])
    return said.mask(settled_again(cases), cases["reconfirmed"])


def confirmed(cases: pd.DataFrame, *, by_submission: bool = False) -> pd.Series:
    """是 where the student has confirmed everything, the spelling with it, else 否.

    `by_submission`: the system in which spellings are submitted records the whole confirmation.
    """
    whole = cases["returned_confirmed"] == YES
    if by_submission:
        whole |= (cases["pinyin_confirmed"] == YES) & (cases["returned_confirmed"] != NO)
    return pick(whole & is_settled(cases), YES, NO)


def is_settled(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the student has confirmed the spelling in use, so that nobody overwrites it (law 5).

    It stays so where the returned table says 否: what is wrong may be something else.
    """
    return (is_confirmed_on_submission(cases) | _by_return(cases)) & ~contradicted(cases)


def is_students_own(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the spelling in use was submitted by the student, or confirmed since."""
    submitted = (cases["pinyin"] != "") & (cases["pinyin_by_college"] != YES)
    return submitted | is_settled(cases)


def respelt(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the returned table spells a name otherwise than it was submitted."""
    submitted, returned = cases["pinyin"], cases["returned_pinyin"]
    return (submitted != returned) & (submitted != "") & (returned != "")


def contradicted(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the student has confirmed two spellings, and neither of them again."""
    return _confirmed_both(cases) & (cases["reconfirmed"] == "")


def settled_again(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the student has confirmed two spellings, and then said which it is."""
    return _confirmed_both(cases) & (cases["reconfirmed"] != "")


def _confirmed_both(cases: pd.DataFrame | Rows) -> pd.Series:
    return is_confirmed_on_submission(cases) & _by_return(cases) & respelt(cases)


def before_return(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases as they are where no table has come back: nothing is confirmed for the college."""
    submitted = cases["pinyin"]
    return cases.assign(
        spelling=submitted.where(submitted != "", cases["returned_pinyin"]),
        confirmed=NO,
    )


def is_confirmed_on_submission(cases: pd.DataFrame | Rows) -> pd.Series:
    """Whether the student confirmed the spelling that was submitted."""
    return (cases["pinyin_confirmed"] == YES) & (cases["pinyin"] != "")


def _by_return(cases: pd.DataFrame | Rows) -> pd.Series:
    return (cases["returned_confirmed"] == YES) & (cases["returned_pinyin"] != "")
