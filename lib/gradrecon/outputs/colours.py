"""The one set of colours, for light, dark and grey.

Told apart by lightness first and by hue second, so that they survive colour blindness and a
black-and-white printer. Charts draw in the light colours; in a page each becomes a CSS variable,
so that dark mode changes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gradrecon.vocabulary import Move, State


class Colour(NamedTuple):
    """A colour by the name of its CSS variable, on light and on dark ground."""

    name: str
    light: str
    dark: str

    @property
    def argb(self) -> str:
        """The light colour as workbooks say it: FF and six digits."""
        return "FF" + self.light.removeprefix("#").upper()

    @property
    def css(self) -> str:
        """The colour as a stylesheet says it, with the light one where there is no stylesheet."""
        return f"var(--{self.name}, {self.light})"


class Ground(NamedTuple):
    """A colour to fill with, and the colour of text upon it."""

    fill: Colour
    ink: Colour


PAPER = Colour("paper", "#ffffff", "#14191d")
PANEL = Colour("panel", "#f4f6f8", "#1f262c")
INK = Colour("ink", "#1c2429", "#e8edf1")
INK_ON_BRIGHT = Colour("ink-on-bright", "#1c2428", "#14191c")
QUIET = Colour("quiet", "#55626b", "#a8b4bd")
LINE = Colour("line", "#d5dce1", "#3b454d")
LINK = Colour("link", "#0b5a8f", "#84c3ee")
ALARM = Colour("alarm", "#a63603", "#ff9a6b")

STATES: Mapping[State, Ground] = {
    State.DONE: Ground(Colour("done", "#6aaed7", "#2c6a91"), INK),
    State.DUE: Ground(Colour("todo", "#bfd9ed", "#3a4f5e"), INK),
    State.DISPUTED: Ground(Colour("disputed", "#f3b63a", "#c9921d"), INK_ON_BRIGHT),
    State.OVERDUE: Ground(Colour("overdue", "#a53502", "#e8703d"), PAPER),
    State.NO_DATA: Ground(Colour("no-data", "#fefefe", "#15191d"), INK),
    State.NOT_NEEDED: Ground(Colour("not-needed", "#e7ebee", "#262d33"), INK),
}
MOVES: Mapping[Move, Ground] = {
    Move.STUDENT: Ground(Colour("student", "#b7dbf0", "#2f6a8c"), INK),
    Move.COLLEGE: Ground(Colour("college", "#1d4f73", "#9fd0ef"), PAPER),
    Move.SCHOOL: Ground(Colour("school", "#f3b739", "#c9931e"), INK_ON_BRIGHT),
    Move.STUDIO: Ground(Colour("studio", "#8f989e", "#59636a"), INK),
}
# How much is late, in five steps from nothing to most.
HEAT: tuple[Ground, ...] = tuple(
    Ground(Colour(f"heat-{level}", *fill), Colour(f"heat-{level}-ink", *ink))
    for level, (fill, ink) in enumerate(
        (
            (("#f7f9fa", "#1b2227"), ("#1c242a", "#c9d2d8")),
            (("#fdf0d5", "#39301c"), ("#1c242b", "#f2e6cc")),
            (("#fbd58d", "#5f4714"), ("#1c242c", "#fff0cf")),
            (("#e8873a", "#a3501a"), ("#1a1000", "#fffaf5")),
            (("#9a3103", "#ef7a41"), ("#fffffe", "#180c04")),
        )
    )
)
_GROUNDS = (*STATES.values(), *MOVES.values(), *HEAT)
EVERY: tuple[Colour, ...] = tuple(
    dict.fromkeys(
        (
            *(PAPER, PANEL, INK, INK_ON_BRIGHT, QUIET, LINE, LINK, ALARM),
            *(colour for ground in _GROUNDS for colour in ground),
        )
    )
)


def light_variables() -> str:
    """The CSS declarations of every colour on light ground."""
    return "".join(f"--{colour.name}:{colour.light};" for colour in EVERY)


def dark_variables() -> str:
    """The CSS declarations of every colour on dark ground."""
    return "".join(f"--{colour.name}:{colour.dark};" for colour in EVERY)


def heat_level(late: float) -> int:
    """Which of the five steps a share of late students (0 to 1) is shown in."""
    return sum(late > bound for bound in (0.0, 0.05, 0.15, 0.4))
