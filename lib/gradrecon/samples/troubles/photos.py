"""What is wrong with photos: whose they are, and how they look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from gradrecon.samples.photos import FOLDER, take_photos, untroubled
from gradrecon.samples.portraits import RUINS, Recipe
from gradrecon.samples.troubles.rows import another_name, pair_up
from gradrecon.samples.troubles.trouble import Fact, Trouble, deal
from gradrecon.samples.world import NOBODY, World

# Far beyond the faces of students.
_OTHER_FACES = 1_000_000_000


def plant_photos(world: World, rate: float) -> None:
    """Take the photos and put something wrong with that share of them; say what must be found.

    Last of all: only students with whom nothing else is wrong are struck.
    """
    take_photos(world)
    struck = deal(world, TROUBLES, rate) if rate else {}
    # Strangers first: their photos are modelled on those that the others still change.
    for trouble in sorted(TROUBLES, key=lambda one: one.touches is not Fact.NONE):
        if trouble.name in struck:
            trouble.plant(world, struck[trouble.name])


def _able(world: World) -> np.ndarray:
    return world.with_rows(FOLDER) & untroubled(world)


def _of(world: World, who: np.ndarray) -> pd.Index:
    return world.rows_of(FOLDER, who)


def _found(world: World, who: np.ndarray, *rules: str) -> None:
    for rule in rules:
        world.found(f"capture.photo_{rule}", who, source=FOLDER, rows=_of(world, who))


def _missing(world: World, who: np.ndarray) -> None:
    world.drop(FOLDER, _of(world, who))
    world.found("capture.photo_missing", who)


def _stranger(world: World, like: np.ndarray) -> None:
    rows = world.again(FOLDER, like)
    faces = [Recipe(_OTHER_FACES + int(one)) for one in like]
    rows = rows.assign(who=NOBODY, stem=world.new_numbers(len(like)), recipe=faces)
    world.found("capture.photo_stray", source=FOLDER, rows=world.add(FOLDER, rows))


def _mistyped(world: World, who: np.ndarray) -> None:
    _lose(world, who, world.new_numbers(len(who)))


def _unnumbered(world: World, who: np.ndarray) -> None:
    """As a camera or a program calls it, or by the name alone, which does not identify."""
    names = world.students.loc[who, "name"].to_numpy()
    as_camera = np.array([f"IMG_{one:05d}" for one in who], dtype=object)
    _lose(world, who, np.where(np.arange(len(who)) % 2, names, as_camera))


def _lose(world: World, who: np.ndarray, stems: np.ndarray) -> None:
    rows = _of(world, who)
    world.put(FOLDER, rows, "stem", stems)
    world.frames[FOLDER].loc[rows, "who"] = NOBODY
    world.found("capture.photo_stray", source=FOLDER, rows=rows)
    world.found("capture.photo_missing", who)


def _other_name(world: World, who: np.ndarray) -> None:
    own = world.students.loc[who]
    stems = own["student_no"].to_numpy() + another_name(own["name"])
    world.put(FOLDER, _of(world, who), "stem", stems)
    _found(world, who, "name")


def _shared(rule: str, **differs: Any) -> Callable[[World, np.ndarray], None]:
    """The second of each pair has the first one's photo, perhaps encoded otherwise."""

    def plant(world: World, pairs: np.ndarray) -> None:
        first = world.frames[FOLDER].loc[_of(world, pairs[:, 0]), "recipe"]
        recipes = np.array([replace(one, **differs) for one in first], dtype=object)
        world.put(FOLDER, _of(world, pairs[:, 1]), "recipe", recipes)
        _found(world, pairs.ravel(), rule)

    return plant


def _twice(world: World, who: np.ndarray) -> None:
    _found(world, who, "twice")
    rows = world.again(FOLDER, who)
    faces = [Recipe(_OTHER_FACES - 1 - int(one)) for one in who]
    world.add(FOLDER, rows.assign(stem=rows["stem"] + "_2", recipe=faces))


def _look(*looks: Recipe, rules: Sequence[str]) -> Callable[[World, np.ndarray], None]:
    """The looks in turn, each with the student's own face."""

    def plant(world: World, who: np.ndarray) -> None:
        recipes = [replace(looks[at % len(looks)], face=int(one)) for at, one in enumerate(who)]
        world.put(FOLDER, _of(world, who), "recipe", np.array(recipes, dtype=object))
        _found(world, who, *rules)

    return plant


def _of_look(name: str, *looks: Recipe, rules: Sequence[str]) -> Trouble:
    codes = tuple(f"capture.photo_{rule}" for rule in rules)
    return Trouble(name, codes, _able, _look(*looks, rules=rules), Fact.PHOTO)


_USUAL = Recipe(0)

TROUBLES: tuple[Trouble, ...] = (
    Trouble("no photo", ("capture.photo_missing",), _able, _missing, Fact.PHOTO),
    Trouble("photo of a stranger", ("capture.photo_stray",), _able, _stranger, Fact.NONE),
    Trouble(
        "photo under another number",
        ("capture.photo_stray", "capture.photo_missing"),
        _able,
        _mistyped,
        Fact.PHOTO,
    ),
    Trouble(
        "photo without a number",
        ("capture.photo_stray", "capture.photo_missing"),
        _able,
        _unnumbered,
        Fact.PHOTO,
    ),
    Trouble("photo under another name", ("capture.photo_name",), _able, _other_name, Fact.PHOTO),
    Trouble(
        "one photo for two",
        ("capture.photo_same",),
        _able,
        _shared("same"),
        Fact.PHOTO,
        pairs=pair_up,
    ),
    Trouble(
        "one picture for two",
        ("capture.photo_alike",),
        _able,
        _shared("alike", quality=68),
        Fact.PHOTO,
        pairs=pair_up,
    ),
    Trouble("two photos", ("capture.photo_twice",), _able, _twice, Fact.PHOTO),
    _of_look(
        "unreadable photo", *(replace(_USUAL, ruin=one) for one in RUINS), rules=("unreadable",)
    ),
    _of_look("photo as PNG", replace(_USUAL, form="PNG"), rules=("form", "size")),
    _of_look("grey photo", replace(_USUAL, mode="L"), rules=("form", "background")),
    _of_look("turned photo", replace(_USUAL, orientation=6), rules=("turned",)),
    _of_look(
        "photo of other pixels",
        *(replace(_USUAL, size=size) for size in ((413, 626), (640, 480), (480, 600))),
        rules=("pixels",),
    ),
    _of_look(
        "photo of another density",
        *(replace(_USUAL, dpi=dpi) for dpi in (72, 0, 96)),
        rules=("dpi",),
    ),
    _of_look("small photo file", replace(_USUAL, grain=0, quality=68), rules=("size",)),
    _of_look("large photo file", replace(_USUAL, quality=95), rules=("size",)),
    _of_look("coarse photo", replace(_USUAL, grain=18, quality=45), rules=("quality",)),
    _of_look(
        "photo on another ground",
        *(replace(_USUAL, ground=one) for one in ((255, 255, 255), (190, 30, 40), (60, 120, 200))),
        rules=("background",),
    ),
)
