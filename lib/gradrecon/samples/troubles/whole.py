"""Troubles of whole files and colleges, planted wherever there is any trouble at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd

from gradrecon.samples import layouts, story
from gradrecon.samples.world import NOBODY, World

_UNKNOWN_COLLEGE = "继续教育中心"


def plant_whole(world: World) -> None:
    """Each trouble of a file or college once, colleges in turn as long as there are any."""
    _english_blank(world)
    _english_contradicts(world)
    _major_damaged(world)
    _slot_unread(world)
    handed_in = world.frames["handovers"]["paper_on"].notna().to_numpy()
    places = world.rng.permutation(np.flatnonzero(handed_in))
    possible = [one for one in _OF_COLLEGES if one is not _late or _can_be_late(world)]
    # At least half of the colleges stay in order, so that there is something to tell from.
    for place, trouble in zip(places[: (len(places) + 1) // 2], possible, strict=False):
        trouble(world, int(place))
    if len(places):
        _unknown_college(world)


def _english_blank(world: World) -> None:
    """The rarest major has no English name."""
    frame = world.frames["majors"]
    counts = world.students["major_code"].value_counts()
    studied = frame.index[frame["major_code"] == counts.idxmin()]
    world.put("majors", studied, "major_en", "")
    world.found("major.english_blank", source="majors", rows=studied, column="major_en")


def _english_contradicts(world: World) -> None:
    """The commonest major, which somebody still has after all troubles, has two English names."""
    frame = world.frames["majors"]
    code = world.students["major_code"].value_counts().index[0]
    first = frame.index[frame["major_code"] == code]
    english = story.changed_major(frame.loc[first, "major_en"]).to_numpy()
    world.add("majors", frame.loc[first].assign(major_en=english))
    world.found("major.english_contradicts", source="majors", rows=first, column="major_en")


def _major_damaged(world: World) -> None:
    row = {"major_code": "7.10E+04", "major": "遥感科学", "major_en": "Remote Sensing Science"}
    rows = world.add("majors", pd.DataFrame([{**row, "who": NOBODY, "place": NOBODY}]))
    world.found("major.damaged", source="majors", rows=rows, column="major_code")


def _slot_unread(world: World) -> None:
    """A college that the register does not know ends its capture at no hour."""
    last = world.frames["slots"].iloc[-1:].astype({"end": object})
    rows = world.add("slots", last.assign(college=_UNKNOWN_COLLEGE, end="结束"))
    world.found("capture.slot_unread", source="slots", rows=rows, column="end")


def show_full_ids(world: World) -> None:
    """The make-up list shows identity numbers in full; found where the first of them stands."""
    rows = layouts.select(layouts.STUDIO_MAKEUP, world.frames["studio"])
    shown = rows.index[rows["id_no"].str.len().isin((15, 18))]
    if len(shown):
        world.unmasked.add(layouts.STUDIO_MAKEUP.path)
        world.found("capture.full_id", source="studio", rows=shown[:1], column="id_no")


# Colleges, by their place in the register.


def _missing(world: World, place: int) -> None:
    returned = world.frames["returned"]
    name = world.cohort.colleges[place].name
    world.drop("returned", returned.index[returned["home"] == name])
    _register(world, place, electronic_on=pd.NaT, paper_on=pd.NaT)
    _register(world, place, signed_handler="", signed_dean="", sealed="")
    world.found("return.missing", college=[world.cohort.colleges[place].code])


def _incomplete(world: World, place: int) -> None:
    _register(world, place, signed_handler="", signed_dean="", sealed="", paper_on=pd.NaT)
    _found(world, place, "return.incomplete", "paper_on")


def _late(world: World, place: int) -> None:
    day = pd.Timestamp(world.cohort.calendar.return_due + timedelta(days=1))
    _register(world, place, paper_on=day)
    _found(world, place, "return.late", "paper_on")


def _can_be_late(world: World) -> bool:
    return world.as_of > world.cohort.calendar.return_due


def _unsigned(world: World, place: int) -> None:
    _register(world, place, signed_dean="否")
    _found(world, place, "return.unsigned", "signed_dean")


def _unsealed(world: World, place: int) -> None:
    _register(world, place, sealed="")
    _found(world, place, "return.unsealed", "sealed")


def _column_missing(world: World, place: int) -> None:
    """Without the column of confirmations; told where the first student stands."""
    college = world.cohort.colleges[place]
    layout = layouts.returned(world.cohort.name, college.name)
    rows = layouts.select(layout, world.frames["returned"])
    world.put("returned", rows.index, "confirmed", "")
    world.lacking[layout.path] = "confirmed"
    first = rows.index[:1]
    world.found("return.column_missing", source="returned", rows=first, column="confirmed",
                college=[college.code])  # fmt: skip


def _unknown_college(world: World) -> None:
    last = world.frames["handovers"].iloc[-1:]
    rows = world.add("handovers", last.assign(college=_UNKNOWN_COLLEGE))
    world.found("return.stray", source="handovers", rows=rows, column="college")


_OF_COLLEGES: tuple[Callable[[World, int], None], ...] = (
    _missing,
    _unsigned,
    _late,
    _incomplete,
    _unsealed,
    _column_missing,
)


def _register(world: World, place: int, **values: object) -> None:
    for column, value in values.items():
        world.put("handovers", pd.Index([place]), column, value)


def _found(world: World, place: int, rule: str, column: str) -> None:
    code = world.cohort.colleges[place].code
    rows = pd.Index([place])
    world.found(rule, source="handovers", rows=rows, column=column, college=[code])
