"""Judge a whole column of spellings: each distinct pair once, most without a look."""

import numpy as np
import pandas as pd

from gradrecon.names import wording
from gradrecon.names.judge import judge
from gradrecon.names.judgement import Judgement, Kind
from gradrecon.names.plain import plainly_right
from gradrecon.names.profile import Profile, profile_of

COLUMNS = ("kind", "deviations", "reason", "suggestion", "alternatives")


def judge_many(frame: pd.DataFrame, *, profile: str | Profile = "gb_title") -> pd.DataFrame:
    """Return the judgements of a frame's rows, with the frame's index.

    Needs the text columns `name` and `submitted` (a missing value counts as blank); a true
    `by_document`, where that column is there, leaves the spelling to the person's document.
    The result has kind, reason and suggestion as text, and deviations and alternatives as tuples
    of text. Raises ValueError for an unknown profile, KeyError for a missing column.
    """
    keys = frame[["name", "submitted"]].astype("str").fillna("")
    places, distinct = judge_distinct(
        keys.assign(by_document=frame.get("by_document", False)), profile_of(profile)
    )
    judged = distinct.take(places).set_axis(frame.index)
    plain = places == len(distinct) - 1
    return judged.assign(suggestion=judged["suggestion"].mask(plain, keys["submitted"]))


def judge_distinct(asked: pd.DataFrame, rules: Profile) -> tuple[np.ndarray, pd.DataFrame]:
    """Return, for each row, the place of its judgement, and the judgements.

    The last of them stands for all rows that are plainly right; it suggests nothing, for there
    the suggestion is what was submitted. `asked` has `name`, `submitted`, `by_document`.
    """
    plain = plainly_right(asked["name"], asked["submitted"], rules)
    others = np.flatnonzero(~plain | asked["by_document"].to_numpy(dtype=bool))
    codes, pairs = _distinct(asked.iloc[others])
    judged = [
        judge(name, submitted, profile=rules, by_document=bool(by_document))
        for name, submitted, by_document in pairs.itertuples(index=False)
    ]
    places = np.full(len(asked), len(judged))
    places[others] = codes
    return places, _frame([*judged, Judgement(Kind.MATCH, (), wording.MATCH, "", ())])


def _frame(judged: list[Judgement]) -> pd.DataFrame:
    columns = {column: [getattr(row, column) for row in judged] for column in COLUMNS}
    columns["kind"] = [kind.value for kind in columns["kind"]]
    columns["deviations"] = [tuple(one.value for one in many) for many in columns["deviations"]]
    return pd.DataFrame(columns, columns=list(COLUMNS))


def _distinct(keys: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return for each row which of the distinct rows it is, and those."""
    codes = keys.groupby(list(keys.columns), sort=False).ngroup()
    return codes.to_numpy(), keys.drop_duplicates()
