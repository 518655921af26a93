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
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon import colleges
from gradrecon.cohort import Cohort
from gradrecon.compare import AGREES, DIFFERS, agreement
from gradrecon.identity import is_masked
from gradrecon.lookup import Owners, positions, take
from gradrecon.meaning import meant
from gradrecon.table import Table
from gradrecon.text import fold_name

BY_STUDENT_NO = "student_no"
BY_ID_NO = "id_no"
BY_EXAM_NO = "exam_no"
BY_NAME = "name_college_"
BY_PERSON = "decision"

# What each link is checked against, beyond the key that made it.
EVIDENCE = ("student_no", "name", "id_no", "college", "sex", "birth_date", "major_code", "major")

# Compared by what they mean, however they are written.
_LABELS = frozenset({"sex", "major"})

# The further field that a name and a college need, the most telling first.
FURTHER = ("birth_date", "major_code", "major")

# Weak rungs: what a proposal rests on, strongest first, and how it is said.
_PROPOSALS = (
    (("id_head",), "证件号前15位相同"),
    (("name_key", "college"), "姓名、学院相同"),
    (("name_key",), "姓名相同"),
)


# Why a row that a person parted from a student is nobody's; that student's 学号 follows.
APART = "经人判定，不是学号 "
_STRAY = ("reason", "proposed", "evidence")
_LINK = ("student", "rung", "agreed", "differed")


@dataclass(frozen=True)
class Matches:
    """Where each usable row of one source went; every frame is indexed by row id.

    `links`: `student` (the place in the students' frame, -1 in a source of colleges or majors),
    `rung`, `agreed`, `differed` (sets of `EVIDENCE` as bits, see `field_names`). `strays`:
    `reason`, `proposed` (a place, -1 for none), `evidence`. `outside`: `student`, rows of
    out-of-scope students. The three are disjoint and together are all usable rows.
    `by_person`: those linked rows that a person linked, as they were as strays. `apart`: those
    strays that a key links and a person parted from that student, as they were as links, with
    `differed` only what the person decided on.
    """

    links: pd.DataFrame
    strays: pd.DataFrame
    outside: pd.DataFrame
    by_person: pd.DataFrame = dataclasses.field(
        default_factory=lambda: pd.DataFrame(columns=list(_STRAY))
    )
    apart: pd.DataFrame = dataclasses.field(
        default_factory=lambda: pd.DataFrame(columns=list(_LINK), dtype="int64")
    )

    @property
    def unkeyed(self) -> pd.DataFrame:
        """The rows that no key links or a person parted, whether or not one linked them since."""
        if self.by_person.empty:
            return self.strays
        return pd.concat([self.strays, self.by_person]).sort_index()


class Register:
    """The students (see `students.students`), indexed by every key that they are looked up by."""

    def __init__(self, students: pd.DataFrame) -> None:
        self.students = students.assign(id_head=students["id_no"].str[:15])
        self._owners: dict[tuple[str, ...], Owners] = {}

    def owner(self, rows: pd.DataFrame, *keys: str) -> np.ndarray:
        """The one student with whom each row shares all those fields; -1 for none or several."""
        if keys not in self._owners:
            self._owners[keys] = Owners(_joined(self.students, keys))
        return self._owners[keys].of(_joined(rows, keys))


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
    students = register.students
    rows = _keyed(table, cohort)
    found, rung, reason = _climb(rows, register)
    refused = _places(None if parted is None else parted["student_no"], rows, students)
    apart = (refused >= 0) & (refused == found)
    links = _links(rows[apart], found[apart], rung[apart], students)
    found[apart] = -1
    reason[apart] = APART + take(students["student_no"], refused, rows.index)[apart]
    nobodys = found < 0
    strays = _strays(rows[nobodys], reason[nobodys], register, table, refused[nobodys])
    given = _places(decided, rows, students)
    by_person = nobodys & (given >= 0)
    found[by_person], rung[by_person] = given[by_person], BY_PERSON
    linked = found >= 0
    claimed = linked[nobodys]
    inside = linked & students["in_scope"].to_numpy()[found]
    outside = linked & ~inside
    return Matches(
        links=_links(rows[inside], found[inside], rung[inside], students),
        strays=strays[~claimed],
        outside=pd.DataFrame({"student": found[outside]}, index=rows.index[outside]),
        by_person=strays[claimed],
        apart=links if parted is None else links.assign(differed=parted["differed"]),
    )


def _places(numbers: pd.Series | None, rows: pd.DataFrame, students: pd.DataFrame) -> np.ndarray:
    """The place of the student whose 学号 somebody gave to each row, -1 for none."""
    if numbers is None:
        return np.full(len(rows), -1)
    return positions(numbers.reindex(rows.index, fill_value=""), students["student_no"])


def _keyed(table: Table, cohort: Cohort) -> pd.DataFrame:
    """The usable rows with the same key columns as the students."""
    rows = table.usable.reindex(
        columns=[*dict.fromkeys((*table.source.names, *EVIDENCE, BY_EXAM_NO, *FURTHER))],
        fill_value="",
    )
    rows["college"] = colleges.resolve(rows["college"], cohort)
    rows["name_key"] = fold_name(rows["name"])
    return rows


def _climb(rows: pd.DataFrame, register: Register) -> tuple[np.ndarray, pd.Series, pd.Series]:
    """For each row the student found (a place, -1 for none), by which rung, and why by none."""
    students = register.students
    by_number = register.owner(rows, "student_no")
    by_id = register.owner(rows, "id_no")
    by_exam = register.owner(rows, "exam_no")
    named = take(students["name_key"], by_number, rows.index) == rows["name_key"]
    torn = (by_number >= 0) & (by_id >= 0) & (by_number != by_id) & ~named.to_numpy()
    keyless = _keyless(rows)
    by_name, name_rung = _by_name(rows[keyless], register)

    found = np.where(by_number >= 0, by_number, by_id)
    rung = pd.Series(np.where(by_number >= 0, BY_STUDENT_NO, BY_ID_NO), rows.index, dtype="str")
    found[keyless], rung[keyless] = by_name, name_rung
    examined = keyless & (by_exam >= 0)
    found[examined], rung[examined] = by_exam[examined], BY_EXAM_NO
    found[torn] = -1
    reason = np.select(
        [torn, ~keyless],
        ["学号与证件号指向不同的学生", "学籍名册中没有此人"],
        "没有可用的学号或证件号，其余信息不足以对应到一人",
    )
    return found, rung, pd.Series(reason, rows.index, dtype="str")


def _keyless(rows: pd.DataFrame) -> np.ndarray:
    """Rows without any usable key: a masked number confirms, it does not identify."""
    no_id = (rows["id_no"] == "") | is_masked(rows["id_no"])
    return ((rows["student_no"] == "") & no_id).to_numpy()


def _by_name(rows: pd.DataFrame, register: Register) -> tuple[np.ndarray, pd.Series]:
    """Name, college and one more field: one student and one row, or nobody."""
    found = np.full(len(rows), -1)
    rung = np.full(len(rows), "", dtype=object)
    for field in FURTHER:
        if (rows[field] == "").all():
            continue
        hits = register.owner(rows, "name_key", "college", field)
        fresh = (found < 0) & (hits >= 0)
        found[fresh], rung[fresh] = hits[fresh], BY_NAME + field
    denied = (
        agreement(rows["id_no"], take(register.students["id_no"], found, rows.index)) == DIFFERS
    )
    claimed_twice = pd.Series(found).duplicated(keep=False).to_numpy()
    found[denied | claimed_twice] = -1
    return found, pd.Series(rung, rows.index, dtype="str")


def _joined(frame: pd.DataFrame, keys: tuple[str, ...]) -> pd.Series:
    """The values of several columns as one key, "" where any of them is blank."""
    joined = frame[keys[0]]
    complete = joined != ""
    for key in keys[1:]:
        joined = joined + "\x1f" + frame[key]
        complete &= frame[key] != ""
    return joined.where(complete, "")


def _links(
    rows: pd.DataFrame, found: np.ndarray, rung: pd.Series, students: pd.DataFrame
) -> pd.DataFrame:
    """The links with their evidence: which fields agree with the roster and which do not."""
    agreed = np.zeros(len(rows), dtype="int64")
    differed = agreed.copy()
    for bit, field in enumerate(EVIDENCE):
        if (rows[field] == "").all():
            continue
        key = "name_key" if field == "name" else field
        seen, known = rows[key], take(students[key], found, rows.index)
        if field in _LABELS:
            seen, known = meant(field, seen), meant(field, known)
        said = agreement(seen, known)
        agreed |= (said == AGREES) << bit
        differed |= (said == DIFFERS) << bit
    return pd.DataFrame(
        {"student": found, "rung": rung, "agreed": agreed, "differed": differed}, index=rows.index
    )


def among(fields: pd.Series, field: str) -> pd.Series:
    """Whether a field is one of those that `agreed` or `differed` stand for."""
    return (fields & (1 << EVIDENCE.index(field))) != 0


def field_names(fields: pd.Series) -> pd.Series:
    """The names of the fields that `agreed` or `differed` stand for, blank-separated."""
    names = [
        " ".join(field for bit, field in enumerate(EVIDENCE) if number >> bit & 1)
        for number in range(1 << len(EVIDENCE))
    ]
    return take(pd.Series(names, dtype="str"), fields.to_numpy(), fields.index)


def _strays(
    rows: pd.DataFrame, reason: pd.Series, register: Register, table: Table, refused: np.ndarray
) -> pd.DataFrame:
    """The strays, each with the one student that weak evidence points to, if any does.

    `refused`: the place of the student whom a person said the row is not; not proposed again.
    """
    proposed = np.full(len(rows), -1)
    evidence = np.full(len(rows), "", dtype=object)
    if len(rows):
        rows = rows.assign(id_head=_heads_of_damaged(rows, table))
        for keys, words in _PROPOSALS:
            hits = register.owner(rows, *keys)
            fresh = (proposed < 0) & (hits >= 0) & (hits != refused)
            proposed[fresh], evidence[fresh] = hits[fresh], words
    return pd.DataFrame(
        {"reason": reason, "proposed": proposed, "evidence": pd.Series(evidence, rows.index, "str")}
    )


def _heads_of_damaged(rows: pd.DataFrame, table: Table) -> pd.Series:
    """The 15 digits that a number stored by Excel keeps: enough to propose, never to join."""
    notes = table.notes
    damaged = notes[notes["damage"] & (notes["column"] == "id_no")].drop_duplicates("id")
    digits = damaged.set_index("id")["came"].str.extract(r"^(\d{15})\d{0,3}", expand=False)
    return digits.reindex(rows.index).fillna("").astype("str")
