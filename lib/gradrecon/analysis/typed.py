"""The tables of a Run with days as days and states as words in their own order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from gradrecon.sources import SOURCES
from gradrecon.sources.source import Kind
from gradrecon.vocabulary import Move, Settlement, Severity, State, Step

# The words of a column in the order in which a reader expects them.
_ORDERS: Mapping[str, Iterable[str]] = {
    "step": Step,
    "move": Move,
    "severity": Severity,
}
_STATES: Mapping[str, Iterable[str]] = {"progress": State, "findings": Settlement}
_OF_SOURCES = {
    column.name
    for source in SOURCES
    for column in source.columns
    if column.kind in (Kind.DATE, Kind.TIME)
}
# Columns of the cases that stand under another name than in their source.
_DAYS = _OF_SOURCES | {"last_day", "chsi_checked", "chsi_captured_on", "pinyin_submitted"}
# Counts; blank if nobody counted.
_COUNTS: Mapping[str, Iterable[str]] = {
    "cases": ("captures", "chsi_rows"),
    "rules": ("findings",),
}

_HIDDEN = "（见单元格）"


def typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table of that name with days as datetime64, words as categories, counts as Int64.

    A day that could not be read leaves its column as text: nothing is lost.
    """
    orders = {**_ORDERS, **({"state": _STATES[name]} if name in _STATES else {})}
    words = {one: _ordered(frame[one], order) for one, order in orders.items() if one in frame}
    days = {one: _days(frame[one]) for one in frame.columns.intersection(list(_DAYS))}
    counts = {one: pd.to_numeric(frame[one]).astype("Int64") for one in _COUNTS.get(name, ())}
    return frame.assign(**words, **days, **counts)


def without_births(frame: pd.DataFrame) -> pd.DataFrame:
    """Return findings that name no birth date: what was seen of one, and what was expected."""
    if "field" not in frame:
        return frame
    said = frame[["observed", "expected"]]
    born = frame["field"] == "birth_date"
    return frame.assign(**{one: said[one].mask(born & (said[one] != ""), _HIDDEN) for one in said})


def _ordered(words: pd.Series, order: Iterable[str]) -> pd.Series:
    known = [str(word) for word in order]
    further = sorted(set(words.unique()) - set(known))
    return words.astype(pd.CategoricalDtype([*known, *further], ordered=True))


def _days(texts: pd.Series) -> pd.Series:
    days = pd.to_datetime(texts.where(texts != ""), errors="coerce", format="ISO8601")
    return days if bool((days.notna() | (texts == "")).all()) else texts
