"""How each student's spelling is judged, as columns of the cases.

The judging itself is `gradrecon.names`; here it meets the cohort: its profile, whose document
decides, and whose reading a doubtful spelling really is.
"""

from __future__ import annotations

import pandas as pd

from gradrecon import names
from gradrecon.cohort import Cohort
from gradrecon.distinct import by_distinct
from gradrecon.names import Kind

DOUBTFUL = (Kind.SURNAME_DOUBTFUL, Kind.GIVEN_DOUBTFUL, Kind.SYLLABLES)

# Whose record says one of these is spelt by Mandarin readings; all others by their document.
_BY_READING = (
    "", "中国", "中国内地", "中国大陆", "中华人民共和国", "内地", "大陆", "156", "CHN",
)  # fmt: skip


def judged(cases: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """The cases with `spelling` and what is thought of it.

    Adds `spelling` (the submission, else what the college filled in), `judged` (a `Kind`),
    `judged_reason`, `suggestion` and `alternatives`, all text.
    """
    spelling = cases["pinyin"].where(cases["pinyin"] != "", cases["returned_pinyin"])
    asked = pd.DataFrame(
        {
            "name": cases["name"],
            "submitted": spelling,
            "by_document": ~cases["region"].isin(_BY_READING),
        }
    )
    verdict = names.judge_many(asked, profile=cohort.spelling.profile)
    return cases.assign(
        spelling=spelling,
        judged=verdict["kind"].astype("str"),
        judged_reason=verdict["reason"].astype("str"),
        suggestion=verdict["suggestion"].astype("str"),
        alternatives=verdict["alternatives"].str.join("、").astype("str"),
    )


def someone_elses(cases: pd.DataFrame) -> pd.Series:
    """For each doubtful spelling that reads like another student of the college: that 学号.

    Index: the student who submitted it. Only where the surname differs too: two students whose
    given names differ by one letter are common, and no sign of a row filled in wrong.
    """
    suspects = cases[cases["judged"].isin(DOUBTFUL)]
    fellows = cases[
        cases["college"].isin(suspects["college"].unique()) & (cases["suggestion"] != "")
    ]
    reads = by_distinct(fellows["suggestion"], names.key)
    others = fellows.assign(key=reads).drop_duplicates(["college", "key"], keep=False)
    tried = suspects.assign(key=by_distinct(suspects["spelling"], names.key))
    surname = by_distinct(tried["suggestion"].str.split(r"[ ,]").str[0].fillna(""), names.key)
    other_surname = [
        not key.startswith(own) for key, own in zip(tried["key"], surname, strict=True)
    ]
    found = tried.loc[other_surname, ["college", "key", "student_no"]].merge(
        others[["college", "key", "student_no"]], on=["college", "key"], suffixes=("", "_other")
    )
    return found.set_index("student_no")["student_no_other"]
