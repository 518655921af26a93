"""What is wrong with the pinyin that students submit, and with its confirmation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gradrecon.samples import pools
from gradrecon.samples.naming import Origin
from gradrecon.samples.troubles.groups import (
    Group,
    asked,
    both,
    citizens,
    of_origin,
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

_TO_BE_ASKED = (Origin.DOUBLE, Origin.MINORITY, Origin.OVERSEAS, Origin.FOREIGN)
_READ = {
    character: syllable
    for pool in (pools.GIVEN_MALE, pools.GIVEN_FEMALE, pools.GIVEN_RARE)
    for character, syllable in pools.entries(pool)
}
_COMPOUND = tuple(entry[0] for entry in pools.entries(pools.COMPOUND_SURNAMES))
# People from Hong Kong may have the same characters' reading, though they spell it otherwise.
_ALSO_ABROAD = frozenset(
    read.lower()
    for surname, read, _ in pools.entries(pools.SURNAMES)
    if surname in {entry[0] for entry in pools.entries(pools.OVERSEAS_SURNAMES)}
)
_submitted = once_in("pinyin")


def misread(name: str, spelling: str) -> str:
    """The spelling with one syllable as it is often taken for, "" where none of it ever is."""
    surname = name[:2] if name.startswith(_COMPOUND) else name[:1]
    family, given = spelling.split(" ")
    if surname in pools.MISREAD_SURNAMES:
        return f"{pools.MISREAD_SURNAMES[surname]} {given}"
    syllables = [_READ[character] for character in name[len(surname) :]]
    for place, syllable in enumerate(syllables):
        if syllable in pools.MISHEARD:
            syllables[place] = pools.MISHEARD[syllable]
            return f"{family} {''.join(syllables).capitalize()}"
    return ""


def _misread(world: World, who: np.ndarray) -> np.ndarray:
    people = world.students.loc[who]
    pairs = zip(people["name"], people["pinyin"], strict=True)
    return np.array([misread(name, spelling) for name, spelling in pairs], dtype=object)


def _misreadable(world: World) -> np.ndarray:
    able = np.flatnonzero(spelt_by_rule(world))
    return world.among(able[_misread(world, able) != ""])


def _put(world: World, who: np.ndarray, column: str, values: object, rule: str) -> None:
    plant(world, "pinyin", who, column, values, f"pinyin.{rule}")


def _spell(world: World, who: np.ndarray, spellings: object, rule: str) -> None:
    """Write spellings into the submission and into what the college made of it."""
    _into_returned(world, who, "pinyin", spellings)
    _put(world, who, "pinyin", spellings, rule)


def _into_returned(world: World, who: np.ndarray, column: str, values: object) -> None:
    known = pd.Series(values, index=who, dtype=object)
    frame = world.frames["returned"]
    theirs = frame["who"].isin(who)
    frame.loc[theirs, column] = frame.loc[theirs, "who"].map(known)


# What was sent.


def _blank(world: World, who: np.ndarray) -> None:
    """Every other one sent the form with nothing in it."""
    world.drop("pinyin", world.rows_of("pinyin", who[::2]))
    world.put("pinyin", world.rows_of("pinyin", who[1::2]), "pinyin", "")
    _into_returned(world, who, "pinyin", "")
    world.found("pinyin.blank", who)


def _late(world: World, who: np.ndarray) -> None:
    due = np.datetime64(world.cohort.calendar.pinyin_due, "s")
    _put(world, who, "submitted", np.repeat(due + np.timedelta64(34, "h"), len(who)), "late")


def _by_themselves(world: World) -> np.ndarray:
    """Those who have one submission, their own and not the college's."""
    rows = world.frames["pinyin"]
    own = rows.loc[rows["by_college"] == "", "who"]
    return _submitted(world) & world.among(own.to_numpy())


def _after_due(world: World) -> np.ndarray:
    return _by_themselves(world) & (world.as_of > world.cohort.calendar.pinyin_due)


def _differs(world: World, who: np.ndarray) -> None:
    """After the spelling that they confirmed they sent another, and did not confirm that one."""
    copies = world.again("pinyin", who)
    copies["submitted"] += np.timedelta64(5, "m")
    copies["pinyin"], copies["confirmed"] = _misread(world, who), "否"
    added = world.add("pinyin", copies)
    _into_returned(world, who, "confirmed", "")
    unconfirmed(world, who)
    world.found("pinyin.differs", who, source="pinyin", rows=added, column="pinyin")


def unconfirmed(world: World, who: np.ndarray) -> None:
    """Say so of these students, where the table that came back has a column to confirm in."""
    world.found("pinyin.unconfirmed", who[asked(world)[who]])


def _respelt(world: World, who: np.ndarray) -> None:
    plant(world, "returned", who, "pinyin", _misread(world, who), "pinyin.respelt")
    _into_returned(world, who, "confirmed", "")
    unconfirmed(world, who)


def _contradicted(world: World, who: np.ndarray) -> None:
    plant(world, "returned", who, "pinyin", _misread(world, who), "pinyin.contradicted")


def _format(world: World, who: np.ndarray) -> None:
    looks = (str.upper, str.lower, _solid, _reversed)
    spellings = world.students.loc[who, "pinyin"]
    wrong = [looks[place % len(looks)](spelling) for place, spelling in enumerate(spellings)]
    _spell(world, who, np.array(wrong, dtype=object), "format")


def _solid(spelling: str) -> str:
    return spelling.replace(" ", "")


def _reversed(spelling: str) -> str:
    return " ".join(reversed(spelling.split(" ")))


def _reading(world: World, who: np.ndarray) -> None:
    _spell(world, who, _misread(world, who), "reading")


def _someone_else(world: World, pairs: np.ndarray) -> None:
    who, other = pairs[:, 0], pairs[:, 1]
    _spell(world, who, world.students.loc[other, "pinyin"].to_numpy(), "reading")
    rows = world.rows_of("pinyin", who)
    world.found("pinyin.someone_else", who, source="pinyin", rows=rows, column="pinyin")


def _fellows(world: World, able: np.ndarray) -> np.ndarray:
    """Pairs of a college: one, and one whose reading begins otherwise and is nobody else's."""
    college = world.students["college"].to_numpy()
    able = able[np.argsort(college[able], kind="stable")][: len(able) // 2 * 2]
    one, other = able[::2], able[1::2]
    letters = _letters(world.students["pinyin"])
    surnames = _letters(world.students["pinyin"].str.split(" ").str[0])
    shared = world.students.assign(letters=letters).duplicated(["college", "letters"], keep=False)
    alone = ~shared & ~surnames.isin(_ALSO_ABROAD)
    begun = zip(letters[other], surnames[one], strict=True)
    alike = np.array([whole.startswith(head) for whole, head in begun], dtype=bool)
    good = (college[one] == college[other]) & alone[other].to_numpy() & ~alike
    return world.rng.permutation(np.column_stack([one, other])[good])


def _letters(spellings: pd.Series) -> pd.Series:
    """What is left of a spelling when its looks are put aside."""
    plain = spellings.str.lower().str.replace("ü", "u", regex=False)
    return plain.str.replace("[^a-z]", "", regex=True)


# Whether it is confirmed.


def _unconfirmed(world: World, who: np.ndarray) -> None:
    _take_back(world, who)
    world.found("pinyin.unconfirmed", who)


def _ask(world: World, who: np.ndarray) -> None:
    _unconfirmed(world, who)
    rows = world.rows_of("pinyin", who)
    world.found("pinyin.ask", who, source="pinyin", rows=rows, column="pinyin")


def _filled_how(world: World, who: np.ndarray) -> None:
    _put(world, who, "by_college", "代填", "unknown_word")


def _college_filled(world: World, who: np.ndarray) -> None:
    _take_back(world, who)
    _put(world, who, "by_college", "是", "college_filled")


def _take_back(world: World, who: np.ndarray) -> None:
    world.put("pinyin", world.rows_of("pinyin", who), "confirmed", "否")
    _into_returned(world, who, "confirmed", "否")


def _confirmed(world: World) -> np.ndarray:
    rows = world.frames["pinyin"]
    done = rows.loc[rows["confirmed"] == "是", "who"]
    return _by_themselves(world) & world.among(done.to_numpy())


def _confirmed_again(world: World) -> np.ndarray:
    rows = world.frames["returned"]
    return world.among(rows.loc[rows["confirmed"] == "是", "who"].to_numpy())


_confirmed_misreadable = both(_confirmed, _misreadable)


# Whose row it is.


def _other_name(world: World, who: np.ndarray) -> None:
    _put(world, who, "name", another_name(world.students.loc[who, "name"]), "name_differs")


def _other_number(world: World, who: np.ndarray) -> None:
    _put(world, who, "id_no", another_number(world.students.loc[who, "id_no"]), "number_differs")


def _stranger(world: World, like: np.ndarray) -> None:
    plant_strangers(world, "pinyin", like, "pinyin.stray")


def _damaged(world: World, who: np.ndarray) -> None:
    numbers = as_power(world.students.loc[who, "student_no"])
    _put(world, who, "student_no", numbers, "damaged")


def _of_one(
    name: str,
    rule: str,
    who: Group,
    strike: Callable[[World, np.ndarray], None],
    needs: Fact = Fact.NONE,
) -> Trouble:
    """A trouble of students with one submission that leads to one finding."""
    return Trouble(name, (rule,), both(_submitted, who), strike, Fact.PINYIN, needs)


def _of_return(name: str, strike: Callable[[World, np.ndarray], None], *rules: str) -> Trouble:
    """A trouble of students whose returned row spells otherwise what they confirmed before."""
    who = both(_confirmed_misreadable, once_in("returned"), _confirmed_again)
    return Trouble(name, rules, who, strike, Fact.PINYIN | Fact.RETURNED, Fact.NAME)


TROUBLES: tuple[Trouble, ...] = (
    _of_one("no spelling", "pinyin.blank", _submitted, _blank),
    _of_one("late", "pinyin.late", _after_due, _late),
    Trouble(
        "two spellings",
        ("pinyin.differs", "pinyin.unconfirmed"),
        _confirmed_misreadable,
        _differs,
        Fact.PINYIN,
        Fact.NAME,
    ),
    _of_return("another spelling returned", _respelt, "pinyin.respelt", "pinyin.unconfirmed"),
    _of_return("another spelling confirmed", _contradicted, "pinyin.contradicted"),
    _of_one("other format", "pinyin.format", spelt_by_rule, _format, Fact.NAME),
    _of_one("misread", "pinyin.reading", _misreadable, _reading, Fact.NAME),
    Trouble(
        "somebody else's spelling",
        ("pinyin.reading", "pinyin.someone_else"),
        both(_submitted, spelt_by_rule),
        _someone_else,
        Fact.PINYIN,
        Fact.NAME | Fact.COLLEGE | Fact.STATUS,
        _fellows,
    ),
    Trouble(
        "not asked",
        ("pinyin.ask", "pinyin.unconfirmed"),
        both(_confirmed, of_origin(_TO_BE_ASKED)),
        _ask,
        Fact.PINYIN,
        Fact.NAME,
    ),
    _of_one("not confirmed", "pinyin.unconfirmed", both(_confirmed, spelt_by_rule), _unconfirmed),
    _of_one(
        "filled in by the college",
        "pinyin.college_filled",
        both(_confirmed, spelt_by_rule),
        _college_filled,
    ),
    _of_one("filled in somehow", "pinyin.unknown_word", _by_themselves, _filled_how),
    _of_one("other name on the form", "pinyin.name_differs", spelt_by_rule, _other_name, KEYS),
    _of_one("other number on the form", "pinyin.number_differs", citizens, _other_number, KEYS),
    Trouble("stranger on the form", ("pinyin.stray",), _submitted, _stranger, Fact.NONE),
    _of_one(
        "damaged form",
        "pinyin.damaged",
        _submitted,
        _damaged,
        KEYS | Fact.COLLEGE | Fact.MAJOR,
    ),
)
