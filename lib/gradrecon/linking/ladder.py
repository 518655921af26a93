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

import numpy as np
import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.arrow import blank, is_blank
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import positions, take
from gradrecon.linking.evidence import (
    BY_EXAM_NO,
    BY_ID_NO,
    BY_NAME,
    BY_PERSON,
    BY_STUDENT_NO,
    EVIDENCE,
    FURTHER,
    links_with_evidence,
    rung_number,
)
from gradrecon.linking.matches import NO_LINKS, NO_STRAYS, Matches
from gradrecon.linking.proposals import strays_with_proposals
from gradrecon.linking.register import Register, has_full_number, with_name_key
from gradrecon.sources.table import Table
from gradrecon.values.agreement import DIFFERS, agreement
from gradrecon.values.folding import fold_name

_KEYS = (*EVIDENCE, BY_EXAM_NO, *FURTHER)


# Why a row that a person parted from a student is nobody's; that student's 学号 follows.
APART = "经人判定，不是学号 "


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
        return Matches(NO_LINKS, NO_STRAYS, NO_LINKS[["student"]])
    students = register.students
    rows = _keyed(table, cohort)
    found, rung, torn = _climb(rows, register)
    refused = _places(None if parted is None else parted["student_no"], rows, students)
    apart = (refused >= 0) & (refused == found)
    links = NO_LINKS
    if parted is not None and apart.any():
        links = links_with_evidence(rows[apart], found[apart], rung[apart], students)
        links = links.assign(differed=parted["differed"])
    found[apart] = -1
    nobodys = found < 0
    strays = strays_with_proposals(rows[nobodys], torn[nobodys], register, table, refused[nobodys])
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
    evidence = links_with_evidence(rows, np.where(inside, found, -1), rung, students)
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
    numbered = has_full_number(rows)
    unlike = numbered & (rows["id_no"] != known).to_numpy()
    by_id = np.full(len(rows), -1)
    by_id[unlike] = register.owner(rows[unlike], "id_no")
    torn = (found >= 0) & (by_id >= 0)
    torn[torn] = ~_named(rows[torn], found[torn], register)
    found = np.where(found >= 0, found, by_id)
    keyless = (found < 0) & (rows["student_no"] == "").to_numpy() & ~numbered
    if keyless.any():
        found[keyless], rung[keyless] = _otherwise(with_name_key(rows[keyless]), register)
    found[torn] = -1
    return found, rung, torn


def _named(rows: Rows, found: np.ndarray, register: Register) -> np.ndarray:
    """Whether each row bears the name of the student found."""
    known = take(register.students["name_key"], found, rows.index)
    return (known == fold_name(rows["name"])).to_numpy()


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
