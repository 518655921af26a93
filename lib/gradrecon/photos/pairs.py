"""Who resembles whom: photos of two students that show the same picture in different files."""

from __future__ import annotations

import pandas as pd

from gradrecon.photos.likeness import alike

_FEW = 4  # owners of one picture that are named; a placeholder may be thousands of students'


def resembling(photos: pd.DataFrame, within: float) -> pd.DataFrame:
    """For each photo the other students whose photo shows the same, the likest first.

    `photos`: `owner`, `digest` (of the file), `likeness` (of the picture, "" for none). Columns:
    `photo` (from the index of `photos`), `other` (an owner), `apart` (see `likeness.alike`), which
    is at most `within`. Nobody resembles a copy of the very file: that is another matter.
    """
    photos = photos[photos["likeness"] != ""].rename_axis("photo").reset_index()
    named = photos.drop_duplicates(["likeness", "owner", "digest"]).groupby("likeness").head(_FEW)
    both = photos.merge(_neighbours(photos["likeness"], within)).merge(
        named.drop(columns="photo"), left_on="second", right_on="likeness", suffixes=("", "_other")
    )
    unlike = (both["owner"] != both["owner_other"]) & (both["digest"] != both["digest_other"])
    both = both[unlike].sort_values(["photo", "apart", "owner_other"], kind="stable")
    pairs = both.drop_duplicates(["photo", "owner_other"]).rename(columns={"owner_other": "other"})
    return pairs[["photo", "other", "apart"]].reset_index(drop=True)


def _neighbours(pictures: pd.Series, within: float) -> pd.DataFrame:
    """The pictures that are like each picture, itself among them: `likeness`, `second`, `apart`."""
    pairs = alike(pictures, within)
    own = pd.DataFrame({"first": pictures.unique(), "apart": 0.0})
    own = own.assign(second=own["first"])
    back = pairs.rename(columns={"first": "second", "second": "first"})
    return pd.concat([own, pairs, back]).rename(columns={"first": "likeness"})
