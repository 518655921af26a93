"""What is wrong with captures: who came, when, with which code, and whose row it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd

from gradrecon.samples import layouts, story
from gradrecon.samples.slots import slot_starts
from gradrecon.samples.troubles.groups import (
    Group,
    both,
    captured,
    citizens,
    imaged,
    must,
    obliged,
    once_in,
    spelt_by_rule,
)
from gradrecon.samples.troubles.lists import with_image, without_image
from gradrecon.samples.troubles.rows import (
    another_number,
    another_surname,
    as_power,
    in_turn,
    pair_up,
    plant,
    plant_strangers,
)
from gradrecon.samples.troubles.trouble import KEYS, Fact, Trouble
from gradrecon.samples.world import NOBODY, World
from gradrecon.vocabulary import Obligation

_SHOWN = Fact.STUDIO | Fact.CHSI
_HALF_HOUR = 30
_must_captured = both(must, captured)


def _put(world: World, who: np.ndarray, column: str, values: object, rule: str) -> None:
    plant(world, "studio", who, column, values, f"capture.{rule}")


# Who came, and how often.


def _missing(world: World, who: np.ndarray) -> None:
    world.drop("studio", world.rows_of("studio", who))
    chsi = world.frames["chsi"]["who"]
    world.drop("chsi", chsi.index[chsi.isin(who)])
    world.found("capture.missing", who)


def _missing_with_image(world: World, who: np.ndarray) -> None:
    """Never captured before, says Attachment 1, but a picture is on record."""
    _missing(world, who)
    with_image(world, who)
    rows = world.rows_of("must_capture", who)
    world.found("lists.has_image", who, source="must_capture", rows=rows, column="student_no")


def _not_approved(world: World, who: np.ndarray) -> None:
    """Every other one has no picture on record either."""
    without_image(world, who[::2])
    start = slot_starts(world.rng, world.students.loc[who, "college"], world.slots)
    taken = start + np.timedelta64(7, "m")
    whole = story.together(world.students.loc[who], world.plan.loc[who])
    whole = whole.assign(taken=taken, checked=taken)
    rows = world.add("studio", story.studio_rows(whole))
    if world.has("chsi"):
        world.add("chsi", story.chsi_rows(whole, story.end_of(world.as_of)))
    world.found("capture.not_approved", who, source="studio", rows=rows, column="student_no")


def _before_approval(world: World, who: np.ndarray) -> None:
    """Approved on the day after."""
    rows = world.rows_of("studio", who)
    after = world.frames["studio"].loc[rows, "taken"].dt.floor("D") + np.timedelta64(1, "D")
    world.put("approved", world.rows_of("approved", who), "approved_on", after.to_numpy())
    world.found("capture.before_approval", who, source="studio", rows=rows, column="taken")


def _uninvited(world: World) -> np.ndarray:
    over = world.as_of >= world.cohort.calendar.capture_last
    return imaged(world) & over & world.has("studio")


def _twice(world: World, who: np.ndarray) -> None:
    earlier, _ = _captured_again(world, who)
    world.found("capture.twice", who, source="studio", rows=earlier, column="taken")


def _state_unread(world: World, who: np.ndarray) -> None:
    """A further row that says nothing plain of whether a picture was taken."""
    _, added = _captured_again(world, who)
    world.put("studio", added, "state", np.full(len(who), "已登记"))
    world.found("capture.state_unread", who, source="studio", rows=added, column="state")


def _codes_differ(world: World, who: np.ndarray) -> None:
    earlier, added = _captured_again(world, who)
    world.put("studio", added, "code", (world.frames["studio"].loc[added, "code"] + "X").to_numpy())
    world.found("capture.twice", who, source="studio", rows=earlier, column="taken")
    world.found("capture.codes_differ", who, source="studio", rows=earlier, column="code")


def _captured_again(world: World, who: np.ndarray) -> tuple[pd.Index, pd.Index]:
    """A second capture within the same half-hour: the row that stands first, and the added one."""
    first = world.rows_of("studio", who)
    copies = world.again("studio", who)
    early = copies["taken"].dt.minute % _HALF_HOUR < _HALF_HOUR // 2
    copies["taken"] += np.where(early, np.timedelta64(5, "m"), np.timedelta64(-5, "m"))
    added = world.add("studio", copies)
    return pd.Index(np.where(early, first, added)), added


def _code_shared(world: World, pairs: np.ndarray) -> None:
    rows = world.rows_of("studio", pairs.ravel())
    codes = world.frames["studio"].loc[rows[::2], "code"].to_numpy()
    world.put("studio", rows[1::2], "code", codes)
    world.found("capture.code_shared", pairs.ravel(), source="studio", rows=rows, column="code")


def _code_of_stranger(world: World, who: np.ndarray) -> None:
    """A stranger came with the student's code."""
    rows = world.rows_of("studio", who)
    plant_strangers(world, "studio", who, "capture.stray")
    added = world.frames["studio"].index[-len(who) :]
    world.put("studio", added, "code", world.frames["studio"].loc[rows, "code"].to_numpy())
    world.found("capture.code_shared", who, source="studio", rows=rows, column="code")


# When and how.


def _outside_slot(world: World, who: np.ndarray) -> None:
    """In another college's half-hour."""
    times = np.unique(world.slots["start"].to_numpy())
    own = world.slots.groupby("college")["start"]
    foreign = {code: np.setdiff1d(times, group.to_numpy()) for code, group in own}
    taken = [world.rng.choice(foreign[code]) for code in world.students.loc[who, "college"]]
    _put(world, who, "taken", np.array(taken) + np.timedelta64(10, "m"), "outside_slot")


def _in_slot(world: World) -> np.ndarray:
    """Those who came in time, where other times than their college's exist."""
    counts = world.slots.groupby("college")["start"].nunique()
    some = world.students["college"].map(counts) < world.slots["start"].nunique()
    return _on_masked_list(world) & some.to_numpy()


def _outside_hours(world: World, who: np.ndarray) -> None:
    """In the evening, after the studio has shut."""
    rows = world.rows_of("studio", who)
    evening = world.frames["studio"].loc[rows, "taken"].dt.floor("D") + np.timedelta64(20, "h")
    _put(world, who, "taken", evening.to_numpy(), "outside_hours")


def _time_unread(world: World, who: np.ndarray) -> None:
    """Without the time of capture; found once a file, where the first such row stands."""
    world.put("studio", world.rows_of("studio", who), "taken", pd.NaT)
    for layout in (layouts.STUDIO_DAYS, layouts.STUDIO_MAKEUP):
        rows = layouts.select(layout, world.frames["studio"])
        blank = rows.index[rows["taken"].isna()][:1]
        world.found("capture.time_unread", source="studio", rows=blank, column="taken")


def _closed_day(world: World, who: np.ndarray) -> None:
    rows = world.rows_of("studio", who)
    world.put("studio", rows, "makeup", "是")
    world.put("studio", rows, "paper_photo", "是")
    days = np.resize(np.array(_closed_days(world), dtype="datetime64[s]"), len(who))
    _put(world, who, "taken", days + np.timedelta64(10, "h"), "closed_day")


def _on_closed_days(world: World) -> np.ndarray:
    return _must_captured(world) & bool(_closed_days(world))


def _closed_days(world: World) -> list[np.datetime64]:
    """The days so far, after capture, on which the studio is shut."""
    calendar = world.cohort.calendar
    after = calendar.capture_last + timedelta(days=1)
    last = min(world.as_of, calendar.makeup_due)
    days = [after + timedelta(days=ahead) for ahead in range((last - after).days + 1)]
    return [np.datetime64(day) for day in days if not world.cohort.studio.is_open(day)]


def _on_masked_list(world: World) -> np.ndarray:
    """Those who must, on the list of capture days: it shows no number in full to link by."""
    return _must_captured(world) & ~world.plan["makeup"].to_numpy()


def _fee(world: World, who: np.ndarray) -> None:
    _put(world, who, "fee", in_turn(("25", "0", "40"), len(who)), "fee")


def _paper_photo(world: World, who: np.ndarray) -> None:
    _put(world, who, "paper_photo", in_turn(("否", ""), len(who)), "paper_photo")


def _odd_word(world: World, who: np.ndarray) -> None:
    _put(world, who, "paper_photo", in_turn(("在路上", "见信封"), len(who)), "unknown_word")


def _at_capture(world: World) -> np.ndarray:
    return captured(world) & ~world.plan["makeup"].to_numpy()


def _at_makeup(world: World) -> np.ndarray:
    return captured(world) & world.plan["makeup"].to_numpy()


# Whose row it is.


def _other_name(world: World, who: np.ndarray) -> None:
    _put(world, who, "name", another_surname(world.students.loc[who, "name"]), "name_differs")


def _other_number(world: World, who: np.ndarray) -> None:
    _put(world, who, "id_no", another_number(world.students.loc[who, "id_no"]), "number_differs")


def _stranger(world: World, like: np.ndarray) -> None:
    plant_strangers(world, "studio", like, "capture.stray")


def _mistyped(world: World, who: np.ndarray) -> None:
    _lose(world, who, world.new_numbers(len(who)), "capture.stray")


def _damaged(world: World, who: np.ndarray) -> None:
    _lose(world, who, as_power(world.students.loc[who, "student_no"]), "capture.damaged")


def _lose(world: World, who: np.ndarray, numbers: np.ndarray, rule: str) -> None:
    """Rows that can no longer be told to be these students': they are as if not captured."""
    rows = world.rows_of("studio", who)
    world.put("studio", rows, "student_no", numbers)
    world.frames["studio"].loc[rows, "who"] = NOBODY
    world.found(rule, source="studio", rows=rows, column="student_no")
    _without_record(world, who)


def _unrecorded(world: World, who: np.ndarray) -> None:
    world.drop("studio", world.rows_of("studio", who))
    _without_record(world, who)


def _without_record(world: World, who: np.ndarray) -> None:
    """What is found of students whom CHSI may show, but no row of the studio."""
    world.found("capture.missing", who)
    shown = who[world.with_rows("chsi")[who]]
    rows = world.rows_of("chsi", shown)
    world.found("chsi.image_without_capture", shown, source="chsi", rows=rows, column="word")


def _of_one(
    name: str,
    rule: str,
    who: Group,
    strike: Callable[[World, np.ndarray], None],
    needs: Fact = Fact.NONE,
) -> Trouble:
    """A trouble that shows in the studio's row and nowhere else."""
    return Trouble(name, (rule,), who, strike, Fact.STUDIO, needs)


_LOST = ("capture.missing", "chsi.image_without_capture")

TROUBLES: tuple[Trouble, ...] = (
    Trouble("not captured", ("capture.missing",), _must_captured, _missing, _SHOWN, Fact.LIST),
    Trouble(
        "not captured, with a picture",
        ("lists.has_image", "capture.missing"),
        _must_captured,
        _missing_with_image,
        Fact.LIST | _SHOWN,
        Fact.NUMBER,
    ),
    Trouble(
        "not approved",
        ("capture.not_approved",),
        _uninvited,
        _not_approved,
        Fact.LIST | _SHOWN,
        Fact.COLLEGE,
    ),
    Trouble(
        "approved too late",
        ("capture.before_approval",),
        both(obliged(Obligation.APPROVED), captured),
        _before_approval,
        Fact.LIST,
        Fact.STUDIO,
    ),
    _of_one("captured twice", "capture.twice", captured, _twice),
    _of_one("unknown state at the studio", "capture.state_unread", captured, _state_unread),
    Trouble(
        "two codes",
        ("capture.twice", "capture.codes_differ"),
        captured,
        _codes_differ,
        Fact.STUDIO,
    ),
    Trouble(
        "one code for two",
        ("capture.code_shared",),
        captured,
        _code_shared,
        Fact.STUDIO,
        pairs=pair_up,
    ),
    Trouble(
        "one code for a student and a stranger",
        ("capture.code_shared", "capture.stray"),
        captured,
        _code_of_stranger,
        Fact.STUDIO,
    ),
    _of_one("outside the slot", "capture.outside_slot", _in_slot, _outside_slot, Fact.COLLEGE),
    _of_one("outside the hours", "capture.outside_hours", _at_makeup, _outside_hours),
    _of_one("no time of capture", "capture.time_unread", _at_capture, _time_unread),
    _of_one("closed day", "capture.closed_day", _on_closed_days, _closed_day),
    _of_one("other fee", "capture.fee", captured, _fee),
    _of_one("odd word for the photo", "capture.unknown_word", _at_capture, _odd_word),
    _of_one("no paper photo", "capture.paper_photo", _at_makeup, _paper_photo),
    _of_one(
        "other name at the studio",
        "capture.name_differs",
        both(captured, spelt_by_rule),
        _other_name,
        KEYS,
    ),
    _of_one(
        "other number at the studio",
        "capture.number_differs",
        both(captured, citizens),
        _other_number,
        KEYS,
    ),
    Trouble("stranger at the studio", ("capture.stray",), captured, _stranger, Fact.NONE),
    Trouble(
        "mistyped at the studio",
        ("capture.stray", *_LOST),
        _on_masked_list,
        _mistyped,
        _SHOWN,
        Fact.LIST,
    ),
    Trouble(
        "damaged at the studio",
        ("capture.damaged", *_LOST),
        _on_masked_list,
        _damaged,
        _SHOWN,
        Fact.LIST,
    ),
    Trouble(
        "capture not recorded",
        _LOST,
        both(_must_captured, once_in("chsi")),
        _unrecorded,
        _SHOWN,
        Fact.LIST,
    ),
)
