"""Every row is accounted for: linked, stray, rejected or out of scope, for every source (law 1).

Sources of students are matched to students; sources of colleges and majors to the cohort's
colleges and the majors that its students study. In those a row about a college or major without
a student is out of scope, and one that names none is a stray.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gradrecon import colleges
from gradrecon.cohort import Cohort
from gradrecon.errors import Fault, TotalsError
from gradrecon.lookup import positions, take
from gradrecon.matching import BY_STUDENT_NO, Matches, Register, field_names, match
from gradrecon.table import Table

COUNT_COLUMNS = ("source", "rows_in", "linked", "stray", "rejected", "out_of_scope")


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
    return {
        name: _of_roster(table, students)
        if name == "roster"
        else of_subject[table.source.subject](table)
        for name, table in tables.items()
    }


def _of_roster(table: Table, students: pd.DataFrame) -> Matches:
    """The roster's rows are students; the single-certificate ones are out of scope (1.1.1)."""
    rows = table.usable.index
    places = positions(table.usable["student_no"], students["student_no"])
    inside = students["in_scope"].to_numpy()[places]
    return _matches(
        places, BY_STUDENT_NO, inside=rows[inside], outside=rows[~inside], strays=rows[:0]
    )


def _of_colleges(table: Table, students: pd.DataFrame, cohort: Cohort) -> Matches:
    codes = colleges.resolve(table.usable["college"], cohort)
    reason = "参数文件中没有这个学院"
    return _of_reference(codes, students["college"], students, "college", reason)


def _of_majors(table: Table, students: pd.DataFrame) -> Matches:
    codes = table.usable["major_code"]
    return _of_reference(codes, students["major_code"], students, "major_code", "没有专业代码")


def _of_reference(
    codes: pd.Series, own: pd.Series, students: pd.DataFrame, rung: str, reason: str
) -> Matches:
    """Rows about a college or major: ours, another's, or nobody's where the code is blank."""
    ours = codes.isin(own[students["in_scope"]].unique()) & (codes != "")
    nobody = np.full(len(codes), -1)
    return _matches(
        nobody,
        rung,
        inside=codes.index[ours],
        outside=codes.index[~ours & (codes != "")],
        strays=codes.index[codes == ""],
        reason=reason,
    )


def _matches(
    places: np.ndarray,
    rung: str,
    *,
    inside: pd.Index,
    outside: pd.Index,
    strays: pd.Index,
    reason: str = "",
) -> Matches:
    student = pd.Series(places, index=inside.union(outside).union(strays), dtype="int64")
    blank = {"rung": rung, "agreed": 0, "differed": 0}
    weak = {"reason": reason, "proposed": -1, "evidence": ""}
    return Matches(
        links=pd.DataFrame({"student": student[inside], **blank}),
        strays=pd.DataFrame(weak, index=strays),
        outside=pd.DataFrame({"student": student[outside]}),
    )


def links(
    tables: Mapping[str, Table], found: Mapping[str, Matches], students: pd.DataFrame
) -> pd.DataFrame:
    """Every linked row of every source, one row each, in the order of the sources.

    Columns source, file, sheet, row, student_no, rung, agreed, differed; a row of a source of
    colleges or majors has no student_no.
    """
    frames = {name: _readable(match.links, students) for name, match in found.items()}
    return _listed(tables, frames)


def strays(
    tables: Mapping[str, Table], found: Mapping[str, Matches], students: pd.DataFrame
) -> pd.DataFrame:
    """Every stray: source, file, sheet, row, reason, proposed_student_no, evidence."""
    frames = {
        name: _named(match.strays, "proposed", "proposed_student_no", students)
        for name, match in found.items()
    }
    return _listed(tables, frames)


def _readable(links: pd.DataFrame, students: pd.DataFrame) -> pd.DataFrame:
    evidence = {name: field_names(links[name]) for name in ("agreed", "differed")}
    return _named(links.assign(**evidence), "student", "student_no", students)


def _named(frame: pd.DataFrame, place: str, name: str, students: pd.DataFrame) -> pd.DataFrame:
    """The frame with 学号 in place of places."""
    numbers = take(students["student_no"], frame[place].to_numpy(), frame.index)
    return frame.assign(**{place: numbers}).rename(columns={place: name})


def rejected(tables: Mapping[str, Table]) -> pd.DataFrame:
    """Every row that could not be used: source, file, sheet, row, reason."""
    return _listed(tables, {name: table.rejected.set_index("id") for name, table in tables.items()})


def _listed(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Frames indexed by row id, one under the other, each row with its place."""
    placed = [_place(tables[name], frame) for name, frame in frames.items()]
    return pd.concat([frame for frame in placed if len(frame)] or placed[:1], ignore_index=True)


def _place(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.sort_index()
    rows = table.rows.loc[frame.index, ["part", "row"]]
    part = rows["part"].to_numpy()
    files = pd.Series([part.file for part in table.parts], dtype="str")
    sheets = pd.Series([part.sheet for part in table.parts], dtype="str")
    place = {
        "source": pd.Series(table.source.name, index=frame.index, dtype="str"),
        "file": take(files, part, frame.index),
        "sheet": take(sheets, part, frame.index),
        "row": rows["row"],
        "row_id": frame.index.to_series(),
    }
    return pd.DataFrame({**place, **frame})


def counts(tables: Mapping[str, Table], found: Mapping[str, Matches]) -> pd.DataFrame:
    """One row per source with the columns `COUNT_COLUMNS`, integers."""
    return pd.DataFrame(
        [
            (
                name,
                len(table.rows),
                len(found[name].links),
                len(found[name].strays),
                len(table.rejected),
                len(found[name].outside),
            )
            for name, table in tables.items()
        ],
        columns=list(COUNT_COLUMNS),
    )


def require_closed(table: pd.DataFrame) -> None:
    """Nothing where every source's rows add up; TotalsError with each that does not (law 1)."""
    parts = table[["linked", "stray", "rejected", "out_of_scope"]].sum(axis=1)
    faults = [
        Fault(
            row.source,
            f"读入 {row.rows_in} 行，去向合计 {total} 行",
            "这是程序缺陷，请把 gradrecon check 的输出发给维护者；原有结果未动。",
        )
        for row, total in zip(table.itertuples(), parts, strict=True)
        if row.rows_in != total
    ]
    if faults:
        raise TotalsError(faults)
