"""The charts: how far the steps are, whose move the late ones are, how it went over time.

Drawn with matplotlib without any window or backend being chosen; narrow, so that their text
stays readable on a telephone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from gradrecon.days import said
from gradrecon.outputs import colours
from gradrecon.outputs.colours import MOVES, STATES, Ground
from gradrecon.outputs.svg import svg
from gradrecon.words import Move, State

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONT = "Noto Sans SC"
_WIDTH = 5.6  # inches of 72 px: 403 px, a little more than a telephone shows
_ROW = 0.52
_ROOM = 0.075  # of the bar's length: less has no room for its number
_APART = 0.2  # of the width of the time line: nearer days have no room for their text
_HATCHES: dict[str, str] = {State.NO_DATA: "//"}


def completion(steps: pd.DataFrame, alt: str, medians: pd.Series | None = None) -> str:
    """Each step's students by state, as an SVG element.

    `steps` as `figures.by_step` makes it; `medians` (the school's share of done among needed,
    index = step) marks where the middle college is.
    """
    shares = steps.div(steps.sum(axis=1).where(lambda total: total > 0, 1), axis=0)
    figure, axes = _canvas(len(steps))
    used = [state for state in STATES if steps[state].any()]
    _stack(axes, shares[used], steps[used], STATES)
    if medians is not None:
        _mark(axes, steps, medians)
    axes.set_xlim(0, 1.005)
    _legend(axes)
    return svg(figure, "completion", alt)


def late(moves: pd.DataFrame, alt: str) -> str:
    """Late steps by whose move they are, as an SVG element.

    `moves` as `figures.late_moves` makes it.
    """
    table = moves.pivot_table("students", "step", "move", "sum", fill_value=0, sort=False)
    used = [move for move in MOVES if move in table]
    figure, axes = _canvas(len(table))
    _stack(axes, table[used], table[used], MOVES)
    axes.set_xlim(0, max(1, table.sum(axis=1).max()) * 1.02)
    _legend(axes)
    return svg(figure, "late", alt)


def trend(points: pd.DataFrame, alt: str) -> str:
    """How many could be registered and were at risk on the days of the kept runs, as an SVG.

    `points` as `change.trend` makes it, two rows or more; each number has a scale of its own.
    """
    from matplotlib.dates import date2num

    figure, panels = _figure(2, height=3.2)
    ready, at_risk = MOVES[Move.COLLEGE].fill.light, STATES[State.OVERDUE].fill.light
    _line(panels[0], points["ready"], "可报库（人）", ready, "o")
    _line(panels[1], points["at_risk"], "有风险（人）", at_risk, "s")
    days = _days_to_name(list(points.index))
    panels[1].set_xticks(date2num(days), [said(day) for day in days])
    panels[1].xaxis.set_visible(True)
    return svg(figure, "trend", alt)


def _line(axes: Axes, numbers: pd.Series, title: str, colour: str, marker: str) -> None:
    """A number over time, from nought up; the first and the last are said."""
    axes.plot(numbers.index, numbers, color=colour, marker=marker, markersize=5, linewidth=2)
    axes.axhline(0, color=colours.LINE.light, linewidth=1)
    axes.set_ylim(-0.08 * max(1, numbers.max()), 1.45 * max(1, numbers.max()))
    axes.set_title(title, loc="left", fontsize=12, fontfamily=FONT, color=colours.INK.light)
    axes.yaxis.set_visible(False)
    for place in (0, -1):
        axes.annotate(
            str(numbers.iloc[place]), (numbers.index[place], numbers.iloc[place]), (0, 6),
            textcoords="offset points", ha="center", fontsize=12, fontfamily=FONT,
            color=colours.INK.light,
        )  # fmt: skip


def _days_to_name(days: list[date]) -> list[date]:
    """The last day and as many before it as have room for their text, the first if it has."""
    whole = (days[-1] - days[0]).days
    named = [days[-1]]
    for day in reversed(days[:-1]):
        near_first = day != days[0] and (day - days[0]).days < _APART * whole
        if (named[-1] - day).days >= _APART * whole and not near_first:
            named.append(day)
    return named[::-1]


def _canvas(rows: int) -> tuple[Figure, Axes]:
    """A figure for so many horizontal bars, and its axes."""
    figure, (axes,) = _figure(1, height=rows * _ROW + 0.75)
    axes.invert_yaxis()
    return figure, axes


def _figure(panels: int, *, height: float) -> tuple[Figure, list[Axes]]:
    """A figure of so many panels over one x, in our font, without a frame."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    _register_font()
    with rc_context({"font.family": [FONT], "font.size": 13, "hatch.linewidth": 0.8}):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        every = list(figure.subplots(panels, sharex=True, squeeze=False).ravel())
    figure.patch.set_visible(False)
    for axes in every:
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        axes.xaxis.set_visible(False)
        axes.tick_params(
            left=False, bottom=False, labelsize=13, labelcolor=colours.INK.light,
            labelfontfamily=FONT,
        )  # fmt: skip
    return figure, every


def _stack(
    axes: Axes, lengths: pd.DataFrame, counts: pd.DataFrame, palette: Mapping[Any, Ground]
) -> None:
    """Bars end to end, one per row of `lengths`, each with its count where there is room."""
    axes.set_yticks(range(len(lengths)), list(lengths.index))
    left = np.zeros(len(lengths))
    whole = lengths.sum(axis=1).max()
    for key in lengths:
        long = lengths[key].to_numpy()
        (rows,) = long.nonzero()
        bars = axes.barh(
            rows, long[rows], left=left[rows], height=0.68, label=str(key), linewidth=1,
            color=palette[key].fill.light, edgecolor=colours.PAPER.light, hatch=_HATCHES.get(key),
        )  # fmt: skip
        labels = [str(counts[key].iloc[row]) if long[row] > whole * _ROOM else "" for row in rows]
        axes.bar_label(
            bars, labels, label_type="center", fontsize=12, fontfamily=FONT,
            color=palette[key].ink.light,
        )  # fmt: skip
        left = left + long


def _mark(axes: Axes, steps: pd.DataFrame, medians: pd.Series) -> None:
    """A line across each bar where it would end if the college were the school's middle one."""
    needed = steps.drop(columns=[State.NOT_NEEDED, State.NO_DATA]).sum(axis=1)
    places = (medians.reindex(steps.index) * needed / steps.sum(axis=1)).to_numpy()
    rows = np.flatnonzero(~np.isnan(places))
    axes.vlines(places[rows], rows - 0.44, rows + 0.44, color=colours.INK.light, linewidth=2)


def _legend(axes: Axes) -> None:
    axes.legend(
        loc="lower left", bbox_to_anchor=(-0.25, 1.0), ncols=len(axes.containers), frameon=False,
        borderpad=0, handlelength=1.0, handleheight=1.0, handletextpad=0.35, columnspacing=0.8,
        prop={"family": FONT, "size": 12}, labelcolor=colours.INK.light,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _register_font() -> None:
    """Make the font that zhplot carries known, without the settings that importing it changes."""
    from matplotlib import font_manager

    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for font in sorted((Path(folder) / "fonts").glob("*.ttf")):
            font_manager.fontManager.addfont(font)
