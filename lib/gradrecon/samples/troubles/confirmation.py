"""What is wrong with majors, applications and the rows of returned tables."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.samples import story
from gradrecon.samples.troubles.chsi import checked_right
from gradrecon.samples.troubles.groups import (
    anybody,
    asked,
    both,
    citizens,
    not_in,
    once_in,
    spelt_by_rule,
)
from gradrecon.samples.troubles.rows import (
    another_name,
    another_number,
    as_number,
    as_power,
    in_turn,
    plant,
    plant_strangers,
)
from gradrecon.samples.troubles.spelling import unconfirmed
from gradrecon.samples.troubles.trouble import KEYS, Fact, Trouble
from gradrecon.samples.world import NOBODY, World

_UNKNOWN_CODES = ("0899", "0899Z9", "99")
_FILED = np.timedelta64(6, "D")
_returned = once_in("returned")
_without_application = not_in("applications")


# Majors.


def _unknown_code(world: World, who: np.ndarray) -> None:
    codes = in_turn(_UNKNOWN_CODES, len(who))
    plant(world, "roster", who, "major_code", codes, "major.unknown_code")


def _other_major_name(world: World, who: np.ndarray) -> None:
    names = (world.students.loc[who, "major"] + "（方向）").to_numpy()
    plant(world, "roster", who, "major", names, "major.name_differs")


def _english_missing(world: World, who: np.ndarray) -> None:
    plant(world, "returned", who, "major_en", "", "major.english_missing")


def _english_unstated(world: World, who: np.ndarray) -> None:
    _change_english(world, who, "major.english_unstated")


def _english_pending(world: World, who: np.ndarray) -> None:
    _apply(world, who, "专业英文名称", "学院已审")
    _change_english(world, who, "major.english_differs")


def _change_english(world: World, who: np.ndarray, rule: str) -> None:
    english = story.changed_major(world.students.loc[who, "major_en"])
    plant(world, "returned", who, "major_en", english.to_numpy(), rule)


def _with_english(world: World) -> np.ndarray:
    """Students in whose returned row the English name can be seen to differ from the table's."""
    table = world.frames["majors"]
    once = ~table["major_code"].duplicated(keep=False)
    known = table.loc[(table["major_en"] != "") & once, "major_code"]
    listed = world.students["major_code"].isin(known).to_numpy()
    return _returned(world) & listed & _without_application(world)


# Applications.


def _apply(world: World, who: np.ndarray, field: str, states: np.ndarray | str) -> pd.Index:
    """Add an application of each of these students."""
    whole = story.together(world.students.loc[who], world.plan.loc[who])
    filed = whole["submitted"].dt.floor("D") + _FILED
    rows = whole.assign(
        field=field,
        before="见证明材料",
        after="见附件",
        evidence="书面申请",
        state=states,
        filed=filed,
    )
    return world.add("applications", rows)


def _pending(world: World, who: np.ndarray) -> None:
    rows = _apply(world, who, "民族", in_turn(("待提交", "学院已审"), len(who)))
    world.found("info.pending", who, source="applications", rows=rows, column="state")


def _odd_state(world: World, who: np.ndarray) -> None:
    rows = _apply(world, who, "民族", in_turn(("等通知", "放一放"), len(who)))
    world.found("info.unknown_word", who, source="applications", rows=rows, column="state")


def _not_applied(world: World, who: np.ndarray) -> None:
    """Approved, and the record does not follow."""
    rows = _apply(world, who, "民族", "研究生院已批")
    world.found("info.not_applied", who, source="applications", rows=rows, column="after")


def _objection(world: World, who: np.ndarray) -> None:
    rows = _apply(world, who, "图像", in_turn(("待提交", "学院已审"), len(who)))
    world.found("chsi.objection", who, source="applications", rows=rows, column="state")


def _other_name_applies(world: World, who: np.ndarray) -> None:
    names = another_name(world.students.loc[who, "name"])
    _apply_as(world, who, "name", names, "info.name_differs")


def _other_number_applies(world: World, who: np.ndarray) -> None:
    numbers = another_number(world.students.loc[who, "id_no"])
    _apply_as(world, who, "id_no", numbers, "info.number_differs")


def _apply_as(world: World, who: np.ndarray, column: str, values: np.ndarray, rule: str) -> None:
    """Approved applications of these students in which who applies is somebody else."""
    _apply(world, who, "民族", "研究生院已批")
    plant(world, "applications", who, column, values, rule)


def _application_damaged(world: World, who: np.ndarray) -> None:
    """Name and college alone do not say whose it is."""
    rows = _apply(world, who, "民族", "研究生院已批")
    numbers = as_power(world.students.loc[who, "student_no"])
    world.put("applications", rows, "student_no", numbers)
    world.frames["applications"].loc[rows, "who"] = NOBODY
    world.found("info.damaged", source="applications", rows=rows, column="student_no")


def _stranger(source: str, rule: str) -> Trouble:
    def add(world: World, like: np.ndarray) -> None:
        plant_strangers(world, source, like, rule)

    return Trouble(f"stranger in {source}", (rule,), once_in(source), add, Fact.NONE)


# Returned rows.


def _other_name_returned(world: World, who: np.ndarray) -> None:
    names = another_name(world.students.loc[who, "name"])
    plant(world, "returned", who, "name", names, "return.name_differs")


def _other_number_returned(world: World, who: np.ndarray) -> None:
    numbers = another_number(world.students.loc[who, "id_no"])
    plant(world, "returned", who, "id_no", numbers, "return.number_differs")


def _returned_twice(world: World, who: np.ndarray) -> None:
    """A second row of theirs, with another batch."""
    first, rows = world.rows_of("returned", who), world.again("returned", who)
    batch = np.where(rows["batch"] == "冬季", "秋季", "冬季")
    world.add("returned", rows.assign(batch=batch))
    world.found("return.two_rows", who, source="returned", rows=first, column="student_no")


def _signed_how(world: World, who: np.ndarray) -> None:
    plant(world, "returned", who, "confirmed", "口头说过", "return.unknown_word")
    unconfirmed(world, who)


def _returned_damaged(world: World, who: np.ndarray) -> None:
    """Every other one's identity number, else the student number: the other key still holds."""
    ids, numbers = who[::2], who[1::2]
    _ruin(world, ids, "id_no", as_number(world.students.loc[ids, "id_no"]))
    _ruin(world, numbers, "student_no", as_power(world.students.loc[numbers, "student_no"]))


def _ruin(world: World, who: np.ndarray, column: str, values: np.ndarray) -> None:
    plant(world, "returned", who, column, values, "return.damaged")


TROUBLES: tuple[Trouble, ...] = (
    Trouble("major not in the table", ("major.unknown_code",), anybody, _unknown_code, Fact.MAJOR),
    Trouble("other major name", ("major.name_differs",), anybody, _other_major_name, Fact.MAJOR),
    Trouble(
        "no English major", ("major.english_missing",), _returned, _english_missing, Fact.RETURNED
    ),
    Trouble(
        "English major changed",
        ("major.english_unstated",),
        _with_english,
        _english_unstated,
        Fact.RETURNED,
        Fact.MAJOR | Fact.APPLICATION,
    ),
    Trouble(
        "English major applied for",
        ("major.english_differs",),
        _with_english,
        _english_pending,
        Fact.RETURNED | Fact.APPLICATION,
        Fact.MAJOR,
    ),
    Trouble("pending", ("info.pending",), _without_application, _pending, Fact.APPLICATION),
    Trouble(
        "state that nobody knows",
        ("info.unknown_word",),
        _without_application,
        _odd_state,
        Fact.APPLICATION,
    ),
    Trouble(
        "approved and not changed",
        ("info.not_applied",),
        _without_application,
        _not_applied,
        Fact.APPLICATION,
    ),
    Trouble(
        "objection to the picture",
        ("chsi.objection",),
        both(_without_application, checked_right),
        _objection,
        Fact.APPLICATION,
        KEYS | Fact.CHSI | Fact.STUDIO,
    ),
    Trouble(
        "other name on an application",
        ("info.name_differs",),
        both(_without_application, spelt_by_rule),
        _other_name_applies,
        Fact.APPLICATION,
        KEYS,
    ),
    Trouble(
        "other number on an application",
        ("info.number_differs",),
        both(_without_application, citizens),
        _other_number_applies,
        Fact.APPLICATION,
        KEYS,
    ),
    Trouble(
        "damaged application",
        ("info.damaged",),
        _without_application,
        _application_damaged,
        Fact.APPLICATION,
    ),
    _stranger("applications", "info.stray"),
    _stranger("returned", "return.stray"),
    Trouble(
        "other name returned",
        ("return.name_differs",),
        both(_returned, spelt_by_rule),
        _other_name_returned,
        Fact.RETURNED,
        KEYS,
    ),
    Trouble(
        "other number returned",
        ("return.number_differs",),
        both(_returned, citizens),
        _other_number_returned,
        Fact.RETURNED,
        KEYS,
    ),
    Trouble(
        "returned twice",
        ("return.two_rows",),
        _returned,
        _returned_twice,
        Fact.RETURNED,
        KEYS,
    ),
    Trouble(
        "confirmed in odd words",
        ("return.unknown_word", "pinyin.unconfirmed"),
        both(_returned, asked),
        _signed_how,
        Fact.RETURNED | Fact.PINYIN,
    ),
    Trouble(
        "damaged return",
        ("return.damaged",),
        both(_returned, citizens),
        _returned_damaged,
        Fact.RETURNED,
        KEYS,
    ),
)
