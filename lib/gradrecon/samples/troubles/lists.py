"""What is wrong in the lists: Attachments 1 and 2, approvals, pictures on record."""

from __future__ import annotations

import numpy as np

from gradrecon.samples import story
from gradrecon.samples.students import DOCTOR
from gradrecon.samples.troubles.groups import (
    both,
    citizens,
    doctors,
    imaged,
    must,
    not_in,
    obliged,
    once_in,
    spelt_by_rule,
)
from gradrecon.samples.troubles.rows import (
    another_name,
    another_number,
    as_power,
    plant,
    plant_strangers,
)
from gradrecon.samples.troubles.trouble import KEYS, Fact, Trouble
from gradrecon.samples.world import World
from gradrecon.vocabulary import Obligation


def without_image(world: World, who: np.ndarray) -> None:
    """Take away that a picture is on record: from the roster for doctors, else from the list."""
    doctor = (world.students.loc[who, "level"] == DOCTOR).to_numpy()
    world.put("roster", world.rows_of("roster", who[doctor]), "image", "否")
    world.drop("images", world.rows_of("images", who[~doctor]))


def with_image(world: World, who: np.ndarray) -> None:
    """Put a picture on record: in the roster for doctors, else on the list."""
    doctor = (world.students.loc[who, "level"] == DOCTOR).to_numpy()
    world.put("roster", world.rows_of("roster", who[doctor]), "image", "是")
    masters = who[~doctor]
    whole = story.together(world.students.loc[masters], world.plan.loc[masters])
    world.add("images", whole.assign(captured_on=whole["image_on"]))


def _no_old_image(world: World, who: np.ndarray) -> None:
    """Those who stayed away, though there is no old picture to fall back on."""
    without_image(world, who)
    rows = world.rows_of("recapture", who)
    column = "student_no"
    world.found("lists.no_old_image", who, source="recapture", rows=rows, column=column)
    world.found("capture.missing", who)


def _on_both(world: World, who: np.ndarray) -> None:
    rows = world.add("recapture", world.again("must_capture", who))
    world.found("lists.both", who, source="recapture", rows=rows, column="student_no")


def _contradicted(world: World, who: np.ndarray) -> None:
    """On the list of pictures, while the roster says that there is none."""
    whole = story.together(world.students.loc[who], world.plan.loc[who])
    world.add("images", whole.assign(captured_on=whole["image_on"]))
    world.put("roster", world.rows_of("roster", who), "image", "否")
    world.found("lists.image_unclear", who)


def _on_neither(world: World, who: np.ndarray) -> None:
    without_image(world, who)
    world.found("lists.neither", who)


def _other_name(world: World, who: np.ndarray) -> None:
    names = another_name(world.students.loc[who, "name"])
    plant(world, "must_capture", who, "name", names, "lists.name_differs")


def _other_number(world: World, who: np.ndarray) -> None:
    numbers = another_number(world.students.loc[who, "id_no"])
    plant(world, "images", who, "id_no", numbers, "lists.number_differs")


def _damaged(world: World, who: np.ndarray) -> None:
    numbers = as_power(world.students.loc[who, "student_no"])
    plant(world, "must_capture", who, "student_no", numbers, "lists.damaged")


def _stranger(source: str) -> Trouble:
    def add(world: World, like: np.ndarray) -> None:
        plant_strangers(world, source, like, "lists.stray")

    return Trouble(f"stranger in {source}", ("lists.stray",), once_in(source), add, Fact.NONE)


TROUBLES: tuple[Trouble, ...] = (
    Trouble("on both lists", ("lists.both",), must, _on_both, Fact.LIST),
    Trouble(
        "no old picture",
        ("lists.no_old_image", "capture.missing"),
        both(obliged(Obligation.VOLUNTARY), not_in("studio")),
        _no_old_image,
        Fact.LIST | Fact.STUDIO | Fact.CHSI,
        Fact.NUMBER,
    ),
    Trouble(
        "a picture contradicted",
        ("lists.image_unclear",),
        both(imaged, doctors, not_in("studio")),
        _contradicted,
        Fact.LIST | Fact.STUDIO,
    ),
    Trouble(
        "on no list",
        ("lists.neither",),
        imaged,
        _on_neither,
        Fact.LIST | Fact.STUDIO | Fact.CHSI,
    ),
    Trouble(
        "other name on the list",
        ("lists.name_differs",),
        both(must, spelt_by_rule),
        _other_name,
        Fact.LIST,
        KEYS,
    ),
    Trouble(
        "other number on the list",
        ("lists.number_differs",),
        both(once_in("images"), citizens),
        _other_number,
        Fact.LIST,
        KEYS,
    ),
    Trouble(
        "damaged list",
        ("lists.damaged",),
        must,
        _damaged,
        Fact.LIST,
        KEYS | Fact.COLLEGE | Fact.MAJOR,
    ),
    _stranger("must_capture"),
    _stranger("recapture"),
    _stranger("approved"),
    _stranger("images"),
)
