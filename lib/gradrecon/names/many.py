"""Judge a whole column of spellings: each distinct pair once."""

import pandas as pd

from gradrecon.names.judge import judge
from gradrecon.names.profile import Profile, profile_of

COLUMNS = ("kind", "deviations", "reason", "suggestion", "alternatives")


def judge_many(frame: pd.DataFrame, *, profile: str | Profile = "gb_title") -> pd.DataFrame:
    """Return the judgements of a frame's rows, with the frame's index.

    Needs the text columns `name` and `submitted` (a missing value counts as blank); a true
    `by_document`, where that column is there, leaves the spelling to the person's document.
    The result has kind, reason and suggestion as text, and deviations and alternatives as tuples
    of text. Raises ValueError for an unknown profile, KeyError for a missing column.
    """
    rules = profile_of(profile)
    keys = frame[["name", "submitted"]].astype("str").fillna("")
    asked = frame.get("by_document", False)
    codes, pairs = _distinct(keys.assign(by_document=asked))
    rows = [
        judge(name, submitted, profile=rules, by_document=bool(by_document))
        for name, submitted, by_document in pairs.itertuples(index=False)
    ]
    columns = {column: [getattr(row, column) for row in rows] for column in COLUMNS}
    columns["kind"] = [kind.value for kind in columns["kind"]]
    columns["deviations"] = [tuple(one.value for one in many) for many in columns["deviations"]]
    distinct = pd.DataFrame(columns, columns=list(COLUMNS))
    return distinct.take(codes).set_axis(frame.index)


def _distinct(keys: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    """Return the distinct rows and, for each row, which of them it is."""
    codes = keys.groupby(list(keys.columns), sort=False).ngroup()
    return codes, keys.drop_duplicates()
