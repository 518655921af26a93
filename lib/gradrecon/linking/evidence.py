"""What links a row to a student, and which fields bear the link out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import category, is_blank
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import take
from gradrecon.values.agreement import AGREES, DIFFERS, UNKNOWN, Fold, agreement, may_be_one_name
from gradrecon.values.equivalent import meant
from gradrecon.values.folding import fold_name

BY_STUDENT_NO = "student_no"
BY_ID_NO = "id_no"
BY_EXAM_NO = "exam_no"
BY_NAME = "name_college_"
BY_PERSON = "decision"
OF_COLLEGE, OF_MAJOR = "college", "major_code"

# What each link is checked against, beyond the key that made it.
EVIDENCE = ("student_no", "name", "id_no", "college", "sex", "birth_date", "major_code", "major")

# How two ways of writing a field are made one; all others are compared as they stand.
_FOLDS: Mapping[str, Fold] = {
    "name": fold_name,
    "sex": partial(meant, "sex"),
    "major": partial(meant, "major"),
}

# The further field that a name and a college need, the most telling first.
FURTHER = ("birth_date", "major_code", "major")

# What links a row; in sources of colleges and majors it is the code of one.
_PASSES = (
    *(BY_STUDENT_NO, BY_ID_NO, BY_EXAM_NO),
    *(BY_NAME + field for field in FURTHER),
    *(BY_PERSON, OF_COLLEGE, OF_MAJOR),
)


def links_with_evidence(
    rows: Rows, found: np.ndarray, match_pass: np.ndarray, students: pd.DataFrame
) -> pd.DataFrame:
    """The links with their evidence: which fields agree with the roster and which do not.

    Of a row that nobody was found for there is none.
    """
    agreed = np.zeros(len(rows), dtype=_BITS)
    differed = agreed.copy()
    for bit, field in enumerate(EVIDENCE):
        if is_blank(rows[field]):
            continue
        known = take(students[field], found, rows.index)
        said = agreement(rows[field], known, _FOLDS.get(field))
        if field == "name":
            said[_unsure(rows[field], known, said)] = UNKNOWN
        agreed[said == AGREES] |= 1 << bit
        differed[said == DIFFERS] |= 1 << bit
    columns = {"student": found, "match_pass": match_pass, "agreed": agreed, "differed": differed}
    return pd.DataFrame(columns, index=rows.index)


def _unsure(seen: pd.Series, known: pd.Series, said: np.ndarray) -> np.ndarray:
    """The places of names that differ as written and may be one that was damaged on the way."""
    differing = np.flatnonzero(said == DIFFERS)
    if not len(differing):
        return differing
    one, other = (values.iloc[differing].reset_index(drop=True) for values in (seen, known))
    return differing[may_be_one_name(one, other)]


def among(fields: pd.Series, field: str) -> pd.Series:
    """Whether a field is one of those that `agreed` or `differed` stand for."""
    return (fields & (1 << EVIDENCE.index(field))) != 0


def pass_number(match_pass: str) -> np.int8:
    """The number that stands for a match_pass in `Matches.links`."""
    return np.int8(_PASSES.index(match_pass))


def pass_names(numbers: pd.Series) -> pd.Series:
    """The match passes that numbers stand for, as categories."""
    return category(numbers.to_numpy(), _PASSES, numbers.index)


def field_names(fields: pd.Series) -> pd.Series:
    """The names of the fields that `agreed` or `differed` stand for, as categories."""
    return category(fields.to_numpy(), _SETS_OF_FIELDS, fields.index)


# The fields that each number stands for, and what holds every such number.
_BITS = "int16"
_SETS_OF_FIELDS = [
    " ".join(field for bit, field in enumerate(EVIDENCE) if number >> bit & 1)
    for number in range(1 << len(EVIDENCE))
]
