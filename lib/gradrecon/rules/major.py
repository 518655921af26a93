"""Chapter major: whether the major's English name is known and unchanged (2.2.1, 2.2.2)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.applications import GRANTED
from gradrecon.cases.cases import NO, YES, same_label
from gradrecon.cases.facts import Facts
from gradrecon.columns.distinct import which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import choose, look_up
from gradrecon.returns.compare import Change
from gradrecon.returns.permits import applied
from gradrecon.rules.finders.differences import NO_HITS, several
from gradrecon.rules.finders.strays import damaged
from gradrecon.rules.roster import MAJOR_CODE
from gradrecon.rules.rule import Rule, about_others, about_rows
from gradrecon.vocabulary import ApplicationState, Matter, Move, Severity, Step


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
    rows = facts.linked["majors"].rows.frame
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
    majors, cases = facts.linked["majors"], facts.cases
    table, told = majors.table, majors.rows.frame
    open_ = cases["major_code"][(cases["major_known"] == YES) & (cases["major_en"] == "")]
    rows = told[told["major_code"].isin(open_.unique())]
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
    """Without a statement approved or on its way; not where `return.locked` says so already."""
    rows, why = facts.shared(_unlike_the_table)
    locked = facts.changes
    if not locked.empty:
        locked = locked[(locked["kind"] == Change.LOCKED) & (locked["field"] == "major_en")]
        rows = rows[~facts.of_case(rows, "student_no").isin(locked["student_no"])]
    return _english(facts, rows[why[rows.index] != ""], why=why)


def _english_differs(facts: Facts) -> pd.DataFrame:
    rows, why = facts.shared(_unlike_the_table)
    return _english(facts, rows[why == ""])


def _english(facts: Facts, rows: Rows, **said: pd.Series) -> pd.DataFrame:
    return about_rows(
        facts.linked["returned"],
        rows,
        "major_en",
        facts,
        observed=rows["major_en"],
        expected=facts.of_case(rows, "major_en"),
        **{name: words[rows.index] for name, words in said.items()},
    )


def _unlike_the_table(facts: Facts) -> tuple[Rows, pd.Series]:
    """Returned rows with an English name that is neither the table's nor approved.

    And what each lacks, in words, "" where a statement awaits approval. An approval that gives no
    English name itself, as with “见附件”, is of whatever was returned.
    """
    rows = facts.linked["returned"].rows
    known = facts.of_case(rows, "major_en")
    rows = rows[(rows["major_en"] != "") & (known != "") & (rows["major_en"] != known)]
    filed = applied(facts)
    filed = filed[(filed["column"] == "major_en") & filed["student"].isin(rows["student"])]
    state, student = filed["state"], filed["student"]
    approved = filed[state.isin(GRANTED)]
    free = approved["student"][~approved["after"].str.contains("[A-Za-z]")]
    given = _each(approved["student"], approved["after"])
    allowed = rows["student"].isin(free) | _each(rows["student"], rows["major_en"]).isin(given)
    rows = rows[~allowed]
    ended = (*GRANTED, ApplicationState.REFUSED, ApplicationState.DRAFT, "")
    why = choose(
        [
            (rows["student"].isin(student[~state.isin(ended)]), ""),
            (rows["student"].isin(approved["student"]), "与批准的英文名称不同"),
            (rows["student"].isin(student[state == ApplicationState.REFUSED]), "书面说明已退回"),
            (rows["student"].isin(student), "书面说明尚未提交"),
        ],
        "没有书面说明",
        rows.index,
    )
    return rows, why


def _each(students: pd.Series, english: pd.Series) -> pd.Series:
    return students.astype("str") + "|" + english


RULES: tuple[Rule, ...] = (
    Rule(
        "major.unknown_code", "2.2.1", Severity.ERROR, Step.MAJOR, Move.SCHOOL,
        "对照表没有该专业",
        "专业代码“{observed}”不在英文专业对照表中。请核实代码，或补充对照表。",
        _unknown_code, "major_code", ("majors",),
        about=Matter.RECORD,
    ),
    Rule(
        "major.name_differs", "2.2.2", Severity.WARNING, Step.MAJOR, Move.COLLEGE,
        "专业名称与对照表不一致",
        "学籍专业为“{observed}”，对照表同一代码为“{expected}”。请核实专业代码或名称。",
        _name_differs, "major", ("majors",),
        about=Matter.RECORD,
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
        about=Matter.UNDONE,
    ),
    Rule(
        "major.english_unstated", "2.2.2", Severity.ERROR, Step.MAJOR, Move.COLLEGE,
        "擅改专业英文名称",
        "交回的核对表为“{observed}”，对照表为“{expected}”，{why}。请改回或补交说明。",
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
        about=Matter.STRAY,
    ),
)  # fmt: skip
