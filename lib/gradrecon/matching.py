"""Whose is each row: a ladder of exact keys, one-to-one or refused.

The rungs, strongest first:

1. `student_no`: the 学号 is in the roster.
2. `id_no`: the full 证件号 is one roster student's, and no other's.
3. `exam_no`: the 考生号 is one roster student's, and no other's, where neither of those is told.
4. `name_college_…`: name, college and one more field together are one student's, claimed by
   one row only; tried only where the row has no usable 学号, 证件号 or 考生号 at all.

A row whose 学号 is one student's while its 证件号 and name are another's is refused. What no
rung links is a stray; weaker evidence may propose a student for it, and a person decides
(laws 3 and 4). Nothing here scores: each link can be read out as a sentence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd
import pyarrow as pa

from gradrecon import colleges
from gradrecon.arrow import blank, category, coded, is_blank, texts
from gradrecon.cohort import Cohort
from gradrecon.compare import AGREES, DIFFERS, Fold, agreement
from gradrecon.identity import is_masked
from gradrecon.keys import Known
from gradrecon.lookup import choose, owner_among, positions, take
from gradrecon.meaning import meant
from gradrecon.rows import Rows
from gradrecon.table import Table
from gradrecon.text import fold_name

BY_STUDENT_NO = "student_no"
BY_ID_NO = "id_no"
BY_EXAM_NO = "exam_no"
BY_NAME = "name_college_"
BY_PERSON = "decision"
OF_COLLEGE, OF_MAJOR = "college", "major_code"

# What each link is checked against, beyond the key that made it.
EVIDENCE = ("student_no", "name", "id_no", "college", "sex", "birth_date", "major_code", "major")

# How two ways of writing a field are made one; all others are compared as they stand.
_FOLDS: Mapping[str, Fold] = {
    "name": fold_name,
    "sex": partial(meant, "sex"),
    "major": partial(meant, "major"),
}

# The further field that a name and a college need, the most telling first.
FURTHER = ("birth_date", "major_code", "major")

# What links a row; in sources of colleges and majors it is the code of one.
_RUNGS = (
    *(BY_STUDENT_NO, BY_ID_NO, BY_EXAM_NO),
    *(BY_NAME + field for field in FURTHER),
    *(BY_PERSON, OF_COLLEGE, OF_MAJOR),
)
_KEYS = (*EVIDENCE, BY_EXAM_NO, *FURTHER)

# Why a row is nobody's.
_TORN = "学号与证件号指向不同的学生"
_UNKNOWN = "学籍名册中没有此人"
_KEYLESS = "没有可用的学号或证件号，其余信息不足以对应到一人"

# Weak rungs: what a proposal rests on, strongest first, and how it is said.
_PROPOSALS = (
    (("id_head",), "证件号前15位相同"),
    (("name_key", "college"), "姓名、学院相同"),
    (("name_key",), "姓名相同"),
)


# Why a row that a person parted from a student is nobody's; that student's 学号 follows.
APART = "经人判定，不是学号 "
_NO_STRAYS = pd.DataFrame(columns=["reason", "proposed", "evidence"], dtype="str").astype(
    {"proposed": "int64"}
)
_NO_LINKS = pd.DataFrame(columns=["student", "rung", "agreed", "differed"], dtype="int64")


@dataclass(frozen=True)
class Matches:
    """Where each usable row of one source went; every frame is indexed by row id.

    `links`: `student` (the place in the students' frame, -1 in a source of colleges or majors),
    `rung`, `agreed`, `differed` (numbers, see `rung_names` and `field_names`). `strays`: `reason`,
    `proposed` (a place, -1 for none), `evidence`. `outside`: `student`, rows of
    out-of-scope students. The three are disjoint and together are all usable rows.
    `by_person`: those linked rows that a person linked, as they were as strays. `apart`: those
    strays that a key links and a person parted from that student, as they were as links, with
    `differed` only what the person decided on.
    """

    links: pd.DataFrame
    strays: pd.DataFrame
    outside: pd.DataFrame
    by_person: pd.DataFrame = dataclasses.field(default_factory=lambda: _NO_STRAYS)
    apart: pd.DataFrame = dataclasses.field(default_factory=lambda: _NO_LINKS)

    @property
    def unkeyed(self) -> pd.DataFrame:
        """The rows that no key links or a person parted, whether or not one linked them since."""
        if self.by_person.empty:
            return self.strays
        return pd.concat([self.strays, self.by_person]).sort_index()


class Register:
    """The students (see `students.students`), sought by every key that they are known by."""

    def __init__(self, students: pd.DataFrame) -> None:
        self.students = students
        self._numbers = Known(texts(students["student_no"]))

    def by_number(self, rows: Rows) -> np.ndarray:
        """The student of each row's 学号; -1 for none."""
        return self._numbers.positions(texts(rows["student_no"]))

    def owner(self, rows: Rows, *keys: str) -> np.ndarray:
        """The one student with whom each row shares all those fields; -1 for none or several."""
        return owner_among([texts(rows[key]) for key in keys], [self._known(key) for key in keys])

    def _known(self, key: str) -> pa.Array:
        return self._id_heads if key == "id_head" else texts(self.students[key])

    @cached_property
    def _id_heads(self) -> pa.Array:
        return texts(self.students["id_no"].str[:15])


def match(
    table: Table,
    register: Register,
    cohort: Cohort,
    decided: pd.Series | None = None,
    parted: pd.DataFrame | None = None,
) -> Matches:
    """Where each usable row of a source of students goes.

    `decided` maps row ids to the 学号 that a person linked the row to; it counts for rows that
    no key links. `parted`, by row id: the `student_no` that a person said the row is not, though
    a key links it, and `differed`, the fields (as bits) on which that was said.
    """
    if table.rows.empty:
        return Matches(_NO_LINKS, _NO_STRAYS, _NO_LINKS[["student"]])
    students = register.students
    rows = _keyed(table, cohort)
    found, rung, torn = _climb(rows, register)
    refused = _places(None if parted is None else parted["student_no"], rows, students)
    apart = (refused >= 0) & (refused == found)
    links = _NO_LINKS
    if parted is not None and apart.any():
        links = _links(rows[apart], found[apart], rung[apart], students)
        links = links.assign(differed=parted["differed"])
    found[apart] = -1
    nobodys = found < 0
    strays = _strays(rows[nobodys], torn[nobodys], register, table, refused[nobodys])
    if len(links):
        not_his = take(students["student_no"], refused[apart], links.index)
        strays.loc[links.index, "reason"] = APART + not_his
    given = _places(decided, rows, students)
    by_person = nobodys & (given >= 0)
    found[by_person], rung[by_person] = given[by_person], rung_number(BY_PERSON)
    linked = found >= 0
    claimed = linked[nobodys]
    inside = linked & students["in_scope"].to_numpy()[found]
    outside = linked & ~inside
    evidence = _links(rows, np.where(inside, found, -1), rung, students)
    return Matches(
        links=evidence if inside.all() else evidence[inside],
        strays=strays[~claimed],
        outside=pd.DataFrame({"student": found[outside]}, index=rows.index[outside]),
        by_person=strays[claimed],
        apart=links,
    )


def _places(numbers: pd.Series | None, rows: Rows, students: pd.DataFrame) -> np.ndarray:
    """The place of the student whose 学号 somebody gave to each row, -1 for none."""
    if numbers is None:
        return np.full(len(rows), -1)
    return positions(numbers.reindex(rows.index, fill_value=""), students["student_no"])


def _keyed(table: Table, cohort: Cohort) -> Rows:
    """The usable rows with every column that students are known by."""
    rows, nothing = table.rows, blank(table.rows.index)
    rows = rows.assign(**{name: nothing for name in _KEYS if name not in rows})
    rows = rows.assign(college=colleges.resolve(rows["college"], cohort))
    return Rows(rows, table.usable_places)


def _climb(rows: Rows, register: Register) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each row the student found (a place, -1 for none), by which rung, and if it is torn."""
    found = register.by_number(rows)
    rung = np.where(found >= 0, rung_number(BY_STUDENT_NO), rung_number(BY_ID_NO))
    known = take(register.students["id_no"], found, rows.index)
    numbered = _numbered(rows)
    unlike = numbered & (rows["id_no"] != known).to_numpy()
    by_id = np.full(len(rows), -1)
    by_id[unlike] = register.owner(rows[unlike], "id_no")
    torn = (found >= 0) & (by_id >= 0)
    torn[torn] = ~_named(rows[torn], found[torn], register)
    found = np.where(found >= 0, found, by_id)
    keyless = (found < 0) & (rows["student_no"] == "").to_numpy() & ~numbered
    if keyless.any():
        found[keyless], rung[keyless] = _otherwise(_with_name_key(rows[keyless]), register)
    found[torn] = -1
    return found, rung, torn


def _numbered(rows: Rows) -> np.ndarray:
    """Rows with a full 证件号: a masked number confirms, it does not identify."""
    return ((rows["id_no"] != "") & ~is_masked(rows["id_no"])).to_numpy()


def _named(rows: Rows, found: np.ndarray, register: Register) -> np.ndarray:
    """Whether each row bears the name of the student found."""
    known = take(register.students["name_key"], found, rows.index)
    return (known == fold_name(rows["name"])).to_numpy()


def _with_name_key(rows: Rows) -> Rows:
    return rows.assign(name_key=fold_name(rows["name"]))


def _otherwise(rows: Rows, register: Register) -> tuple[np.ndarray, np.ndarray]:
    """The student of each row without a usable 学号 or 证件号, and by which rung."""
    found, rung = _by_name(rows, register)
    by_exam = register.owner(rows, BY_EXAM_NO)
    examined = by_exam >= 0
    found[examined], rung[examined] = by_exam[examined], rung_number(BY_EXAM_NO)
    return found, rung


def _by_name(rows: Rows, register: Register) -> tuple[np.ndarray, np.ndarray]:
    """Name, college and one more field: one student and one row, or nobody."""
    found = np.full(len(rows), -1)
    rung = np.zeros(len(rows), dtype="int8")
    for field in FURTHER:
        if is_blank(rows[field]):
            continue
        hits = register.owner(rows, "name_key", "college", field)
        fresh = (found < 0) & (hits >= 0)
        found[fresh], rung[fresh] = hits[fresh], rung_number(BY_NAME + field)
    denied = (
        agreement(rows["id_no"], take(register.students["id_no"], found, rows.index)) == DIFFERS
    )
    claimed_twice = pd.Series(found).duplicated(keep=False).to_numpy()
    found[denied | claimed_twice] = -1
    return found, rung


def _links(rows: Rows, found: np.ndarray, rung: np.ndarray, students: pd.DataFrame) -> pd.DataFrame:
    """The links with their evidence: which fields agree with the roster and which do not.

    Of a row that nobody was found for there is none.
    """
    agreed = np.zeros(len(rows), dtype=_BITS)
    differed = agreed.copy()
    for bit, field in enumerate(EVIDENCE):
        if is_blank(rows[field]):
            continue
        known = take(students[field], found, rows.index)
        said = agreement(rows[field], known, _FOLDS.get(field))
        agreed[said == AGREES] |= 1 << bit
        differed[said == DIFFERS] |= 1 << bit
    columns = {"student": found, "rung": rung, "agreed": agreed, "differed": differed}
    return pd.DataFrame(columns, index=rows.index)


def among(fields: pd.Series, field: str) -> pd.Series:
    """Whether a field is one of those that `agreed` or `differed` stand for."""
    return (fields & (1 << EVIDENCE.index(field))) != 0


def rung_number(rung: str) -> np.int8:
    """The number that stands for a rung in `Matches.links`."""
    return np.int8(_RUNGS.index(rung))


def rung_names(numbers: pd.Series) -> pd.Series:
    """The rungs that numbers stand for, as categories."""
    return category(numbers.to_numpy(), _RUNGS, numbers.index)


def field_names(fields: pd.Series) -> pd.Series:
    """The names of the fields that `agreed` or `differed` stand for, as categories."""
    return category(fields.to_numpy(), _SETS_OF_FIELDS, fields.index)


# The fields that each number stands for, and what holds every such number.
_BITS = "int16"
_SETS_OF_FIELDS = [
    " ".join(field for bit, field in enumerate(EVIDENCE) if number >> bit & 1)
    for number in range(1 << len(EVIDENCE))
]


def _strays(
    rows: Rows, torn: np.ndarray, register: Register, table: Table, refused: np.ndarray
) -> pd.DataFrame:
    """The strays, each with the one student that weak evidence points to, if any does.

    `refused`: the place of the student whom a person said the row is not; not proposed again.
    """
    proposed = np.full(len(rows), -1)
    evidence = np.zeros(len(rows), dtype="int8")
    keyed = ((rows["student_no"] != "") | _numbered(rows)).to_numpy()
    if len(rows):
        sought = _with_name_key(rows).assign(id_head=_heads_of_damaged(rows, table))
        for code, (keys, _) in enumerate(_PROPOSALS, 1):
            hits = register.owner(sought, *keys)
            fresh = (proposed < 0) & (hits >= 0) & (hits != refused)
            proposed[fresh], evidence[fresh] = hits[fresh], code
    return pd.DataFrame(
        {
            "reason": choose([(torn, _TORN), (keyed, _UNKNOWN)], _KEYLESS, rows.index),
            "proposed": proposed,
            "evidence": coded(evidence, ("", *(words for _, words in _PROPOSALS)), rows.index),
        }
    )


def _heads_of_damaged(rows: Rows, table: Table) -> pd.Series:
    """The 15 digits that a number stored by Excel keeps: enough to propose, never to join."""
    notes = table.notes
    damaged = notes[notes["damage"] & (notes["column"] == "id_no")].drop_duplicates("id")
    if damaged.empty:
        return blank(rows.index)
    digits = damaged.set_index("id")["came"].str.extract(r"^(\d{15})\d{0,3}", expand=False)
    return digits.reindex(rows.index).fillna("").astype("str")
