"""Chapter major: whether the major's English name is known and unchanged (2.2.1, 2.2.2)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.applications import GRANTED
from gradrecon.cases.cases import same_label
from gradrecon.cases.facts import Facts
from gradrecon.columns.distinct import which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import choose, look_up
from gradrecon.returns.compare import Change
from gradrecon.returns.permits import applied
from gradrecon.rules.finders.differences import NO_HITS, joined_values
from gradrecon.rules.finders.unmatched import damaged
from gradrecon.rules.roster import MAJOR_CODE
from gradrecon.rules.rule import Rule, about_others, about_rows, rule
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import ApplicationState, Matter, Move, Severity, Step


@rule(
    code="major.unknown_code", clause="2.2.1", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.SCHOOL, about=Matter.RECORD, field="major_code", needs=("majors",),
    title="对照表没有该专业",
    message="专业代码“{observed}”不在英文专业对照表中。请核实代码，或补充对照表。",
)  # fmt: skip
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


@rule(
    code="major.name_differs", clause="2.2.2", severity=Severity.WARNING, step=Step.MAJOR,
    move=Move.COLLEGE, about=Matter.RECORD, field="major", needs=("majors",),
    title="专业名称与对照表不一致",
    message="学籍专业为“{observed}”，对照表同一代码为“{expected}”。请核实专业代码或名称。",
)  # fmt: skip
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


@rule(
    code="major.english_blank", clause="2.2.1", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.SCHOOL, field="major_en", needs=("majors",),
    title="对照表缺英文名称",
    message="对照表中“{observed}”没有英文名称，涉及 {count} 名学生。请补充。",
)  # fmt: skip
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


@rule(
    code="major.english_contradicts", clause="2.2.1", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.SCHOOL, field="major_en", needs=("majors",),
    title="对照表英文名称不一致",
    message="专业代码 {code} 有不同的英文名称：{places}，涉及 {count} 名学生。请核实后只留一个。",
)  # fmt: skip
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
    names = joined_values(rows["major_code"], rows["major_en"])
    places = joined_values(rows["major_code"], rows["major_en"] + "（" + cells + "）")
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


@rule(
    code="major.english_missing", clause="2.2.2", severity=Severity.WARNING, step=Step.MAJOR,
    move=Move.COLLEGE, about=Matter.UNDONE, todo=True, field="major_en", needs=("returned",),
    title="核对表缺专业英文名称",
    message="交回的核对表中专业英文名称为空{hint}。请学院补上。",
)  # fmt: skip
def _english_missing(facts: Facts) -> pd.DataFrame:
    own = facts.linked["returned"]
    rows = own.rows[own.rows["major_en"] == ""]
    rows = rows[rows["part"].isin(_parts_with(own.table.parts, "major_en"))]
    expected = facts.of_case(rows, "major_en")
    hint = ("，应为“" + expected + "”").where(expected != "", "，对照表里也没有")
    return about_rows(own, rows, "major_en", facts, expected=expected, hint=hint)


def _parts_with(parts: tuple, column: str) -> list[int]:
    return [number for number, part in enumerate(parts) if column in part.columns]


@rule(
    code="major.english_unstated", clause="2.2.2", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.COLLEGE, field="major_en", needs=("returned", "majors"),
    title="擅改专业英文名称",
    message="交回的核对表为“{observed}”，对照表为“{expected}”，{why}。请改回或补交说明。",
)  # fmt: skip
def _english_unstated(facts: Facts) -> pd.DataFrame:
    """Without a statement approved or on its way; not where `return.locked` says so already."""
    rows, why = facts.shared(_unlike_the_table)
    locked = facts.changes
    if not locked.empty:
        locked = locked[(locked["kind"] == Change.LOCKED) & (locked["field"] == "major_en")]
        rows = rows[~facts.of_case(rows, "student_no").isin(locked["student_no"])]
    return _english(facts, rows[why[rows.index] != ""], why=why)


@rule(
    code="major.english_differs", clause="2.2.2", severity=Severity.WARNING, step=Step.MAJOR,
    move=Move.SCHOOL, field="major_en", needs=("returned", "majors", "applications"),
    title="专业英文名称变更待批",
    message="交回的核对表为“{observed}”，对照表为“{expected}”，说明已交，待研究生院批准。",
)  # fmt: skip
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


_damaged = rule(
    code="major.damaged", clause="2.2.1", severity=Severity.ERROR, step=Step.MAJOR,
    move=Move.SCHOOL, about=Matter.UNMATCHED, needs=("majors",),
    title="对照表单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请重新导出，该列设为文本。",
)(damaged("majors"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _unknown_code,
    _name_differs,
    _english_blank,
    _english_contradicts,
    _english_missing,
    _english_unstated,
    _english_differs,
    _damaged,
)
