"""Where the rows of every source went: students, colleges and majors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gradrecon.cohort import colleges
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import positions
from gradrecon.linking.evidence import BY_STUDENT_NO, OF_COLLEGE, OF_MAJOR, pass_number
from gradrecon.linking.ladder import match
from gradrecon.linking.matches import Matches
from gradrecon.linking.register import Register
from gradrecon.sources.table import Table


def matches(
    tables: Mapping[str, Table], students: pd.DataFrame, cohort: Cohort
) -> dict[str, Matches]:
    """Where each usable row of each source went."""
    register = Register(students)
    of_subject = {
        "student": lambda table: match(table, register, cohort),
        "college": lambda table: _of_colleges(table, students, cohort),
        "major": lambda table: _of_majors(table, students),
    }

    def of_source(name: str) -> Matches:
        table = tables[name]
        return (
            _of_roster(table, students)
            if name == "roster"
            else of_subject[table.source.subject](table)
        )

    return {name: of_source(name) for name in tables}


def _of_roster(table: Table, students: pd.DataFrame) -> Matches:
    """The roster's rows are students; the single-certificate ones are out of scope (1.1.1)."""
    rows = table.usable_rows
    places = positions(rows["student_no"], students["student_no"])
    inside = students["in_scope"].to_numpy()[places]
    return _matches(
        places,
        BY_STUDENT_NO,
        inside=rows.index[inside],
        out_of_scope=rows.index[~inside],
        unmatched=rows.index[:0],
    )


def _of_colleges(table: Table, students: pd.DataFrame, cohort: Cohort) -> Matches:
    codes = colleges.resolve(table.usable["college"], cohort)
    reason = "参数文件中没有这个学院"
    return _of_reference(codes, students["college"], students, OF_COLLEGE, reason)


def _of_majors(table: Table, students: pd.DataFrame) -> Matches:
    codes = table.usable["major_code"]
    return _of_reference(codes, students["major_code"], students, OF_MAJOR, "没有专业代码")


def _of_reference(
    codes: pd.Series, own: pd.Series, students: pd.DataFrame, match_pass: str, reason: str
) -> Matches:
    """Rows about a college or major: ours, another's, or nobody's where the code is blank."""
    ours = codes.isin(own[students["in_scope"]].unique()) & (codes != "")
    nobody = np.full(len(codes), -1)
    return _matches(
        nobody,
        match_pass,
        inside=codes.index[ours],
        out_of_scope=codes.index[~ours & (codes != "")],
        unmatched=codes.index[codes == ""],
        reason=reason,
    )


def _matches(
    places: np.ndarray,
    match_pass: str,
    *,
    inside: pd.Index,
    out_of_scope: pd.Index,
    unmatched: pd.Index,
    reason: str = "",
) -> Matches:
    student = pd.Series(places, index=inside.union(out_of_scope).union(unmatched), dtype="int64")
    blank = {"match_pass": pass_number(match_pass), "agreed": 0, "differed": 0}
    weak = {"reason": reason, "candidate": -1, "evidence": ""}
    return Matches(
        links=pd.DataFrame({"student": student[inside], **blank}),
        unmatched=pd.DataFrame(weak, index=unmatched),
        out_of_scope=pd.DataFrame({"student": student[out_of_scope]}),
    )
