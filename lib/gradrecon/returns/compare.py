"""What colleges changed: each cell, row and check code in which a returned table differs.

A returned cell is held against what was sent (its seal) and what would be sent today; a table that
nobody knows, against nothing. Said once for the whole cohort, as one frame; the rules of chapter
return only pick their kind from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from gradrecon.cases.confirmation import before_return, is_confirmed_on_submission, settled_again
from gradrecon.cases.facts import Facts
from gradrecon.checklist.content import OPEN, content
from gradrecon.checklist.record import Record, cell_seals
from gradrecon.checklist.seal import seals
from gradrecon.checklist.sent import Sent
from gradrecon.cohort.checklist import FIELDS
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import take
from gradrecon.returns.basis import Basis, bases
from gradrecon.returns.other_college import FOREIGN
from gradrecon.returns.permits import permits
from gradrecon.values.flags import NO, YES
from gradrecon.values.id_number import is_masked


class Change(StrEnum):
    """How a returned table differs from what was sent."""

    CODE = "核对码不符"
    OUTDATED = "依据旧版"
    LOCKED = "擅改"
    PERMITTED = "允许的修改"
    FILLED = "已补全"
    ADDED = "增加的行"
    MISSING = "缺少的行"


COLUMNS = ("kind", "student_no", "college", "id", "cell", "field", "sent", "returned", "why")
GONE = "（发出后名册已变）"
# What a college may write there changes nothing that another source says.
_FREE = ("confirmed", "remark")


def changes(facts: Facts, sent: Sent, handed_in: Mapping[str, str]) -> pd.DataFrame:
    """Every difference, one row each, columns `COLUMNS`.

    `kind` is a `Change`; `id` the returned row (-1 for a missing one); `cell` an address where
    it is not that of `field` in this row; `sent` and `returned` the texts, in full; `why` a
    reason in words. `handed_in`: the day on which each college's table came, by code.
    """
    found = bases(facts, sent, handed_in)
    known = {place: basis.record for place, basis in found.items() if basis.record}
    frames = [_codes(facts, found), _of_others(facts)]
    if known:
        rows = facts.linked["returned"].rows
        compared = _Compared(facts, sent.key, known, rows[rows["part"].isin(known)])
        frames += [
            *compared.cells(),
            compared.added(),
            _outside(facts, known, sent.key),
            _missing(facts, known, sent.key),
        ]
    return _frame(frame for frame in frames if len(frame))


class _Compared:
    """The returned rows of known tables, with the seals of what was sent and what is now."""

    def __init__(self, facts: Facts, key: str, sent: Mapping[int, Record], rows: Rows) -> None:
        self.facts, self.key, self.sent, self.rows = facts, key, sent, rows
        self.number = facts.of_case(rows, "student_no")
        cases = before_return(facts.cases.frame)
        self.now = content(cases, facts.cohort, facts.tables["applications"])
        self.today = {field: self._seals(field, self._of_now(field)) for field in FIELDS}
        self.known, self.matrix = self._sent()
        self.damage = facts.tables["returned"].notes.query("damage")

    def _sent(self) -> tuple[np.ndarray, np.ndarray]:
        """Which rows were in the table sent, and the seals of their cells, one column a field."""
        known = np.zeros(len(self.rows), dtype=bool)
        matrix = np.column_stack([self.today[field] for field in FIELDS[1:]])
        students = seals(self.key, self.number, "")
        for part, record in self.sent.items():
            here = np.flatnonzero(self.rows["part"] == part)
            places = record.place.get_indexer(students[here])
            known[here] = places >= 0
            _lay(matrix, here[places >= 0], record, places[places >= 0])
        return known, matrix

    def _of_now(self, field: str) -> pd.Series:
        return take(self.now[field], self.rows["student"].to_numpy(), self.rows.index)

    def _seals(self, field: str, values: pd.Series | str) -> np.ndarray:
        if isinstance(values, str):
            values = pd.Series(values, self.rows.index, dtype="str")
        return cell_seals(self.key, self.facts.cohort, self.number, field, values)

    def _was(self, field: str) -> np.ndarray:
        if field == "student_no":
            return self.today[field]
        return self.matrix[:, FIELDS.index(field) - 1]

    def _there(self, field: str) -> np.ndarray:
        """Whether a row's sheet has the column, and a value in it that can be trusted."""
        parts = self.facts.tables["returned"].parts
        having = [place for place in self.sent if field in parts[place].columns]
        ruined = self.damage.loc[self.damage["column"] == field, "id"]
        there = self.rows["part"].isin(having) & ~self.rows.index.isin(ruined)
        return (there & ~is_masked(self.rows[field])).to_numpy() & self.known

    def cells(self) -> Iterable[pd.DataFrame]:
        """The cells that differ, field by field."""
        yield self._renumbered()
        for field in FIELDS[1:]:
            there, came = self._there(field), self._seals(field, self.rows[field])
            was, now = self._was(field), self.today[field]
            yield from self._changed(field, there & (came != was), came, came != now)
            stale = there & (came == was) & (now != was) & self._would_show(field)
            yield self._hits(Change.OUTDATED, field, stale)

    def _changed(
        self, field: str, changed: np.ndarray, came: np.ndarray, not_now: np.ndarray
    ) -> Iterable[pd.DataFrame]:
        if not changed.any():
            return
        blank = self._was(field) == self._seals(field, "")
        may = self._may_change(field)
        unknown = blank & (self.today[field] == self._seals(field, ""))
        if not may.any() and (self.now[field] == "").all():
            return  # no source says it of anybody: what a college writes there changes nothing
        filled = changed & (unknown | (blank & may))
        if field == "confirmed":
            filled &= (self.rows[field] == NO).to_numpy()
        yield self._hits(Change.FILLED, field, filled)
        permitted = permits(self.facts, field, self.key)
        allowed = permitted.allow(came)
        by_hand = may & ~blank & (field != "major_en")
        yield self._hits(Change.PERMITTED, field, changed & ~filled & (by_hand | allowed))
        decided = self.rows["student"].isin(permitted.decided).to_numpy()
        final = ~may | (decided & (field == "major_en"))
        locked = changed & final & ~filled & ~allowed & not_now
        why = permitted.why_not(self.rows["student"])
        yield self._hits(Change.LOCKED, field, locked, why=why)

    def _may_change(self, field: str) -> np.ndarray:
        """Whether a college may write in the cells; a confirmed spelling is final (2.3.1)."""
        if field != "pinyin":
            return np.full(len(self.rows), field in OPEN)
        confirmed = self._was("confirmed") == self._seals("confirmed", YES)
        kept = is_confirmed_on_submission(self.facts.cases) & ~settled_again(self.facts.cases)
        sure = self.facts.are(self.rows, kept).to_numpy()
        return ~(confirmed | sure) | (self._was("pinyin") == self._seals("pinyin", ""))

    def _would_show(self, field: str) -> np.ndarray:
        """Whether a cell that says what was sent, and not what is now, was made too early.

        In a column to be completed only a blank tells: what stands there may be a reviewer's.
        """
        if field in OPEN:
            return (field not in _FREE) & (self._was(field) == self._seals(field, ""))
        return np.full(len(self.rows), True)

    def _renumbered(self) -> pd.DataFrame:
        there = self._there("student_no") & (self.rows["student_no"] != self.number).to_numpy()
        return self._hits(Change.LOCKED, "student_no", there, why="学号不得更改")

    def added(self) -> pd.DataFrame:
        """Rows of students that the table sent did not hold, and second rows of one student."""
        said = pd.util.hash_pandas_object(self.rows[list(FIELDS)], index=False)
        again = self.rows[["student", "part"]].duplicated()
        other = self.rows["student"].duplicated() & ~_repeated(self.rows["student"], said)
        why = pd.Series("发出的核对表里没有该生", self.rows.index).mask(
            again | other, "该生不止一行"
        )
        return self._hits(
            Change.ADDED, "student_no", ~self.known | (again | other).to_numpy(), why=why, sent=""
        )

    def _hits(
        self,
        kind: Change,
        field: str,
        wanted: np.ndarray,
        why: pd.Series | str = "",
        sent: str | None = None,
    ) -> pd.DataFrame:
        if not wanted.any():
            return _frame([])
        rows = self.rows[wanted]
        if sent is None:
            changed, blank = self._was(field) != self.today[field], self._seals(field, "")
            was = self._of_now(field).mask(changed, GONE).mask(self._was(field) == blank, "")
            was = was[wanted]
        return pd.DataFrame(
            {
                "kind": kind.value,
                "student_no": self.number[wanted],
                "college": self.facts.of_case(rows, "college"),
                "id": rows.index,
                "field": field,
                "sent": was if sent is None else sent,
                "returned": rows[field],
                "why": why if isinstance(why, str) else why[wanted],
            }
        )


def _lay(matrix: np.ndarray, rows: np.ndarray, record: Record, places: np.ndarray) -> None:
    """Put a record's seals of these places into these rows."""
    for at, field in enumerate(FIELDS[1:]):
        if field in record.fields:
            matrix[rows, at] = record.cells[places, record.fields.index(field)]


def _repeated(students: pd.Series, said: pd.Series) -> pd.Series:
    """Whether each row says what an earlier row of the same student said."""
    return pd.DataFrame({"student": students, "said": said}).duplicated()


def _codes(facts: Facts, found: Mapping[int, Basis]) -> pd.DataFrame:
    """The sheets whose check code is missing or none of ours; at the code, else at the sheet.

    Of the sheets without a code that a college returned one stands for all.
    """
    parts = facts.tables["returned"].parts
    wrong = {(basis.college, parts[place].code): place for place, basis in found.items()
             if basis.why}  # fmt: skip
    return pd.DataFrame(
        [
            {
                "kind": Change.CODE.value,
                "college": college,
                "cell": f"{parts[place].file}!{parts[place].sheet}!{parts[place].code_cell}",
                "field": "code",
                "returned": code,
                "why": found[place].why,
            }
            for (college, code), place in wrong.items()
        ]
    )


def _outside(facts: Facts, sent: Mapping[int, Record], key: str) -> pd.DataFrame:
    """Rows of students out of scope (1.1.1) that the table sent did not hold."""
    outside = facts.matches["returned"].out_of_scope
    rows = facts.tables["returned"].rows.loc[outside.index, ["part", "student_no"]]
    numbers = take(facts.students["student_no"], outside["student"].to_numpy(), outside.index)
    was_sent = np.isin(seals(key, numbers, ""), _students_of(sent))
    wanted = rows["part"].isin(sent) & ~pd.Series(was_sent, rows.index)
    rows = rows[wanted]
    return pd.DataFrame(
        {
            "kind": Change.ADDED.value,
            "student_no": numbers[wanted],
            "college": rows["part"].map({place: one.college for place, one in sent.items()}),
            "id": rows.index,
            "field": "student_no",
            "returned": rows["student_no"],
            "why": "该生是单证学生，不在核对范围",
        }
    )


def _missing(facts: Facts, sent: Mapping[int, Record], key: str) -> pd.DataFrame:
    """Students of a college whose table came back without them."""
    here = facts.linked["returned"].has_students(len(facts.cases))
    colleges = {record.college for record in sent.values()}
    cases = facts.cases[facts.cases["college"].isin(colleges) & ~here]
    was_sent = np.isin(seals(key, cases["student_no"], ""), _students_of(sent))
    return pd.DataFrame(
        {
            "kind": Change.MISSING.value,
            "student_no": cases["student_no"],
            "college": cases["college"],
            "id": -1,
            "field": "student_no",
            "why": np.where(was_sent, "发出的核对表里有该生", "该生在核对表发出后才列入"),
        }
    )


def _students_of(sent: Mapping[int, Record]) -> np.ndarray:
    """The seals of all students in some tables."""
    return np.concatenate([record.students for record in sent.values()])


def _of_others(facts: Facts) -> pd.DataFrame:
    """Rows of another college's students: of the college whose table it is, not of the student."""
    returned = facts.linked["returned"]
    rows = returned.aside[returned.aside["why"] == FOREIGN]
    numbers = take(facts.cases["student_no"], rows["student"].to_numpy("int64"), rows.index)
    college = take(facts.cases["college"], rows["student"].to_numpy("int64"), rows.index)
    names = {one.code: one.name for one in facts.cohort.colleges}
    return pd.DataFrame(
        {
            "kind": Change.ADDED.value,
            "college": rows.get("owner", ""),
            "id": rows.index,
            "field": "student_no",
            "returned": numbers,
            "why": "学号 " + numbers + " 是" + college.map(names).fillna(college) + "的学生",
        }
    )


def _frame(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frames one under the other, each completed to `COLUMNS`."""
    blank = {name: -1 if name == "id" else "" for name in COLUMNS}
    types = {name: "int64" if name == "id" else "str" for name in COLUMNS}
    complete = [
        pd.DataFrame({name: frame.get(name, value) for name, value in blank.items()}).astype(types)
        for frame in (pd.DataFrame(columns=list(COLUMNS)), *frames)
    ]
    return pd.concat(complete, ignore_index=True)
