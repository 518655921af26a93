"""What is wrong in the roster itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.samples import documents
from gradrecon.samples.troubles.groups import (
    Group,
    anybody,
    both,
    citizens,
    in_large_college,
    masters,
    spelt_by_rule,
)
from gradrecon.samples.troubles.rows import as_number, as_power, in_turn, pair_up, plant
from gradrecon.samples.troubles.trouble import FILES, ROSTER, Fact, Trouble
from gradrecon.samples.world import NOBODY, World

_UNKNOWN_COLLEGES = ("未来技术研究院", "医学中心（筹）", "先进交叉院")
_UNKNOWN_MAJORS = ("0812-3", "A812", "专硕08")
_FACES = ("身份核验未通过", "身份核验不确定", "身份核验异常")
_ODD_STATES = ("在读", "其他")
_DEFERRED = ("延期毕业", "休学一年", "2024年12月退学")
_CHANGES = ("曾用名见档案", "2023年转专业", "原学号已停用")
_STATES = ("休学", "暂缓注册", "待注册")
# What old systems leave of a character that they do not hold.
_RUINS = ("?", "□", "\ue863", "(石羡)")


def _put(world: World, who: np.ndarray, column: str, values: object, rule: str) -> None:
    plant(world, "roster", who, column, values, f"roster.{rule}")


def _duplicate_no(world: World, who: np.ndarray) -> None:
    first = world.rows_of("roster", who)
    world.add("roster", world.again("roster", who))
    world.found("roster.duplicate_no", who, source="roster", rows=first, column="student_no")


def _duplicate_id(world: World, pairs: np.ndarray) -> None:
    wrong, right = pairs[:, 0], pairs[:, 1]
    own, other = world.students.loc[wrong], world.students.loc[right]
    world.put_everywhere(wrong, "id_no", other["id_no"].to_numpy())
    _at_id(world, "roster.duplicate_id", pairs.ravel(), "id_no")
    for column in ("birth_date", "sex"):
        differs = own[column].to_numpy() != other[column].to_numpy()
        rule = f"roster.{column.removesuffix('_date')}_differs"
        _at_id(world, rule, wrong[differs], column)


def _at_id(world: World, rule: str, who: np.ndarray, column: str) -> None:
    world.found(rule, who, source="roster", rows=world.rows_of("roster", who), column=column)


def _id_check(world: World, who: np.ndarray) -> None:
    wrong = documents.with_wrong_check(world.students.loc[who, "id_no"].to_numpy())
    world.put_everywhere(who, "id_no", wrong)
    _at_id(world, "roster.id_check", who, "id_no")


def _id_shape(world: World, who: np.ndarray) -> None:
    """In turn the number of 15 digits of old, one cut short, and one that ends in a letter."""
    ids = world.students.loc[who, "id_no"]
    old, short = ids.str[:6] + ids.str[8:17], ids.str[:16]
    turn = np.arange(len(who)) % 3
    wrong = np.select([turn == 0, turn == 1], [old, short], short + "O")
    world.put_everywhere(who, "id_no", wrong)
    _at_id(world, "roster.id_shape", who, "id_no")


def _birth_differs(world: World, who: np.ndarray) -> None:
    births = world.students.loc[who, "birth_date"] + pd.Timedelta(days=31)
    _put(world, who, "birth_date", births.to_numpy(), "birth_differs")


def _sex_differs(world: World, who: np.ndarray) -> None:
    other = world.students.loc[who, "sex"].map({"男": "女", "女": "男"})
    _put(world, who, "sex", other.to_numpy(), "sex_differs")


def _damaged_id(world: World, who: np.ndarray) -> None:
    _put(world, who, "id_no", as_number(world.students.loc[who, "id_no"]), "damaged")


def _damaged_number(world: World, who: np.ndarray) -> None:
    """The row cannot be used, so nobody in the roster owns what the other files say."""
    rows = world.rows_of("roster", who)
    world.put("roster", rows, "student_no", as_power(world.students.loc[who, "student_no"]))
    world.found("roster.damaged", source="roster", rows=rows, column="student_no")
    for source, chapter in _CHAPTERS.items():
        frame = world.frames[source]
        orphans = frame.index[frame["who"].isin(who)]
        frame.loc[orphans, "who"] = NOBODY
        world.found(f"{chapter}.stray", source=source, rows=orphans, column="student_no")
    world.frames["roster"].loc[rows, "who"] = NOBODY


_CHAPTERS = {
    "must_capture": "lists",
    "recapture": "lists",
    "approved": "lists",
    "images": "lists",
    "studio": "capture",
    "chsi": "chsi",
    "pinyin": "pinyin",
    "applications": "info",
    "returned": "return",
}


def _name_damaged(world: World, who: np.ndarray) -> None:
    names = world.students.loc[who, "name"].str[:-1].to_numpy().astype(object)
    world.put_everywhere(who, "name", names + in_turn(_RUINS, len(who)))
    _at_id(world, "roster.name_damaged", who, "name")


def _unknown_college(world: World, who: np.ndarray) -> None:
    _put(world, who, "college", in_turn(_UNKNOWN_COLLEGES, len(who)), "unknown_college")
    world.students.loc[who, "college"] = ""


def _missing_college(world: World, who: np.ndarray) -> None:
    _put(world, who, "college", "", "missing_field")
    world.students.loc[who, "college"] = ""


def _unknown_major(world: World, who: np.ndarray) -> None:
    _put(world, who, "major_code", in_turn(_UNKNOWN_MAJORS, len(who)), "unknown_major")


def _missing(column: str, fact: Fact, who: Group) -> Trouble:
    def blank(world: World, struck: np.ndarray) -> None:
        nothing = pd.NaT if column == "birth_date" else ""
        _put(world, struck, column, nothing, "missing_field")

    return Trouble(f"{column} missing", ("roster.missing_field",), who, blank, fact)


def _major_damaged(world: World, who: np.ndarray) -> None:
    _put(world, who, "major_code", "7.10E+03", "damaged")


def _single(world: World, who: np.ndarray) -> None:
    _put(world, who, "certificates", "单证", "single_certificate")


def _not_registered(world: World, who: np.ndarray) -> None:
    _put(world, who, "status", in_turn(_STATES, len(who)), "not_registered")


def _unknown_word(world: World, who: np.ndarray) -> None:
    """Every other one's certificates, else the 学籍."""
    _put(world, who[::2], "status", in_turn(_ODD_STATES, len(who[::2])), "unknown_word")
    _put(world, who[1::2], "certificates", "双学位", "unknown_word")


def _deferred(world: World, who: np.ndarray) -> None:
    _put(world, who, "remark", in_turn(_DEFERRED, len(who)), "not_now")


def _next_year(world: World, who: np.ndarray) -> None:
    days = world.students.loc[who, "graduation"] + pd.DateOffset(years=1)
    _put(world, who, "graduation", days.to_numpy(), "not_now")


def _changed(world: World, who: np.ndarray) -> None:
    _put(world, who, "remark", in_turn(_CHANGES, len(who)), "changed")


def _face_check(world: World, who: np.ndarray) -> None:
    _put(world, who, "remark", in_turn(_FACES, len(who)), "face_check")


_STRAYS = tuple(f"{chapter}.stray" for chapter in dict.fromkeys(_CHAPTERS.values()))

TROUBLES: tuple[Trouble, ...] = (
    Trouble("number twice", ("roster.duplicate_no",), anybody, _duplicate_no, ROSTER),
    Trouble(
        "somebody else's ID",
        ("roster.duplicate_id", "roster.birth_differs", "roster.sex_differs"),
        both(masters, citizens),
        _duplicate_id,
        Fact.ID | Fact.BIRTH | Fact.SEX,
        Fact.NAME,
        pair_up,
    ),
    Trouble("wrong check digit", ("roster.id_check",), citizens, _id_check, Fact.ID),
    Trouble("ID of no known shape", ("roster.id_shape",), citizens, _id_shape, Fact.ID),
    Trouble(
        "other birth date", ("roster.birth_differs",), citizens, _birth_differs, Fact.BIRTH, Fact.ID
    ),
    Trouble("other sex", ("roster.sex_differs",), citizens, _sex_differs, Fact.SEX, Fact.ID),
    Trouble("ID as number", ("roster.damaged",), both(masters, citizens), _damaged_id, Fact.ID),
    Trouble("major as number", ("roster.damaged",), anybody, _major_damaged, Fact.MAJOR),
    Trouble(
        "student number as power",
        ("roster.damaged", *_STRAYS),
        anybody,
        _damaged_number,
        ROSTER | FILES,
    ),
    _missing("id_no", Fact.ID, masters),
    _missing("sex", Fact.SEX, anybody),
    _missing("birth_date", Fact.BIRTH, anybody),
    _missing("major_code", Fact.MAJOR, anybody),
    Trouble(
        "college missing",
        ("roster.missing_field",),
        in_large_college,
        _missing_college,
        Fact.COLLEGE,
    ),
    Trouble(
        "unknown college", ("roster.unknown_college",), anybody, _unknown_college, Fact.COLLEGE
    ),
    Trouble("unknown major", ("roster.unknown_major",), anybody, _unknown_major, Fact.MAJOR),
    Trouble("single certificate", ("roster.single_certificate",), anybody, _single, ROSTER | FILES),
    Trouble("not registered", ("roster.not_registered",), anybody, _not_registered, Fact.STATUS),
    Trouble(
        "damaged name",
        ("roster.name_damaged",),
        spelt_by_rule,
        _name_damaged,
        Fact.NAME | Fact.PINYIN,
    ),
    Trouble(
        "word that nobody knows", ("roster.unknown_word",), anybody, _unknown_word, Fact.STATUS
    ),
    Trouble("deferred", ("roster.not_now",), anybody, _deferred, Fact.REMARK),
    Trouble("graduates next year", ("roster.not_now",), anybody, _next_year, Fact.REMARK),
    Trouble("changed", ("roster.changed",), anybody, _changed, Fact.REMARK),
    Trouble("face check", ("roster.face_check",), anybody, _face_check, Fact.REMARK),
)
