"""What was sent in one 信息核对表: a seal for each cell, no second copy of what it said.

Its text form, the same in the hidden sheet and on this machine: a line that says which table it
is, a line with the fields, then one line a student: the seal of the 学号 and those of the cells,
16 hexadecimal digits each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from gradrecon.checklist.content import comparable
from gradrecon.checklist.seal import check_code, seals
from gradrecon.cohort.cohort import Cohort

_KIND = "gradrecon-checklist-1"
_DIGITS = 16


@dataclass(frozen=True)
class Record:
    """One table as it went out.

    `number` counts a college's tables from 1, `day` is the as-of day it was first made for.
    `students` are the seals of the 学号, `cells` those of the `fields`, one row a student.
    """

    cohort: str
    college: str
    number: int
    day: str
    code: str
    fields: tuple[str, ...]
    students: np.ndarray
    cells: np.ndarray

    @cached_property
    def place(self) -> pd.Index:
        """The students' seals, to look places up in."""
        return pd.Index(self.students)

    def lines(self) -> list[str]:
        """The text form."""
        about = (_KIND, self.cohort, self.college, str(self.number), self.day, self.code)
        return [" ".join(about), *_body(self.fields, self.students, self.cells)]


def seals_of(key: str, cohort: Cohort, content: pd.DataFrame) -> pd.DataFrame:
    """The seals of all cells of some students' content, and in `student_no` those of whose."""
    whose = content["student_no"]
    made = {
        field: cell_seals(key, cohort, whose, field, values)
        for field, values in content.drop(columns="student_no").items()
    }
    return pd.DataFrame({"student_no": seals(key, whose, ""), **made}, index=content.index)


def sealed(
    key: str, cohort: Cohort, college: str, content: pd.DataFrame, *, number: int, day: str
) -> Record:
    """The record of a table with these `seals_of` content. Equal content has an equal code."""
    students, cells = content["student_no"].to_numpy(), content.drop(columns="student_no")
    fields, matrix = tuple(cells), cells.to_numpy("uint64")
    code = check_code(key, [cohort.id, college, *_body(fields, students, matrix)])
    return Record(cohort.id, college, number, day, code, fields, students, matrix)


def cell_seals(
    key: str, cohort: Cohort, student_no: pd.Series, field: str, values: pd.Series
) -> np.ndarray:
    """The seals of a field's cells; what means the same has the same seal."""
    return seals(key, student_no, field, comparable(field, values, cohort))


def parse(key: str, lines: Sequence[str]) -> Record | None:
    """The record of a text form; None where it is damaged or was made under another key."""
    if len(lines) < 2 or not lines[0].startswith(_KIND + " "):
        return None
    about = lines[0].split(" ")
    if len(about) != 6 or check_code(key, [*about[1:3], *lines[1:]]) != about[5]:
        return None
    _, cohort, college, number, day, code = about
    fields = tuple(lines[1].split())
    digits = "".join(lines[2:]).encode()
    matrix = np.frombuffer(bytes.fromhex(digits.decode()), ">u8").astype("uint64")
    matrix = matrix.reshape(-1, len(fields) + 1)
    return Record(cohort, college, int(number), day, code, fields, matrix[:, 0], matrix[:, 1:])


def _body(fields: Iterable[str], students: np.ndarray, cells: np.ndarray) -> list[str]:
    digits = np.column_stack([students, cells]).astype(">u8").tobytes().hex()
    width = _DIGITS * (1 + cells.shape[1])
    rows = [digits[start : start + width] for start in range(0, len(digits), width)]
    return [" ".join(fields), *rows]
