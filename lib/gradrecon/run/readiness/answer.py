"""The answer: one row a student with the three words, one row a reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.cases.belonging import batch_of
from gradrecon.columns.arrow import column, texts
from gradrecon.columns.lookup import pick, take
from gradrecon.run.readiness.unmet import About, Known, Requirement, unmet
from gradrecon.sources import BY_NAME
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import Move

REASON_COLUMNS = (
    "student_no", "college", "requirement", "about", "clause", "reason", "move", "last_day",
)  # fmt: skip
READINESS_COLUMNS = (
    "student_no", "college", "batch", "complete", "college_complete", "in_batch", "ready",
    "reasons", "requirements", "clauses", "moves", "last_days",
)  # fmt: skip
# What is not there because the colleges have not sent it; all else is the graduate school's to get.
_OF_COLLEGES = frozenset({"returned"})
# Between several reasons of one student, and between what is said of each in another column.
BETWEEN = "；"


def reasons_of(known: Known, requirements: Sequence[Requirement]) -> pd.DataFrame:
    """Every reason why a student cannot be registered, columns `REASON_COLUMNS`, text.

    In the order of the requirements, student by student.
    """
    lacks = [_found(known, one) for one in requirements]
    held_back = [found for found in lacks if len(found)] or [_NOBODY]
    found = pd.concat(held_back, ignore_index=True).astype(dict.fromkeys(REASON_COLUMNS[2:], "str"))
    order = np.argsort(found["place"].to_numpy(), kind="stable")
    places, index = found["place"].to_numpy()[order], pd.RangeIndex(len(order))
    whose = {name: take(known.cases[name], places, index) for name in ("student_no", "college")}
    said = {name: take(found[name], order, index) for name in REASON_COLUMNS[2:]}
    return pd.DataFrame({**whose, **said})


def _found(known: Known, one: Requirement) -> pd.DataFrame:
    lacking = [name for name in one.needs if not known.tables[name].present]
    found = _unlooked(known, one, lacking) if lacking else one.find(known)
    if found.empty:
        return _NOBODY
    given = {"requirement": one.name, "about": one.about.value, "clause": one.clause}
    columns = {name: found[name] if name in found else given[name] for name in REASON_COLUMNS[2:]}
    return pd.DataFrame({"place": found["place"], **columns})


_NOBODY = pd.DataFrame(columns=["place", *REASON_COLUMNS[2:]], dtype="str").astype(
    {"place": "int64"}
)


def _unlooked(known: Known, one: Requirement, lacking: Iterable[str]) -> pd.DataFrame:
    """Nobody meets what could not be looked at."""
    titles = "、".join(BY_NAME[name].title for name in lacking)
    everybody = np.ones(len(known.cases), dtype=bool)
    whose = Move.COLLEGE if _OF_COLLEGES.issuperset(lacking) else Move.SCHOOL
    return unmet(everybody, f"没有{titles}，无法核对“{one.title}”", whose)


def readiness_of(known: Known, reasons: pd.DataFrame) -> pd.DataFrame:
    """One row per case, columns `READINESS_COLUMNS`, text; the reasons of a student as one."""
    cases = known.cases
    place = pd.Index(cases["student_no"]).get_indexer(reasons["student_no"])
    lacks = {
        about: np.bincount(place[(reasons["about"] == about).to_numpy()], minlength=len(cases)) > 0
        for about in About
    }
    met = {about: pd.Series(~mask, cases.index) for about, mask in lacks.items()}
    offsets = np.concatenate([[0], np.bincount(place, minlength=len(cases)).cumsum()])
    joined = {
        f"{name}s": _joined(values, offsets, cases.index)
        for name, values in (
            ("reason", said(reasons)),
            *((name, reasons[name]) for name in ("requirement", "clause", "move", "last_day")),
        )
    }
    words = {
        "complete": met[About.STUDENT],
        "college_complete": met[About.COLLEGE],
        "in_batch": met[About.BATCH],
        "ready": met[About.STUDENT] & met[About.COLLEGE] & met[About.BATCH],
    }
    return pd.DataFrame(
        {
            "student_no": cases["student_no"],
            "college": cases["college"],
            "batch": batch_of(cases["batch"], cases["graduation"], known.cohort),
            **{name: pick(mask, YES, NO) for name, mask in words.items()},
            **joined,
        }
    )


def said(reasons: pd.DataFrame) -> pd.Series:
    """Each reason with its clause, whose move it is and the last day, in one text."""
    until = ("，最晚" + reasons["last_day"]).where(reasons["last_day"] != "", "")
    whose = ("，" + reasons["move"]).where(reasons["move"] != "", "")
    return reasons["reason"] + "（" + reasons["clause"] + whose + until + "）"


def _joined(values: pd.Series, offsets: np.ndarray, index: pd.Index) -> pd.Series:
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), texts(values).cast(pa.string()))
    return column(pc.binary_join(lists, BETWEEN), index)


def complete(readiness: pd.DataFrame) -> pd.Series:
    """学生已齐: whether nothing is lacking of the student's own, index = student_no."""
    return _says(readiness, "complete")


def college_complete(readiness: pd.DataFrame) -> pd.Series:
    """学院已交齐: whether the college's table is back and in order, index = student_no."""
    return _says(readiness, "college_complete")


def ready(readiness: pd.DataFrame) -> pd.Series:
    """可报库: whether the student can be registered, index = student_no."""
    return _says(readiness, "ready")


def _says(readiness: pd.DataFrame, word: str) -> pd.Series:
    return (readiness[word] == YES).set_axis(pd.Index(readiness["student_no"]))
