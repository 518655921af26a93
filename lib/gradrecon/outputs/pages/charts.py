"""The charts: how far the steps are, whose move the late ones are, how it went over time.

Narrow, so that their text stays readable on a telephone; lengths are in pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from gradrecon.cohort.days import said
from gradrecon.outputs.colours import INK, LINE, MOVES, STATES, Colour, Ground
from gradrecon.outputs.pages.drawing import Drawing
from gradrecon.vocabulary import Move, State

_WIDTH = 403  # a little more than a telephone shows
_NAMES, _LEGEND, _ROW, _BAR = 78, 29, 40, 27  # room for the steps' names and the legend; the bars
_TEXT, _NAME = 12, 13  # a Chinese character is as wide as it is high
_SQUARE, _NEAR, _FAR = 11, 4, 10  # in the legend: a colour, to its word, to the next
_ROOM = 0.075  # of the longest bar: less has no room for its number
_PANEL, _TITLE, _HIGHEST, _NOUGHT, _EDGE = 104, 9, 50, 94, 24  # of the time line
_APART = 0.2  # of the width of the time line: nearer days have no room for their text
_HATCHES: dict[str, str] = {State.NO_DATA: "//"}
# A college's row: its name, as many characters as fit, and a small bar for each step.
_LONG_NAMES, _CHARACTERS, _HEAD, _LINE_HIGH, _SMALL = 118, 9, 58, 20, 13.0
_OF_STEP = (_WIDTH - _LONG_NAMES) / 5
# In grey print, overdue and disputed are told apart by their hatching.
_COLLEGE_HATCHES: dict[str, str] = {State.DISPUTED: "xx"}


def completion(steps: pd.DataFrame, alt: str, medians: pd.Series | None = None) -> str:
    """Each step's students by state, as an SVG element.

    `steps` as `figures.by_step` makes it; `medians` (the school's share of done among needed,
    index = step) marks where the middle college is.
    """
    shares = steps.div(steps.sum(axis=1).where(lambda total: total > 0, 1), axis=0)
    used = [state for state in STATES if steps[state].any()]
    drawing = _stacked(shares[used], steps[used], STATES)
    if medians is not None:
        _mark(drawing, steps, medians)
    return drawing.svg("completion", alt)


def colleges(states: pd.DataFrame, alt: str) -> str:
    """Each college's completion, five small bars in a row, as an SVG element.

    `states` as `counts.college_states` makes it: a bar is the students of a college who need a
    step, by state. A long name is cut; the table below the chart has it whole.
    """
    names = list(states.index.unique("college"))
    steps = list(states.index.unique("step"))
    drawing = Drawing(_WIDTH, _HEAD + len(names) * _LINE_HIGH)
    _legend(drawing, states, STATES)
    for place, step in enumerate(steps):
        middle = _LONG_NAMES + (place + 0.5) * _OF_STEP
        drawing.words(middle, _LEGEND + _TEXT, step, INK, _TEXT, "center")
    for row, name in enumerate(names):
        middle = _HEAD + (row + 0.5) * _LINE_HIGH
        drawing.words(_LONG_NAMES - 7, middle, _cut(name), INK, _TEXT, "right")
    for state, places in _small_bars(states, len(steps)).items():
        if len(places):
            drawing.bars(places, STATES[state].fill, _COLLEGE_HATCHES.get(state, ""))
    return drawing.svg("colleges", alt)


def _small_bars(states: pd.DataFrame, steps: int) -> dict[State, np.ndarray]:
    """For each state, the place of each of its bars: left, top, width, height."""
    counts = states.to_numpy()
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    rows, columns = np.divmod(np.arange(len(states)), steps)
    top = _HEAD + rows * _LINE_HIGH + (_LINE_HIGH - _SMALL) / 2
    start = _LONG_NAMES + columns * _OF_STEP
    ends = shares.cumsum(axis=1)
    bars = {}
    for place, state in enumerate(states):
        width = shares[:, place] * (_OF_STEP - _NEAR)
        left = start + (ends[:, place] - shares[:, place]) * (_OF_STEP - _NEAR)
        high = np.full(len(states), _SMALL)
        bars[state] = np.stack([left, top, width, high], axis=1)[width > 0]
    return bars


def _cut(name: str) -> str:
    """A college's name as far as there is room for it."""
    return name if len(name) <= _CHARACTERS else name[: _CHARACTERS - 1] + "…"


def late(moves: pd.DataFrame, alt: str) -> str:
    """Late steps by whose move they are, as an SVG element.

    `moves` as `figures.late_moves` makes it.
    """
    table = moves.set_index(["step", "move"])["students"].unstack(fill_value=0, sort=False)
    table = table[[move for move in MOVES if move in table]]
    shares = table / max(1, table.sum(axis=1).max())
    return _stacked(shares, table, MOVES).svg("late", alt)


def trend(points: pd.DataFrame, alt: str) -> str:
    """How many could be registered and were at risk on the days of the kept runs, as an SVG.

    `points` as `change.trend` makes it, two rows or more; each number has a scale of its own.
    """
    drawing, days = Drawing(_WIDTH, 2 * _PANEL + 2 * _TITLE), list(points.index)
    ends = [days[0].toordinal(), days[-1].toordinal()]
    places = np.interp([day.toordinal() for day in days], ends, [_EDGE, _WIDTH - _EDGE]).tolist()
    ready, at_risk = MOVES[Move.COLLEGE].fill, STATES[State.OVERDUE].fill
    _line(drawing, 0, places, points["ready"], "可报库（人）", ready, "o")
    _line(drawing, _PANEL, places, points["at_risk"], "有风险（人）", at_risk, "s")
    for day in _days_to_name(days):
        drawing.words(places[days.index(day)], 2 * _PANEL + _TITLE, said(day), INK, _TEXT, "center")
    return drawing.svg("trend", alt)


def _line(
    drawing: Drawing, top: float, places: list[float], numbers: pd.Series, title: str,
    colour: Colour, marker: str,
) -> None:  # fmt: skip
    """A number over time, from nought up; the first and the last are said."""
    nought, highest = top + _NOUGHT, top + _HIGHEST
    heights = np.interp(numbers, [0, max(1, numbers.max())], [nought, highest]).tolist()
    drawing.words(0, top + _TITLE, title, INK, _TEXT)
    drawing.line([0, _WIDTH], [nought, nought], LINE, 1)
    drawing.line(places, heights, colour, marker=marker)
    for end in (0, -1):
        said_above = heights[end] - _TEXT
        drawing.words(places[end], said_above, str(numbers.iloc[end]), INK, _TEXT, "center")


def _days_to_name(days: list[date]) -> list[date]:
    """The last day and as many before it as have room for their text, the first if it has."""
    whole = (days[-1] - days[0]).days
    named = [days[-1]]
    for day in reversed(days[:-1]):
        near_first = day != days[0] and (day - days[0]).days < _APART * whole
        if (named[-1] - day).days >= _APART * whole and not near_first:
            named.append(day)
    return named[::-1]


def _stacked(shares: pd.DataFrame, counts: pd.DataFrame, palette: Mapping[Any, Ground]) -> Drawing:
    """Bars end to end, one row for each of `shares` (of the longest), with names and a legend.

    Each bar holds its count where there is room.
    """
    drawing = Drawing(_WIDTH, _LEGEND + len(shares) * _ROW)
    ends = shares.cumsum(axis=1)
    for key in shares:
        bars = zip(shares[key], ends[key], counts[key], strict=True)
        for row, (share, end, count) in enumerate(bars):
            _bar(drawing, row, end - share, end, palette[key].fill, _HATCHES.get(key, ""))
            if share > _ROOM:
                middle = _across(end - share / 2), _down(row)
                drawing.words(*middle, str(count), palette[key].ink, _TEXT, "center")
    for row, name in enumerate(shares.index):
        drawing.words(_NAMES - 7, _down(row), name, INK, _NAME, "right")
    _legend(drawing, shares, palette)
    return drawing


def _bar(drawing: Drawing, row: int, start: float, end: float, fill: Colour, hatch: str) -> None:
    """A row's bar between two shares of the longest; none where it has no length."""
    if end > start:
        left, top = _across(start), _down(row) - _BAR / 2
        drawing.bar(left, top, _across(end) - left, _BAR, fill, hatch)


def _across(share: float) -> float:
    """Where a share of the longest bar ends."""
    return _NAMES + share * (_WIDTH - _NAMES - 3)


def _down(row: int) -> float:
    """The middle of a row."""
    return _LEGEND + (row + 0.5) * _ROW


def _mark(drawing: Drawing, steps: pd.DataFrame, medians: pd.Series) -> None:
    """A line across each bar where it would end if the college were the school's middle one."""
    needed = steps.drop(columns=[State.NOT_NEEDED, State.NO_DATA]).sum(axis=1)
    places = (medians.reindex(steps.index) * needed / steps.sum(axis=1)).to_numpy()
    half = 0.44 * _ROW
    for row, place in enumerate(places):
        if not np.isnan(place):
            across = _across(place)
            drawing.line([across, across], [_down(row) - half, _down(row) + half], INK)


def _legend(drawing: Drawing, keys: Iterable[Any], palette: Mapping[Any, Ground]) -> None:
    left, middle = 1.0, _LEGEND / 2
    for key in keys:
        fill, hatch = palette[key].fill, _HATCHES.get(key, "")
        drawing.bar(left, middle - _SQUARE / 2, _SQUARE, _SQUARE, fill, hatch)
        left += _SQUARE + _NEAR
        drawing.words(left, middle, str(key), INK, _TEXT)
        left += len(str(key)) * _TEXT + _FAR
