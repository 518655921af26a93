"""What is wrong in CHSI's export: what it shows, and whose row it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gradrecon.samples import story
from gradrecon.samples.troubles.groups import (
    Group,
    both,
    captured,
    citizens,
    imaged,
    masters,
    not_in,
    obliged,
    once_in,
    spelt_by_rule,
)
from gradrecon.samples.troubles.rows import (
    another_name,
    another_number,
    as_number,
    in_turn,
    pair_up,
    plant,
    plant_strangers,
)
from gradrecon.samples.troubles.trouble import KEYS, Fact, Trouble
from gradrecon.samples.world import NOBODY, World
from gradrecon.vocabulary import Obligation

_shown = both(captured, once_in("chsi"))


def _put(world: World, who: np.ndarray, column: str, values: object, rule: str) -> None:
    plant(world, "chsi", who, column, values, f"chsi.{rule}")


# What it shows.


def _absent(world: World, who: np.ndarray) -> None:
    """Every other one has a row that says that there is no picture."""
    world.drop("chsi", world.rows_of("chsi", who[::2]))
    world.put("chsi", world.rows_of("chsi", who[1::2]), "word", "未采集")
    world.found("chsi.absent", who)


def _no_image(world: World, who: np.ndarray) -> None:
    """A row without a picture for those who rely on the one on record."""
    whole = story.together(world.students.loc[who], world.plan.loc[who])
    shown = story.chsi_rows(whole, story.end_of(world.as_of)).assign(word="未采集")
    rows = world.add("chsi", shown)
    world.found("chsi.no_image", who, source="chsi", rows=rows, column="word")


def _unchecked(world: World, who: np.ndarray) -> None:
    world.put("chsi", world.rows_of("chsi", who), "checked", pd.NaT)
    _put(world, who, "word", in_turn(("未校对", "待校对", ""), len(who)), "unchecked")


def _wrong(world: World, who: np.ndarray) -> None:
    _put(world, who, "word", in_turn(("有误", "校对有误", "信息有误"), len(who)), "wrong")


def _unknown_word(world: World, who: np.ndarray) -> None:
    _put(world, who, "word", in_turn(("申诉中", "照片待换"), len(who)), "unknown_word")


def _older(world: World, who: np.ndarray) -> None:
    _put(world, who, "captured_on", world.plan.loc[who, "image_on"].to_numpy(), "older")


def _two_results(world: World, who: np.ndarray) -> None:
    first = world.rows_of("chsi", who)
    world.add("chsi", world.again("chsi", who).assign(word="有误"))
    world.found("chsi.two_results", who, source="chsi", rows=first, column="word")


def checked_right(world: World) -> np.ndarray:
    """Captured students who have told CHSI that the picture is right."""
    rows = world.frames["chsi"]
    return _shown(world) & world.among(rows.loc[rows["word"] == "正确", "who"].to_numpy())


# Whose row it is.


def _other_name(world: World, who: np.ndarray) -> None:
    _put(world, who, "name", another_name(world.students.loc[who, "name"]), "name_differs")


def _other_id(world: World, who: np.ndarray) -> None:
    _put(world, who, "id_no", another_number(world.students.loc[who, "id_no"]), "number_differs")


def _other_student_no(world: World, who: np.ndarray) -> None:
    """The full identity number still says whose row it is."""
    _put(world, who, "student_no", world.new_numbers(len(who)), "number_differs")


def _torn(world: World, pairs: np.ndarray) -> None:
    """The second's student number on the first's row: it is refused, and the first has none."""
    torn, other = pairs[:, 0], pairs[:, 1]
    rows = world.rows_of("chsi", torn)
    world.put("chsi", rows, "student_no", world.students.loc[other, "student_no"].to_numpy())
    world.frames["chsi"].loc[rows, "who"] = NOBODY
    world.found("chsi.stray", source="chsi", rows=rows, column="student_no")
    world.found("chsi.absent", torn)


def _stranger(world: World, like: np.ndarray) -> None:
    plant_strangers(world, "chsi", like, "chsi.stray")


def _damaged(world: World, who: np.ndarray) -> None:
    _put(world, who, "id_no", as_number(world.students.loc[who, "id_no"]), "damaged")


def _of_one(
    name: str,
    rule: str,
    who: Group,
    strike: Callable[[World, np.ndarray], None],
    needs: Fact = Fact.NONE,
) -> Trouble:
    """A trouble that shows in CHSI's row of a captured student and nowhere else."""
    return Trouble(name, (rule,), both(_shown, who), strike, Fact.CHSI, needs | Fact.STUDIO)


_again = obliged(Obligation.VOLUNTARY)

TROUBLES: tuple[Trouble, ...] = (
    _of_one("absent from CHSI", "chsi.absent", captured, _absent),
    Trouble(
        "no picture after all",
        ("chsi.no_image",),
        both(imaged, not_in("chsi")),
        _no_image,
        Fact.CHSI,
        Fact.LIST | Fact.STUDIO | Fact.COLLEGE,
    ),
    _of_one("unchecked", "chsi.unchecked", captured, _unchecked),
    _of_one("disputed", "chsi.wrong", captured, _wrong),
    _of_one("unknown word", "chsi.unknown_word", captured, _unknown_word),
    _of_one("still the old picture", "chsi.older", _again, _older, Fact.LIST),
    _of_one("two results", "chsi.two_results", checked_right, _two_results),
    _of_one("other name at CHSI", "chsi.name_differs", spelt_by_rule, _other_name, KEYS),
    _of_one("other ID at CHSI", "chsi.number_differs", both(masters, citizens), _other_id, KEYS),
    _of_one(
        "other student number at CHSI",
        "chsi.number_differs",
        both(masters, citizens),
        _other_student_no,
        KEYS,
    ),
    Trouble(
        "number of one, ID of another",
        ("chsi.stray", "chsi.absent"),
        both(_shown, masters, citizens),
        _torn,
        Fact.CHSI,
        KEYS | Fact.STUDIO,
        pair_up,
    ),
    Trouble("stranger at CHSI", ("chsi.stray",), once_in("chsi"), _stranger, Fact.NONE),
    _of_one(
        "ID as number at CHSI",
        "chsi.damaged",
        citizens,
        _damaged,
        KEYS | Fact.COLLEGE | Fact.BIRTH,
    ),
)
