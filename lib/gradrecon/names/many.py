"""Judge a whole column of spellings: each distinct pair once, most without a look."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import column, lengths, texts
from gradrecon.names import plain, wording
from gradrecon.names.judge import judge
from gradrecon.names.judgement import Judgement, Kind
from gradrecon.names.presets import profile_of
from gradrecon.names.profile import Profile

_ASKED = ["name", "submitted", "by_document", "ethnicity"]
COLUMNS = ("kind", "deviations", "reason", "suggestion", "alternatives")


def judge_many(frame: pd.DataFrame, *, profile: str | Profile = "gb_title") -> pd.DataFrame:
    """Return the judgements of a frame's rows, with the frame's index.

    Needs the text columns `name` and `submitted` (a missing value counts as blank). The columns
    `by_document` and `ethnicity` may be there as well: see `judge`. The result has kind, reason and
    suggestion as text, and deviations and alternatives as tuples of text. Raise ValueError for an
    unknown profile, KeyError for a missing column.
    """
    keys = frame[["name", "submitted"]].astype("str").fillna("")
    ethnicity = frame["ethnicity"].astype("str").fillna("") if "ethnicity" in frame else ""
    asked = keys.assign(by_document=frame.get("by_document", False), ethnicity=ethnicity)
    places, distinct, suggested = judge_distinct(asked, profile_of(profile))
    return distinct.take(places).set_axis(frame.index).assign(suggestion=suggested)


def judge_distinct(
    asked: pd.DataFrame, rules: Profile
) -> tuple[np.ndarray, pd.DataFrame, pd.Series]:
    """Return, for each row, the place of its judgement; the judgements; each row's suggestion.

    One judgement stands for all rows that are plainly right, one for all blank ones of plain
    names: these suggest nothing, their rows do. `asked` has the columns that `judge_many` names.
    """
    spelt, submitted = plain.spelt(asked["name"], rules), texts(asked["submitted"])
    right = np.asarray(pc.fill_null(pc.equal(spelt, submitted), False))
    right &= ~asked["by_document"].to_numpy(dtype=bool)
    blank = np.asarray(pc.is_valid(spelt)) & (lengths(submitted) == 0)
    blank[blank] = plain.has_one_spelling(asked["name"][blank])
    others = np.flatnonzero(~right & ~blank)
    codes, pairs = _distinct(asked.iloc[others])
    judged = [
        judge(name, submitted, profile=rules, by_document=bool(by_document), ethnicity=ethnicity)
        for name, submitted, by_document, ethnicity in pairs[_ASKED].itertuples(index=False)
    ]
    places = np.where(blank, len(judged), len(judged) + 1)
    places[others] = codes
    verdicts = _frame([*judged, *_PLAIN])
    return places, verdicts, _suggested(spelt, verdicts, places, asked.index)


# What is said of the blank ones of plain names, and of the plainly right ones.
_PLAIN = (
    Judgement(Kind.BLANK, (), wording.BLANK, "", ()),
    Judgement(Kind.MATCH, (), wording.MATCH, "", ()),
)


def _suggested(
    spelt: pa.Array, verdicts: pd.DataFrame, places: np.ndarray, index: pd.Index
) -> pd.Series:
    """Return how a plain name is spelt, and what the judgement suggests for any other."""
    judged = places < len(verdicts) - len(_PLAIN)
    own = texts(verdicts["suggestion"].astype("str")).take(pa.array(places[judged]))
    return column(pc.replace_with_mask(spelt, pa.array(judged), own), index)


def _frame(judged: list[Judgement]) -> pd.DataFrame:
    columns = {column: [getattr(row, column) for row in judged] for column in COLUMNS}
    columns["kind"] = [kind.value for kind in columns["kind"]]
    columns["deviations"] = [tuple(one.value for one in many) for many in columns["deviations"]]
    return pd.DataFrame(columns, columns=list(COLUMNS))


def _distinct(keys: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return for each row which of the distinct rows it is, and those."""
    codes = keys.groupby(list(keys.columns), sort=False).ngroup()
    return codes.to_numpy(), keys.drop_duplicates()
