"""The colours can be read and told apart, by everybody and in print."""

from __future__ import annotations

from itertools import combinations

import pytest

from gradrecon.outputs import colours
from gradrecon.outputs.colours import EVERY, HEAT, MOVES, STATES, Colour, heat_level

GROUNDS = [*STATES.values(), *MOVES.values(), *HEAT]
PAIRS = [(ground.fill, ground.ink) for ground in GROUNDS] + [
    (ground, ink)
    for ground in (colours.PAPER, colours.PANEL)
    for ink in (colours.INK, colours.QUIET, colours.LINK, colours.ALARM)
]


def lightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ground", "ink"), PAIRS, ids=lambda colour: colour.name)
def test_text_is_readable_on_its_ground(ground: Colour, ink: Colour) -> None:
    assert contrast(ground.light, ink.light) >= 4.5
    assert contrast(ground.dark, ink.dark) >= 4.5


@pytest.mark.parametrize("palette", [STATES, MOVES], ids=["states", "moves"])
def test_colours_of_one_chart_differ_in_grey(palette: dict[str, colours.Ground]) -> None:
    told_apart = [ground.fill.light for ground in palette.values()]
    for one, other in combinations(told_apart, 2):
        assert contrast(one, other) >= 1.15, f"{one} {other}"


def test_heat_grows_darker_on_paper() -> None:
    steps = [lightness(ground.fill.light) for ground in HEAT]
    assert steps == sorted(steps, reverse=True)


def test_every_colour_has_one_variable() -> None:
    assert len({colour.light for colour in EVERY}) == len(EVERY)
    assert len({colour.name for colour in EVERY}) == len(EVERY)


@pytest.mark.parametrize(("late", "level"), [(0, 0), (0.01, 1), (0.1, 2), (0.3, 3), (1, 4)])
def test_more_late_is_a_higher_step(late: float, level: int) -> None:
    assert heat_level(late) == level
