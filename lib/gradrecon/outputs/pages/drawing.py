"""A drawing of bars, lines and words, each put where it belongs.

Drawn with matplotlib, but without its axes, ticks, legends and layout, which measure every text
several times: a page's charts take a fifth of the time so, and there is a page for each college.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from gradrecon.outputs.colours import LINE, PAPER, Colour
from gradrecon.outputs.pages.svg import svg

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FONT = "Noto Sans SC"
_INCH = 72  # of our pixels


class Drawing:
    """Return an empty drawing, its size in pixels; places are counted from its top left."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self._figure = Figure((width / _INCH, height / _INCH), frameon=False)
        down = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, height / _INCH)
        self._place = down + self._figure.dpi_scale_trans

    def bar(
        self, left: float, top: float, width: float, height: float, fill: Colour, hatch: str = ""
    ) -> None:
        """A bar; the paper shows between it and its neighbours."""
        from matplotlib.patches import Rectangle

        bar = Rectangle(
            (left, top), width, height, facecolor=fill.light, edgecolor=PAPER.light, linewidth=1,
            hatch=hatch or None, hatchcolor=LINE.light, transform=self._place,
        )  # fmt: skip
        self._figure.add_artist(bar)

    def bars(self, places: np.ndarray, fill: Colour, hatch: str = "") -> None:
        """Many bars in one: an array with left, top, width and height of each in a row."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path as Outline

        left, top, width, height = places.T
        across = np.stack([left, left + width, left + width, left, left], axis=1)
        down = np.stack([top, top, top + height, top + height, top], axis=1)
        corners = np.stack([across, down], axis=2).reshape(-1, 2).round(1)
        codes = [Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY] * len(places)
        bars = PathPatch(
            Outline(corners, codes), facecolor=fill.light, edgecolor=PAPER.light, linewidth=0.5,
            hatch=hatch or None, hatchcolor=LINE.light, transform=self._place,
        )  # fmt: skip
        self._figure.add_artist(bars)

    def line(
        self,
        across: Sequence[float],
        down: Sequence[float],
        colour: Colour,
        width: float = 2,
        marker: str = "",
    ) -> None:
        """A line from place to place, with a marker at each."""
        from matplotlib.lines import Line2D

        line = Line2D(
            across, down, color=colour.light, linewidth=width, marker=marker, markersize=5,
            solid_capstyle="butt", transform=self._place,
        )  # fmt: skip
        self._figure.add_artist(line)

    def words(
        self,
        left: float,
        middle: float,
        text: str,
        colour: Colour,
        size: int = 12,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """A text at a place, half of it above."""
        self._figure.text(
            left, middle, text, color=colour.light, fontproperties=_font(size),
            horizontalalignment=align, verticalalignment="center_baseline", transform=self._place,
        )  # fmt: skip

    def svg(self, name: str, alt: str) -> str:
        """The drawing as an SVG element; see `svg.svg`."""
        return svg(self._figure, name, alt)


@lru_cache
def _font(size: int) -> FontProperties:
    """The font that zhplot carries, without the settings that importing zhplot changes."""
    from matplotlib.font_manager import FontProperties

    _register_font()
    return FontProperties(family=[FONT], size=size)


@lru_cache(maxsize=1)
def _register_font() -> None:
    from matplotlib import font_manager

    spec = find_spec("zhplot")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for font in sorted((Path(folder) / "fonts").glob("*.ttf")):
            font_manager.fontManager.addfont(font)
