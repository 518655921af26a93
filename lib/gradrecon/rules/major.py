"""Chapter major: whether the major's English name is known and unchanged (2.2.1, 2.2.2)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases import NO, YES, same_label
from gradrecon.distinct import which_distinct
from gradrecon.lookup import look_up
from gradrecon.rows import Rows
from gradrecon.rule import Facts, Rule, about_others, about_rows
from gradrecon.rules.roster import MAJOR_CODE
from gradrecon.rules.shared import NO_HITS, several
from gradrecon.rules.unkeyed import damaged
from gradrecon.text import fold_label, fold_label_text
from gradrecon.words import ApplicationState, Move, Severity, Step

# What an application for another English name of the major is filed under (2.2.2).
_ABOUT_ENGLISH = "专业英文名称"


def _unknown_code(facts: Facts) -> pd.DataFrame:
    cases = facts.cases
    unknown = which_distinct(cases["major_code"], MAJOR_CODE.fullmatch) & (
        cases["major_known"] == NO
    )
    rows = facts.linked["roster"].rows
    rows = rows[facts.are(rows, unknown)].first("student")
    return about_rows(
        facts.linked["roster"], rows, "major_code", facts, observed=rows["major_code"]
    )


def _name_differs(facts: Facts) -> pd.DataFrame:
    rows = facts.linked["roster"].rows.first("student")
    known = facts.of_case(rows, "major_in_table")
    said = (rows["major"] != "") & (known != "")
    rows, known = rows[said], known[said]
    wrong = ~same_label(rows["major"], known)
    return about_rows(
        facts.linked["roster"],
        rows[wrong],
        "major",
        facts,
        observed=rows[wrong]["major"],
        expected=known[wrong],
    )


def _english_blank(facts: Facts) -> pd.DataFrame:
    table = facts.tables["majors"]
    rows = table.usable
    rows = rows[
        (rows["major_en"] == "") & rows["major_code"].isin(facts.cases["major_code"].unique())
    ]
    counts = look_up(rows["major_code"], facts.cases["major_code"].value_counts().astype("str"))
    return about_others(
        table,
        rows,
        "major_en",
        rows["major_code"],
        observed=rows["major_code"] + " " + rows["major"],
        count=counts,
    )


def _english_contradicts(facts: Facts) -> pd.DataFrame:
    """Codes of which the table gives several English names and the Chinese name does not decide."""
    table, cases = facts.tables["majors"], facts.cases
    open_ = cases["major_code"][(cases["major_known"] == YES) & (cases["major_en"] == "")]
    rows = table.usable[table.usable["major_code"].isin(open_.unique())]
    rows = rows[rows["major_en"] != ""].drop_duplicates(["major_code", "major_en"])
    rows = rows[rows["major_code"].duplicated(keep=False)]
    if rows.empty:
        return NO_HITS
    cells = table.cells(rows.index, "major_en")
    names = several(rows["major_code"], rows["major_en"])
    places = several(rows["major_code"], rows["major_en"] + "（" + cells + "）")
    first = rows.drop_duplicates("major_code")
    codes = first["major_code"]
    return about_others(
        table,
        first,
        "major_en",
        codes,
        observed=look_up(codes, names),
        code=codes,
        places=look_up(codes, places),
        count=look_up(codes, open_.value_counts().astype("str")),
    )


def _english_missing(facts: Facts) -> pd.DataFrame:
    own = facts.linked["returned"]
    rows = own.rows[own.rows["major_en"] == ""]
    rows = rows[rows["part"].isin(_parts_with(own.table.parts, "major_en"))]
    expected = facts.of_case(rows, "major_en")
    hint = ("，应为“" + expected + "”").where(expected != "", "，对照表里也没有")
    return about_rows(own, rows, "major_en", facts, expected=expected, hint=hint)


def _parts_with(parts: tuple, column: str) -> list[int]:
    return [number for number, part in enumerate(parts) if column in part.columns]


def _english_unstated(facts: Facts) -> pd.DataFrame:
    return _english_changed(facts, applied=False)


def _english_differs(facts: Facts) -> pd.DataFrame:
    return _english_changed(facts, applied=True)


def _english_changed(facts: Facts, *, applied: bool) -> pd.DataFrame:
    """Returned English names that are not the table's, without or with a pending statement."""
    own = facts.linked["returned"]
    rows = own.rows
    known = facts.of_case(rows, "major_en")
    changed = (rows["major_en"] != "") & (known != "") & (rows["major_en"] != known)
    filed = applications(facts, _ABOUT_ENGLISH)
    has_filed = rows["student"].isin(filed["student"])
    approved = filed[filed["state"] == ApplicationState.APPROVED]["student"]
    wanted = changed & (has_filed & ~rows["student"].isin(approved) if applied else ~has_filed)
    return about_rows(
        own,
        rows[wanted],
        "major_en",
        facts,
        observed=rows[wanted]["major_en"],
        expected=known[wanted],
    )


def applications(facts: Facts, about: str) -> Rows:
    """The linked applications that concern one field, by its title."""
    rows = facts.linked["applications"].rows
    return rows[fold_label(rows["field"]) == fold_label_text(about)]


RULES: tuple[Rule, ...] = (
    Rule(
        "major.unknown_code", "2.2.1", Severity.ERROR, Step.MAJOR, Move.SCHOOL,
        "对照表没有该专业",
        "专业代码“{observed}”不在英文专业对照表中。请核实代码，或补充对照表。",
        _unknown_code, "major_code", ("majors",),
    ),
    Rule(
        "major.name_differs", "2.2.2", Severity.WARNING, Step.MAJOR, Move.COLLEGE,
        "专业名称与对照表不一致",
        "学籍专业为“{observed}”，对照表同一代码为“{expected}”。请核实专业代码或名称。",
        _name_differs, "major", ("majors",),
    ),
    Rule(
        "major.english_blank", "2.2.1", Severity.ERROR, Step.MAJOR, Move.SCHOOL,
        "对照表缺英文名称",
        "对照表中“{observed}”没有英文名称，涉及 {count} 名学生。请补充。",
        _english_blank, "major_en", ("majors",),
    ),
    Rule(
        "major.english_contradicts", "2.2.1", Severity.ERROR, Step.MAJOR, Move.SCHOOL,
        "对照表英文名称不一致",
        "专业代码 {code} 有不同的英文名称：{places}，涉及 {count} 名学生。请核实后只留一个。",
        _english_contradicts, "major_en", ("majors",),
    ),
    Rule(
        "major.english_missing", "2.2.2", Severity.WARNING, Step.MAJOR, Move.COLLEGE,
        "核对表缺专业英文名称",
        "交回的核对表中专业英文名称为空{hint}。请学院补上。",
        _english_missing, "major_en", ("returned",), todo=True,
    ),
    Rule(
        "major.english_unstated", "2.2.2", Severity.ERROR, Step.MAJOR, Move.COLLEGE,
        "擅改专业英文名称",
        "交回的核对表为“{observed}”，对照表为“{expected}”，没有书面说明。请改回或补交说明。",
        _english_unstated, "major_en", ("returned", "majors"),
    ),
    Rule(
        "major.english_differs", "2.2.2", Severity.WARNING, Step.MAJOR, Move.SCHOOL,
        "专业英文名称变更待批",
        "交回的核对表为“{observed}”，对照表为“{expected}”，说明已交，待研究生院批准。",
        _english_differs, "major_en", ("returned", "majors", "applications"),
    ),
    Rule(
        "major.damaged", "2.2.1", Severity.ERROR, Step.MAJOR, Move.SCHOOL,
        "对照表单元格损坏",
        "{title}已损坏：{observed}，不能用于对应。请重新导出，该列设为文本。",
        damaged("majors"), "", ("majors",),
    ),
)  # fmt: skip
