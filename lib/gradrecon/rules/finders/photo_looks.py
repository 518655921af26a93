"""Whether a photo looks as the cohort's specification says (1.0), feature by feature."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort.photos import Photos
from gradrecon.columns.distinct import by_distinct
from gradrecon.rules.finders.differences import NO_HITS
from gradrecon.rules.rule import Find, about_rows, once

# Which photos are not as specified, what is seen of each, and what it should be.
Look = Callable[[pd.DataFrame, Photos], tuple[pd.Series, pd.Series, str]]


def looks(column: str, look: Look) -> Find:
    """A finder of photos that look otherwise than specified, once a student."""

    def find(facts: Facts) -> pd.DataFrame:
        photos = facts.linked["photos"]
        rows = photos.rows
        if rows.empty:
            return NO_HITS
        wrong, seen, wanted = look(rows, facts.cohort.photos)
        return once(
            about_rows(photos, rows[wrong], column, facts, observed=seen[wrong], expected=wanted)
        )

    return find


_MODES = {"RGB": "24位", "L": "灰度", "1": "黑白", "P": "索引色", "CMYK": "CMYK", "RGBA": "带透明"}


def form(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """True-colour JPEG, whatever the name of the file says."""
    right = (rows["format"] == "JPEG") & (rows["mode"] == "RGB")
    seen = rows["format"] + " " + by_distinct(rows["mode"], lambda mode: _MODES.get(mode, mode))
    return ~right, seen, "JPEG 24位"


def turned(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """Upright by its pixels, not by a mark that some programs ignore."""
    return rows["turned"] != "", rows["turned"], ""


def pixels(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """Width and height."""
    size = f"{wanted.width}×{wanted.height}"
    seen = rows["width"] + "×" + rows["height"]
    return seen != size, seen, size


def dpi(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """The resolution that the file states, if the cohort asks for one."""
    seen = ("为 " + rows["dpi"]).where(rows["dpi"] != "", "没有写明")
    return (rows["dpi"] != str(wanted.dpi)) & (wanted.dpi > 0), seen, str(wanted.dpi)


def size(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """The size of the file in kilobytes."""
    right = rows["kb"].astype("float").between(wanted.min_kb, wanted.max_kb)
    return ~right, rows["kb"], f"{wanted.min_kb}–{wanted.max_kb}"


def quality(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """The JPEG quality, as far as it can be told."""
    low = pd.to_numeric(rows["quality"], errors="coerce") < wanted.min_quality
    return low, rows["quality"], str(wanted.min_quality)


def background(rows: pd.DataFrame, wanted: Photos) -> tuple[pd.Series, pd.Series, str]:
    """The colour of the upper corners."""
    seen = rows["background"].str.split(",", expand=True).astype("int64")
    off = (seen - list(wanted.background)).abs().max(axis=1)
    return off > wanted.background_within, rows["background"], ",".join(map(str, wanted.background))
