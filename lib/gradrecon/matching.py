"""Whose is each row: a ladder of exact keys, one-to-one or refused.

The rungs, strongest first:

1. `student_no`: the 学号 is in the roster.
2. `id_no`: the full 证件号 is one roster student's, and no other's.
3. `name_college_…`: name, college and one more field together are one student's, claimed by
   one row only; tried only where the row has no usable 学号 or 证件号 at all.

A row whose 学号 is one student's while its 证件号 and name are another's is refused. What no
rung links is a stray; weaker evidence may propose a student for it, and a person decides
(laws 3 and 4). Nothing here scores: each link can be read out as a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gradrecon import colleges
from gradrecon.cohort import Cohort
from gradrecon.compare import AGREES, DIFFERS, agreement
from gradrecon.identity import is_masked
from gradrecon.lookup import look_up
from gradrecon.table import Table
from gradrecon.text import fold_label, fold_name

BY_STUDENT_NO = "student_no"
BY_ID_NO = "id_no"
BY_NAME = "name_college_"
BY_PERSON = "decision"

# What each link is checked against, beyond the key that made it.
EVIDENCE = ("student_no", "name", "id_no", "college", "sex", "birth_date", "major_code", "major")

# The further field that a name and a college need, the most telling first.
_FURTHER = ("birth_date", "exam_no", "major_code", "major")

# Weak rungs: what a proposal rests on, strongest first, and how it is said.
_PROPOSALS = (
    (("id_head",), "证件号前15位相同"),
    (("name_key", "college"), "姓名、学院相同"),
    (("name_key",), "姓名相同"),
)


@dataclass(frozen=True)
class Matches:
    """Where each usable row of one source went; every frame is indexed by row id.

    `links`: `student_no`, `rung`, `agreed`, `differed` (column names, blank-separated).
    `strays`: `reason`, `proposed_student_no`, `evidence`. `outside`: `student_no` of rows that
    are an out-of-scope student's. The three are disjoint and together are all usable rows.
    """

    links: pd.DataFrame
    strays: pd.DataFrame
    outside: pd.DataFrame


def match(
    table: Table, students: pd.DataFrame, cohort: Cohort, decided: pd.Series | None = None
) -> Matches:
    """Where each usable row of a source of students goes.

    `students` as `students.students` makes them; `decided` maps row ids to the student a
    person linked the row to.
    """
    rows = _keyed(table, cohort)
    found, rung, reason = _climb(rows, students)
    if decided is not None:
        known = decided[decided.isin(students.index)].reindex(rows.index).dropna()
        found[known.index], rung[known.index] = known, BY_PERSON
    linked = found != ""
    inside = linked & found.isin(students.index[students["in_scope"]])
    return Matches(
        links=_links(rows[inside], found[inside], rung[inside], students),
        strays=_strays(rows[~linked], reason[~linked], students, table),
        outside=pd.DataFrame({"student_no": found[linked & ~inside]}),
    )


def _keyed(table: Table, cohort: Cohort) -> pd.DataFrame:
    """The usable rows with the same key columns as the students."""
    rows = table.usable.reindex(
        columns=[*dict.fromkeys((*table.source.names, *EVIDENCE, *_FURTHER))], fill_value=""
    )
    rows["college"] = colleges.resolve(rows["college"], cohort)
    rows["name_key"] = fold_name(rows["name"])
    return rows


def _climb(rows: pd.DataFrame, students: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """For each row the student found, the rung that found it, and why none did."""
    by_number = rows["student_no"].where(rows["student_no"].isin(students.index), "")
    by_id = _owner(rows["id_no"].where(~is_masked(rows["id_no"]), ""), students["id_no"])
    torn = (by_number != "") & (by_id != "") & (by_number != by_id)
    torn &= rows["name_key"] != look_up(by_number, students["name_key"])
    found = by_number.mask(by_number == "", by_id)
    rung = pd.Series(np.where(by_number != "", BY_STUDENT_NO, BY_ID_NO), rows.index, dtype="str")
    keyless = _keyless(rows)
    by_name, name_rung = _by_name(rows[keyless], students)
    found[keyless], rung[keyless] = by_name, name_rung
    reason = np.select(
        [torn, ~keyless],
        ["学号与证件号指向不同的学生", "学籍名册中没有此人"],
        "没有可用的学号或证件号，其余信息不足以对应到一人",
    )
    found = found.mask(torn, "")
    return found, rung.mask(found == "", ""), pd.Series(reason, rows.index, dtype="str")


def _keyless(rows: pd.DataFrame) -> pd.Series:
    """Rows without any usable key: a masked number confirms, it does not identify."""
    return (rows["student_no"] == "") & ((rows["id_no"] == "") | is_masked(rows["id_no"]))


def _owner(values: pd.Series, known: pd.Series) -> pd.Series:
    """The student whose value it is, "" where it is nobody's or more than one student's."""
    unique = known[(known != "") & ~known.duplicated(keep=False)]
    return look_up(values, pd.Series(unique.index, index=pd.Index(unique)))


def _by_name(rows: pd.DataFrame, students: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Name, college and one more field: one student and one row, or nobody."""
    found = pd.Series("", index=rows.index, dtype="str")
    rung = found.copy()
    for field in _FURTHER:
        keys = ("name_key", "college", field)
        hits = _owner(_joined(rows, keys), _joined(students, keys))
        fresh = (found == "") & (hits != "")
        found, rung = found.mask(fresh, hits), rung.mask(fresh, BY_NAME + field)
    known_ids = look_up(found, students["id_no"])
    refused = (agreement(rows["id_no"], known_ids) == DIFFERS) | found.duplicated(keep=False)
    return found.mask(refused, ""), rung.mask(refused, "")


def _joined(frame: pd.DataFrame, keys: tuple[str, ...]) -> pd.Series:
    """The values of several columns as one key, "" where any of them is blank."""
    joined = frame[keys[0]]
    complete = joined != ""
    for key in keys[1:]:
        joined = joined + "\x1f" + frame[key]
        complete &= frame[key] != ""
    return joined.where(complete, "")


def _links(
    rows: pd.DataFrame, found: pd.Series, rung: pd.Series, students: pd.DataFrame
) -> pd.DataFrame:
    """The links with their evidence: which fields agree with the roster and which do not."""
    known = students.reindex(found)
    agreed = pd.Series("", index=rows.index, dtype="str")
    differed = agreed.copy()
    for field in EVIDENCE:
        if not (rows[field] != "").any():
            continue
        seen, right = _comparable(rows, field), _comparable(known, field)
        said = agreement(seen, right)
        agreed = agreed.where(said != AGREES, agreed + " " + field)
        differed = differed.where(said != DIFFERS, differed + " " + field)
    return pd.DataFrame(
        {
            "student_no": found,
            "rung": rung,
            "agreed": agreed.str.strip(),
            "differed": differed.str.strip(),
        }
    )


def _comparable(frame: pd.DataFrame, field: str) -> pd.Series:
    if field == "name":
        return frame["name_key"]
    return fold_label(frame[field]) if field in {"sex", "major"} else frame[field]


def _strays(
    rows: pd.DataFrame, reason: pd.Series, students: pd.DataFrame, table: Table
) -> pd.DataFrame:
    """The strays, each with the one student that weak evidence points to, if any does."""
    rows = rows.assign(id_head=_heads_of_damaged(rows, table))
    known = students.assign(id_head=students["id_no"].str[:15])
    proposed = pd.Series("", index=rows.index, dtype="str")
    evidence = proposed.copy()
    for keys, words in _PROPOSALS:
        hits = _owner(_joined(rows, keys), _joined(known, keys))
        fresh = (proposed == "") & (hits != "")
        proposed, evidence = proposed.mask(fresh, hits), evidence.mask(fresh, words)
    return pd.DataFrame({"reason": reason, "proposed_student_no": proposed, "evidence": evidence})


def _heads_of_damaged(rows: pd.DataFrame, table: Table) -> pd.Series:
    """The 15 digits that a number stored by Excel keeps: enough to propose, never to join."""
    notes = table.notes
    damaged = notes[notes["damage"] & (notes["column"] == "id_no")].drop_duplicates("id")
    digits = damaged.set_index("id")["came"].str.extract(r"^(\d{15})\d{0,3}", expand=False)
    return digits.reindex(rows.index).fillna("").astype("str")
