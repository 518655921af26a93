"""Whose is each row: a ladder of exact keys, one-to-one or refused.

The match passes, strongest first:

1. `student_no`: the 学号 is in the roster.
2. `id_no`: the full 证件号 is one roster student's, and no other's.
3. `exam_no`: the 考生号 is one roster student's, and no other's, where neither of those is told.
4. `name_college_…`: name, college and one more field together are one student's, claimed by
   one row only; tried only where the row has no usable 学号, 证件号 or 考生号 at all.

A row whose 学号 is one student's while its 证件号 and name are another's is refused. A row that no
pass links is unmatched. Weaker evidence may name a candidate for it, and a person decides (laws 3
and 4). Nothing here scores: each link can be read out as a sentence.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.arrow import blank, is_blank
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import positions, take
from gradrecon.linking.candidates import unmatched_with_candidates
from gradrecon.linking.evidence import (
    BY_EXAM_NO,
    BY_ID_NO,
    BY_NAME,
    BY_PERSON,
    BY_STUDENT_NO,
    EVIDENCE,
    FURTHER,
    links_with_evidence,
    pass_number,
)
from gradrecon.linking.matches import NO_LINKS, NO_UNMATCHED, Matches
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
        return Matches(NO_LINKS, NO_UNMATCHED, NO_LINKS[["student"]])
    students = register.students
    rows = _keyed(table, cohort)
    found, match_pass, conflict = _climb(rows, register)
    refused = _places(None if parted is None else parted["student_no"], rows, students)
    apart = (refused >= 0) & (refused == found)
    links = NO_LINKS
    if parted is not None and apart.any():
        links = links_with_evidence(rows[apart], found[apart], match_pass[apart], students)
        links = links.assign(differed=parted["differed"])
    found[apart] = -1
    nobodys = found < 0
    unmatched = unmatched_with_candidates(
        rows[nobodys], conflict[nobodys], register, table, refused[nobodys]
    )
    if len(links):
        not_his = take(students["student_no"], refused[apart], links.index)
        unmatched.loc[links.index, "reason"] = APART + not_his
    given = _places(decided, rows, students)
    by_person = nobodys & (given >= 0)
    found[by_person], match_pass[by_person] = given[by_person], pass_number(BY_PERSON)
    linked = found >= 0
    claimed = linked[nobodys]
    inside = linked & students["in_scope"].to_numpy()[found]
    out_of_scope = linked & ~inside
    evidence = links_with_evidence(rows, np.where(inside, found, -1), match_pass, students)
    return Matches(
        links=evidence if inside.all() else evidence[inside],
        unmatched=unmatched[~claimed],
        out_of_scope=pd.DataFrame({"student": found[out_of_scope]}, index=rows.index[out_of_scope]),
        by_person=unmatched[claimed],
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
    """Return each row's student (a place, -1 for none), its match pass, and if keys conflict."""
    found = register.by_number(rows)
    match_pass = np.where(found >= 0, pass_number(BY_STUDENT_NO), pass_number(BY_ID_NO))
    known = take(register.students["id_no"], found, rows.index)
    numbered = has_full_number(rows)
    unlike = numbered & (rows["id_no"] != known).to_numpy()
    by_id = np.full(len(rows), -1)
    by_id[unlike] = register.owner(rows[unlike], "id_no")
    conflict = (found >= 0) & (by_id >= 0)
    conflict[conflict] = ~_named(rows[conflict], found[conflict], register)
    found = np.where(found >= 0, found, by_id)
    keyless = (found < 0) & (rows["student_no"] == "").to_numpy() & ~numbered
    if keyless.any():
        found[keyless], match_pass[keyless] = _otherwise(with_name_key(rows[keyless]), register)
    found[conflict] = -1
    return found, match_pass, conflict


def _named(rows: Rows, found: np.ndarray, register: Register) -> np.ndarray:
    """Whether each row bears the name of the student found."""
    known = take(register.students["name_key"], found, rows.index)
    return (known == fold_name(rows["name"])).to_numpy()


def _otherwise(rows: Rows, register: Register) -> tuple[np.ndarray, np.ndarray]:
    """The student of each row without a usable 学号 or 证件号, and by which match_pass."""
    found, match_pass = _by_name(rows, register)
    by_exam = register.owner(rows, BY_EXAM_NO)
    examined = by_exam >= 0
    found[examined], match_pass[examined] = by_exam[examined], pass_number(BY_EXAM_NO)
    return found, match_pass


def _by_name(rows: Rows, register: Register) -> tuple[np.ndarray, np.ndarray]:
    """Name, college and one more field: one student and one row, or nobody."""
    found = np.full(len(rows), -1)
    match_pass = np.zeros(len(rows), dtype="int8")
    for field in FURTHER:
        if is_blank(rows[field]):
            continue
        hits = register.owner(rows, "name_key", "college", field)
        fresh = (found < 0) & (hits >= 0)
        found[fresh], match_pass[fresh] = hits[fresh], pass_number(BY_NAME + field)
    denied = (
        agreement(rows["id_no"], take(register.students["id_no"], found, rows.index)) == DIFFERS
    )
    claimed_twice = pd.Series(found).duplicated(keep=False).to_numpy()
    found[denied | claimed_twice] = -1
    return found, match_pass
