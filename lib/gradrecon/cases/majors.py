"""Attachment 6: what the table of English majors says of each student's major (2.2.1).

A cohort mixes the catalogues of 2011 and 2022, in which one code may be of two majors: rows of one
code are told apart by the Chinese name. Of English names that contradict none counts (law 4).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import put
from gradrecon.columns.lookup import positions, take
from gradrecon.values.folding import fold_label

_SAID = ("major", "major_en")


def looked_up(table: pd.DataFrame, codes: pd.Series, names: pd.Series) -> pd.DataFrame:
    """What the table's rows say of each code and Chinese name, index of `codes`.

    `known`: whether the code is there. `major`: the Chinese name, or all that the code has where
    the name is none of them. `major_en`: the English name, "" where none is given or several are.
    """
    rows = table[table["major_code"] != ""]
    rows = rows.assign(label=fold_label(rows["major"]))
    by_code = _entries(rows, rows["major_code"])
    own = positions(codes, by_code.index.to_series())
    said = {name: take(by_code[name], own, codes.index) for name in _SAID}
    mixed = by_code.index[by_code["names"] > 1]
    if len(mixed):
        unsure = np.flatnonzero(codes.isin(mixed))
        by_name = _entries(rows, _both(rows["major_code"], rows["label"]))
        sought = _both(codes.iloc[unsure], fold_label(names.iloc[unsure]))
        place = positions(sought, by_name.index.to_series())
        named = np.zeros(len(codes), dtype=bool)
        named[unsure[place >= 0]] = True
        place = place[place >= 0]
        said = {
            name: put(values, named, take(by_name[name], place, pd.RangeIndex(len(place))))
            for name, values in said.items()
        }
    return pd.DataFrame({"known": own >= 0, **said})


def _both(codes: pd.Series, labels: pd.Series) -> pd.Series:
    return codes + "\x1f" + labels


def _entries(rows: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    """What rows of one key say together: `names` (how many), `major` (all of them), `major_en`."""
    rows = rows.assign(key=keys)
    named = rows.drop_duplicates(["key", "label"]).sort_values(["key", "label"])
    counts = named["key"].value_counts()
    major = named.drop_duplicates("key").set_index("key")["major"]
    several = named[named["key"].duplicated(keep=False)]
    if len(several):
        joined = several.groupby("key")["major"].agg("、".join).astype("str")
        major = pd.concat([major.drop(joined.index), joined])
    english = rows[rows["major_en"] != ""].drop_duplicates(["key", "major_en"])
    only = english[~english["key"].duplicated(keep=False)].set_index("key")["major_en"]
    return pd.DataFrame(
        {
            "names": counts.reindex(major.index),
            "major": major,
            "major_en": only.reindex(major.index, fill_value=""),
        }
    )
