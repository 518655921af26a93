"""Whom troubles can strike: each group a boolean per student."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from gradrecon.samples import layouts
from gradrecon.samples.naming import SPELT_BY_RULE, Origin
from gradrecon.samples.students import DOCTOR
from gradrecon.samples.world import World
from gradrecon.vocabulary import Obligation

Group = Callable[[World], np.ndarray]


def anybody(world: World) -> np.ndarray:
    """Every student."""
    return np.ones(len(world.students), dtype=bool)


def both(*groups: Group) -> Group:
    """The students who are in all of the groups."""

    def group(world: World) -> np.ndarray:
        return np.logical_and.reduce([one(world) for one in groups])

    return group


def asked(world: World) -> np.ndarray:
    """Students whose row came back in a table with a column to confirm in."""
    name = world.cohort.name
    lack = [
        college.name
        for college in world.cohort.colleges
        if layouts.returned(name, college.name).path in world.lacking
    ]
    without = world.students["college_name"].isin(lack).to_numpy()
    return world.with_rows("returned", once=False) & ~without


def once_in(source: str) -> Group:
    """Students with exactly one row of their own in a source."""
    return lambda world: world.with_rows(source)


def not_in(source: str) -> Group:
    """Students without a row in a source, once the source has begun."""
    return lambda world: ~world.with_rows(source, once=False) & world.has(source)


def obliged(*obligations: Obligation) -> Group:
    """Students of these obligations."""
    return lambda world: world.plan["obligation"].isin(obligations).to_numpy()


def of_origin(origins: Iterable[Origin]) -> Group:
    """Students whose names come from there."""
    wanted = tuple(origins)
    return lambda world: world.students["origin"].isin(wanted).to_numpy()


def citizens(world: World) -> np.ndarray:
    """Students with an 18-digit number; not those few whose number looks cut off by nature."""
    ids = world.students["id_no"]
    looks_cut = (ids.str[15:17] == "00") | (ids.str[16:] == "00")
    return (ids.str.len().eq(18) & ~looks_cut).to_numpy()


def doctors(world: World) -> np.ndarray:
    """Doctoral students: the roster says whether there is a picture of each."""
    return (world.students["level"] == DOCTOR).to_numpy()


def masters(world: World) -> np.ndarray:
    """Masters: in their file CHSI gives the student number too."""
    return (world.students["level"] != DOCTOR).to_numpy()


def in_large_college(world: World) -> np.ndarray:
    """Where neighbours show that the column is written out, so that a blank is a blank."""
    sizes = world.students.groupby(["college", "level"])["name"].transform("size")
    return (sizes >= 10).to_numpy()


must = obliged(Obligation.MUST)
imaged = obliged(Obligation.NONE)
spelt_by_rule = of_origin(SPELT_BY_RULE)
captured = once_in("studio")
