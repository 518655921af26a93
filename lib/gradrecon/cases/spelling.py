"""How each student's spelling is judged, as columns of the cases.

The judging itself is `gradrecon.names`; here it meets the cohort: its profile, whose document
decides, and whose reading a doubtful spelling really is.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from gradrecon import names
from gradrecon.cases.confirmation import adopted
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import take
from gradrecon.names.judgement import DOUBTFUL, Kind
from gradrecon.values.equivalent import meant
from gradrecon.values.folding import fold_label_text
from gradrecon.values.id_number import is_abroad

# Regions, as folded, whose people are spelt by Mandarin readings; all others by their document.
_MAINLAND = re.compile(
    r"((中华人民共和国|中国|156|china|chn|cn)?\(?(内地|大陆|境内)?\)?(籍|国籍|公民|居民)?)?"
)
# What stands for the 民族 of those who have none in the mainland's record.
_NO_ETHNICITY = re.compile("香港|澳门|澳門|台湾|台灣|臺灣|臺湾|港澳|外国|外籍")


def judged(cases: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """Return the cases with `spelling` and what is thought of it.

    Add `spelling` (see `confirmation.adopted`; blank if no more than a placeholder was filled in),
    `judged` (a `Kind`), `judged_reason`, `suggestion` and `alternatives`, all text.
    """
    spelling = adopted(cases)
    asked = pd.DataFrame(
        {
            "name": cases["name"],
            "submitted": spelling,
            "by_document": _by_document(cases),
            "ethnicity": meant("ethnicity", cases["ethnicity"]),
        }
    )
    places, verdicts, suggested = names.judge_distinct(
        asked, names.profile_of(cohort.spelling.profile)
    )
    verdicts["alternatives"] = ["、".join(many) for many in verdicts["alternatives"]]
    said = {
        column: take(verdicts[column].astype("str"), places, cases.index)
        for column in ("kind", "reason", "alternatives")
    }
    return cases.assign(
        spelling=spelling.mask(said["kind"] == Kind.BLANK, ""),
        judged=said["kind"],
        judged_reason=said["reason"],
        suggestion=suggested,
        alternatives=said["alternatives"],
    )


def _by_document(cases: pd.DataFrame) -> np.ndarray:
    """Whose document decides, by region, by what stands as 民族, or by the shape of the ID."""
    mainland = which_distinct(
        cases["region"], lambda said: _MAINLAND.fullmatch(fold_label_text(said))
    )
    elsewhere = which_distinct(cases["ethnicity"], _NO_ETHNICITY.search)
    return ~mainland | elsewhere | is_abroad(cases["id_no"]).to_numpy()


def judge_written(case: pd.DataFrame, spelling: str, cohort: Cohort) -> names.Judgement:
    """Return the judgement of a spelling written for one case (a frame of that one row)."""
    return names.judge(
        case["name"].iloc[0],
        spelling,
        profile=names.profile_of(cohort.spelling.profile),
        by_document=bool(_by_document(case)[0]),
        ethnicity=meant("ethnicity", case["ethnicity"]).iloc[0],
    )


def someone_elses(cases: Rows) -> pd.Series:
    """For each doubtful spelling that reads like another student of the college: that 学号.

    Index: the student who submitted it. Only where the surname differs too: two students whose
    given names differ by one letter are common, and no sign of a row filled in wrong.
    """
    known = cases[["student_no", "college", "spelling", "suggestion"]]
    tried = known[cases["judged"].isin(DOUBTFUL)]
    tried = tried.assign(key=names.keys(tried["spelling"]))
    surname = names.keys(tried["suggestion"].str.split(r"[ ,]").str[0].fillna(""))
    others = _only_readers(known, tried)
    other_surname = [
        not key.startswith(own) for key, own in zip(tried["key"], surname, strict=True)
    ]
    found = tried.loc[other_surname, ["college", "key", "student_no"]].merge(
        others, on=["college", "key"], suffixes=("", "_other")
    )
    return found.set_index("student_no")["student_no_other"]


def _only_readers(known: pd.DataFrame, tried: pd.DataFrame) -> pd.DataFrame:
    """The students whose name alone in their college reads as one of those spellings."""
    reads = names.keys(known["suggestion"])
    alike = reads.isin(tried["key"]) & (known["suggestion"] != "")
    fellows = known.loc[alike, ["college", "student_no"]].assign(key=reads[alike])
    return fellows.drop_duplicates(["college", "key"], keep=False)
