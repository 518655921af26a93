"""Whether a student has an image: where the roster and the list of images leave it open."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.columns.lookup import take
from gradrecon.linking.linked import Linked
from gradrecon.values.flags import NO, YES

_SAID = (YES, NO, "")


def image_doubt(own: pd.Series, images: Linked) -> pd.Series:
    """Why the two leave it open for each student in scope, "" where they do not.

    `own`: what the roster says. They leave it open where they contradict each other, where the
    list contradicts itself, and where a word says neither yes nor no.
    """
    rows = images.rows
    student = rows["student"].to_numpy()
    said = rows["image"].to_numpy(dtype=object) if images.table.has("image") else YES
    said = np.broadcast_to(np.asarray(said, dtype=object), len(student))
    odd = ~np.isin(said, _SAID)
    yes, no = (np.bincount(student[said == one], minlength=len(own)) > 0 for one in (YES, NO))
    word = _first(pd.Series(said[odd], dtype="str"), student[odd], own.index)
    roster, listed = "学籍名册的图像一栏写的是“", "已有图像名单写的是“"
    doubt = np.select(
        [
            ~own.isin(_SAID),
            (word != "") & ~yes & (own != YES),
            yes & no,
            (own == YES) & no,
            (own == NO) & yes,
        ],
        [
            roster + own + "”，看不出有无图像",
            listed + word + "”，看不出有无图像",
            "已有图像名单里该生有几行，有的写有图像，有的写没有",
            "学籍名册写有图像，已有图像名单写没有",
            "学籍名册写没有图像，已有图像名单里却有",
        ],
        "",
    )
    return pd.Series(doubt, own.index, dtype="str")


def _first(words: pd.Series, student: np.ndarray, index: pd.Index) -> pd.Series:
    """The first of the words of each student."""
    places = np.full(len(index), -1)
    places[student[::-1]] = np.arange(len(words))[::-1]
    return take(words, places, index)
