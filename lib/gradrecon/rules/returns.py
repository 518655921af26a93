"""Chapter return: whether each college has handed in its table, in time and in order (2.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from gradrecon import colleges
from gradrecon.cases import NO, YES
from gradrecon.checklist.basis import most_common_colleges
from gradrecon.checklist.compare import Change
from gradrecon.checklist.content import comparable
from gradrecon.checklist.seal import LABEL, code_in
from gradrecon.cohort import Cohort
from gradrecon.days import said
from gradrecon.distinct import by_distinct
from gradrecon.identity import shown
from gradrecon.lookup import pick, take
from gradrecon.reading.cells.flags import read_flag
from gradrecon.reading.cells.notes import Cell
from gradrecon.reading.misplaced import COMPLETED
from gradrecon.rows import Rows
from gradrecon.rule import Facts, Find, Rule, about_colleges, about_others, about_rows, once
from gradrecon.rules.shared import NO_HITS, differs, first_difference
from gradrecon.rules.unkeyed import damaged, strays
from gradrecon.sources.confirmation import RETURNED
from gradrecon.table import Part
from gradrecon.words import Move, Severity, Step

_SIGNED = ("signed_handler", "signed_dean")
_HANDED_IN = ("electronic_on", "paper_on")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What two rows of a student must say alike.
_SAID_ONCE = [one for one in RETURNED.columns if one.name not in ("student_no", "remark")]
# A name in a column of signatures is one; a word that begins so is none.
_NAME = re.compile(r"(?![未待无否缺没不空])[\u4e00-\u9fff·]{2,}")


def handovers(facts: Facts) -> pd.DataFrame:
    """What each college with students has handed in, one row a college, index = code.

    Columns of the source, "" where nothing is registered. `electronic_on`, `paper_on`: a day,
    是 (on a day unknown), "" (not yet), or what cannot be read. `id` is the last row (-1 for
    none), `id_…` the row that says a column: of several that say it the last.
    """
    table = facts.tables["handovers"]
    rows = table.usable[table.source.names]
    rows = rows.assign(
        **{name: by_distinct(rows[name], _handed_in) for name in _HANDED_IN},
        **{name: by_distinct(rows[name], _signed) for name in _SIGNED},
    )
    code = colleges.resolve(rows["college"], facts.cohort)
    where = {f"id_{name}": np.where(rows[name] != "", rows.index, -1) for name in rows}
    ids = pd.DataFrame({"id": rows.index.to_numpy(), **where}, index=rows.index)
    codes = sorted({*facts.cases["college"].unique()} - {""})
    last = ids[code != ""].groupby(code[code != ""]).max().reindex(codes, fill_value=-1)
    at = {name: rows.index.get_indexer(last[f"id_{name}"]) for name in rows}
    return last.assign(**{name: take(rows[name], at[name], last.index) for name in rows})


def _handed_in(text: str) -> str:
    """The day, 是, "" for no, or the text as it came."""
    word = text if _DAY.fullmatch(text) else read_flag(Cell(text))[0]
    return "" if word == NO else word


def _signed(text: str) -> str:
    return YES if text not in ("", NO) and _NAME.fullmatch(text) else text


def handed_in(facts: Facts) -> dict[str, str]:
    """The day on which each college's electronic table came, by code; only where registered."""
    days = facts.shared(handovers)["electronic_on"]
    return {str(code): day for code, day in days.items() if _DAY.fullmatch(day)}


def _missing(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(handovers)
    rows = rows[(rows["electronic_on"] == "") & (rows["paper_on"] == "")]
    due = facts.cohort.calendar.return_due
    over = facts.past(due)
    advice = (
        f"已过{said(due)}的期限，学历报库和证书发放将推迟，请立即交来"
        if over
        else f"请在{said(due)}前交电子版和签字盖章的纸质版"
    )
    severity = Severity.ERROR if over else Severity.NOTICE
    returned = facts.cases["college"][facts.cases["returned"] == YES]
    there = rows.index.isin(returned.unique())
    return about_colleges(
        rows.index,
        severity=severity.value,
        words=np.where(there, "已有电子表格，但报送登记中没有登记", "尚未交回信息核对表"),
        advice=np.where(there, "请研究生院核实后补登记；没有正式交回的，" + advice, advice),
    )


def _incomplete(facts: Facts) -> pd.DataFrame:
    """One is in and the other is not, or what is registered of one cannot be read."""
    rows = facts.shared(handovers)
    due = facts.cohort.calendar.return_due
    over = facts.past(due)
    advice = "请立即补交" if over else f"请在{said(due)}前补交"
    hits = []
    for name, other, what in zip(_HANDED_IN, reversed(_HANDED_IN), _WHAT, strict=True):
        lacks = (rows[name] == "") & _is_in(rows[other])
        unread = (rows[name] != "") & ~_is_in(rows[name])
        words = what + "登记为“" + rows[name] + "”，看不出交了没有。请核实后写明日期"
        lacking = f"还缺{what}。{advice}"
        hits.append(
            _at(
                rows[lacks | unread],
                name,
                observed=rows[name][lacks | unread],
                words=words.where(unread, lacking)[lacks | unread],
                severity=(Severity.ERROR if over else Severity.NOTICE).value,
            )
        )
    return pd.concat(hits)


_WHAT = ("电子版", "纸质版")


def _is_in(values: pd.Series) -> pd.Series:
    """Whether a table is registered as handed in, on a day that is told or not."""
    return _on_day(values) | (values == YES)


def _on_day(values: pd.Series) -> pd.Series:
    return values.str.fullmatch(_DAY.pattern)


def _late(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(handovers)
    due = facts.cohort.calendar.return_due
    days = pd.DataFrame({name: rows[name].where(_on_day(rows[name]), "") for name in _HANDED_IN})
    last = days.max(axis=1)
    column = pick(days["paper_on"] == last, "paper_on", "electronic_on")
    late = last > due.isoformat()
    return _at(rows[late], column[late], observed=last[late], expected=due.isoformat())


def _unsigned(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(handovers)
    handler, dean = (_says_yes(facts, rows, name) for name in _SIGNED)
    wanted = _is_in(rows["paper_on"]) & ~(handler & dean)
    who = pick(handler, "", "经办人") + pick(dean, "", "主管院长")
    who = who.replace("经办人主管院长", "经办人、主管院长")
    column = pick(handler, "signed_dean", "signed_handler")
    return _at(rows[wanted], column[wanted], who=who[wanted])


def _unsealed(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(handovers)
    return _at(rows[_is_in(rows["paper_on"]) & ~_says_yes(facts, rows, "sealed")], "sealed")


def _says_yes(facts: Facts, rows: pd.DataFrame, name: str) -> pd.Series:
    """Whether a column of the register says 是; where there is none, nothing is known to lack."""
    return (rows[name] == YES) | (not facts.tables["handovers"].has(name))


def _paper_differs(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(handovers)
    rows = rows[rows["check_code"] != ""]
    on_paper = by_distinct(rows["check_code"], lambda said: code_in(f"{LABEL}：{said}") or said)
    returned = facts.linked["returned"]
    parts = pd.Series([part.code for part in returned.table.parts], dtype="str")
    pairs = pd.DataFrame(
        {
            "college": facts.of_case(returned.rows, "college"),
            "code": take(parts, returned.rows["part"].to_numpy(), returned.rows.index),
        }
    )
    pairs = pairs[pairs["code"] != ""].drop_duplicates()
    sent_back = pairs.groupby("college")["code"].agg("、".join).reindex(rows.index).fillna("")
    unlike = [
        code != "" and paper not in code for paper, code in zip(on_paper, sent_back, strict=True)
    ]
    wrong = pd.Series(unlike, index=rows.index, dtype="bool")
    return _at(
        rows[wrong], "check_code", observed=on_paper[wrong], expected=sent_back.astype("str")[wrong]
    )


def _two_rows(facts: Facts) -> pd.DataFrame:
    """Students with several rows that do not say the same, unless the comparison says it."""
    returned, said = facts.linked["returned"], facts.changes
    rows = returned.rows[returned.rows["student"].duplicated(keep=False)]
    if len(rows) and len(said):
        told = rows["student"][rows.index.isin(said["id"][said["kind"] == Change.ADDED])]
        rows = rows[~rows["student"].isin(told)]
    if rows.empty:
        return NO_HITS
    fields = _unlike_fields(facts, rows)
    rows = rows[rows["student"].isin(fields.index)]
    cells = returned.table.cells(rows.index).groupby(rows["student"].to_numpy())
    return once(
        about_rows(
            returned,
            rows,
            "student_no",
            facts,
            observed=fields[rows["student"]].to_numpy(),
            where=cells.agg("、".join)[rows["student"]].to_numpy(),
        )
    )


def _unlike_fields(facts: Facts, rows: Rows) -> pd.Series:
    """The titles of the fields in which a row differs from its student's first, by student."""
    parts, students = facts.tables["returned"].parts, rows["student"].to_numpy()
    _, starts, of = np.unique(students, return_index=True, return_inverse=True)
    first, found = starts[of], [pd.Series(dtype="str")]
    for column in _SAID_ONCE:
        has = np.array([part.has(column.name) for part in parts])[rows["part"]]
        unlike = _say_otherwise(rows[column.name], first, column.name, facts.cohort)
        if np.any(unlike & has & has[first]):
            own = np.unique(students[unlike & has & has[first]])
            found.append(pd.Series(column.title, index=own, dtype="str"))
    titles = pd.concat(found)
    return titles.groupby(titles.index).agg("、".join).astype("str")


def _say_otherwise(values: pd.Series, first: np.ndarray, field: str, cohort: Cohort) -> np.ndarray:
    """Whether each value says something else than the one at the place given for it."""
    other = values.iloc[first]
    unlike: np.ndarray = values.to_numpy() != other.to_numpy()
    if unlike.any():
        own, others = (comparable(field, one[unlike], cohort) for one in (values, other))
        unlike[unlike] = own.to_numpy() != others.to_numpy()
    return unlike


def _column_missing(facts: Facts) -> pd.DataFrame:
    """Sheets without what is to be completed or confirmed in them, at their first row.

    A school's own template may have fewer columns than the form: then nobody knows.
    """
    table, form = facts.tables["returned"], facts.cohort.checklist
    lacking = {
        place: names
        for place, part in enumerate(table.parts)
        if not form.template and (names := _lacking(form.fields, part))
    }
    rows = table.usable[table.usable["part"].isin(lacking)].drop_duplicates("part")
    if rows.empty:
        return NO_HITS
    colleges = most_common_colleges(facts)
    titles = {
        place: "、".join(RETURNED.column(name).title for name in names)
        for place, names in lacking.items()
    }
    return pd.DataFrame(
        {
            "subject": [f"{table.parts[at].file}|{table.parts[at].sheet}" for at in rows["part"]],
            "college": [colleges.get(at, "") for at in rows["part"]],
            "source": "returned",
            "id": rows.index,
            "column": [lacking[at][0] for at in rows["part"]],
            "field": [lacking[at][0] for at in rows["part"]],
            "observed": [titles[at] for at in rows["part"]],
        }
    )


def _lacking(fields: Sequence[str], part: Part) -> list[str]:
    """The columns of the table that goes out which a sheet lacks, where it surely is that table.

    That is, it has the check code, or lacks only what is to be completed in it.
    """
    lacks = [name for name in fields if not part.has(name) and name != "remark"]
    return lacks if part.code or COMPLETED.issuperset(lacks) else []


def _changed(*kinds: Change) -> Find:
    """A finder of what colleges changed in these ways (see `checklist.compare`)."""

    def find(facts: Facts) -> pd.DataFrame:
        if facts.changes.empty:
            return facts.changes
        hits = facts.changes[facts.changes["kind"].isin(kinds)]
        titles = {column.name: column.title for column in RETURNED.columns}
        private = hits["field"] == "id_no"
        where = first_difference(hits["returned"].where(private, ""), hits["sent"])
        hits = hits.assign(
            subject=hits["cell"],
            source="returned",
            column=hits["field"],
            title=hits["field"].map(titles),
            observed=hits["returned"].mask(private, shown(hits["returned"]) + where),
            expected=hits["sent"].mask(private, shown(hits["sent"])),
        )
        return hits.assign(
            seen=_said(hits, "observed", "空白"), was=_said(hits, "expected", "空白")
        )

    return find


def _unlike(*fields: str) -> Find:
    """A finder of what contradicts the roster where no comparison with what was sent says it."""
    contradicting = differs(fields, "returned")

    def find(facts: Facts) -> pd.DataFrame:
        hits, said = contradicting(facts), facts.changes
        if hits.empty or said.empty:
            return hits
        cells, told = (pd.MultiIndex.from_frame(one[["id", "field"]]) for one in (hits, said))
        return hits[~cells.isin(told)]

    return find


def _said(hits: pd.DataFrame, column: str, blank: str) -> pd.Series:
    """The values as a sentence may say them; a birth date is only in the cell itself."""
    said = ("“" + hits[column] + "”").where(hits[column] != "", blank)
    return said.mask((hits["field"] == "birth_date") & (hits[column] != ""), "（见单元格）")


def _at(rows: pd.DataFrame, column: pd.Series | str, **columns: object) -> pd.DataFrame:
    """Hits on colleges at a cell of the register."""
    fields = [column] * len(rows) if isinstance(column, str) else column
    ids = [rows.at[code, f"id_{field}"] for code, field in zip(rows.index, fields, strict=True)]
    return pd.DataFrame(
        {
            "subject": rows.index,
            "college": rows.index,
            "source": "handovers",
            "id": np.where(np.array(ids) >= 0, ids, rows["id"]),
            "column": column,
            "field": column,
            **columns,
        },
        index=rows.index,
    )


def _stray(facts: Facts) -> pd.DataFrame:
    table = facts.tables["handovers"]
    rows = table.usable
    rows = rows[colleges.resolve(rows["college"], facts.cohort) == ""]
    unknown = about_others(
        table,
        rows,
        "college",
        rows["college"],
        observed=rows["college"],
        title=table.source.title,
        reason="参数文件中没有这个学院",
        hint="无",
        advice="请核实。",
    )
    return pd.concat([strays("returned")(facts), unknown], ignore_index=True)


RULES: tuple[Rule, ...] = (
    Rule(
        "return.missing", "2.3.2", Severity.NOTICE, Step.INFO, Move.COLLEGE,
        "核对表未交回",
        "{words}。{advice}。",
        _missing, "electronic_on", ("handovers",), todo=True,
    ),
    Rule(
        "return.incomplete", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未交齐",
        "{words}，电子版和纸质版缺一不可。",
        _incomplete, "", ("handovers",),
    ),
    Rule(
        "return.late", "2.3.3", Severity.ERROR, Step.INFO, Move.SCHOOL,
        "核对表逾期交回",
        "{observed} 才交齐，期限是 {expected}。学历报库和证书发放随之推迟，请研究生院安排。",
        _late, "", ("handovers",),
    ),
    Rule(
        "return.unsigned", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未签字",
        "纸质版缺{who}签字。请补签后重交。",
        _unsigned, "", ("handovers",),
    ),
    Rule(
        "return.unsealed", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未盖章",
        "纸质版没有学院公章。请盖章后重交。",
        _unsealed, "sealed", ("handovers",),
    ),
    Rule(
        "return.paper_differs", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "纸质版与电子版不是同一版",
        "纸质版的核对码是 {observed}，电子版是 {expected}。请重新打印签字，或重交电子版。",
        _paper_differs, "check_code", ("handovers", "returned"),
    ),
    Rule(
        "return.column_missing", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表缺少列",
        "交回的核对表里没有“{observed}”列，等于没有交回这些内容。请学院补上后重交；只是改了表头的，改回原来的表头。",
        _column_missing, "", ("returned",),
    ),
    Rule(
        "return.code", "2.3.2", Severity.WARNING, Step.INFO, Move.COLLEGE,
        "核对码不符",
        "{why}，不能确认依据的是哪一版。已与现有信息逐格比对；请学院用发出的核对表重交。",
        _changed(Change.CODE), "code", ("returned",),
    ),
    Rule(
        "return.outdated", "2.3.2", Severity.WARNING, Step.INFO, Move.COLLEGE,
        "依据旧版核对表",
        "{title}仍是旧版核对表的{seen}，现有信息已变。请学院用最新的核对表核实这一格。",
        _changed(Change.OUTDATED), "", ("returned",),
    ),
    Rule(
        "return.locked", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "擅改锁定信息",
        "{title}由{was}改成了{seen}，{why}。请改回，或提交更正申请和证明材料。",
        _changed(Change.LOCKED), "", ("returned",),
    ),
    Rule(
        "return.permitted", "2.2.4", Severity.NOTICE, Step.INFO, Move.SCHOOL,
        "允许的修改",
        "{title}由{was}改成了{seen}，在允许范围内。请研究生院确认后采用。",
        _changed(Change.PERMITTED), "", ("returned",),
    ),
    Rule(
        "return.filled", "2.2.3", Severity.NOTICE, Step.INFO, Move.SCHOOL,
        "学院已补全",
        "{title}原为空白，学院填了{seen}。请研究生院确认后采用。",
        _changed(Change.FILLED), "", ("returned",),
    ),
    Rule(
        "return.row_added", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表增加了行",
        "交回的核对表多出这一行：{why}。请学院核实；不属于本学院的请删去。",
        _changed(Change.ADDED), "student_no", ("returned",),
    ),
    Rule(
        "return.row_missing", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表缺少学生",
        "交回的核对表里没有该生（{why}）。请学院补上这一行后重交。",
        _changed(Change.MISSING), "student_no", ("returned",),
    ),
    Rule(
        "return.two_rows", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "同一学生交回的内容不一致",
        "该生在交回的核对表里不止一行，{observed}不同：{where}。暂按最后一处核对。请学院确认以哪一处为准，删去另一处。",
        _two_rows, "student_no", ("returned",),
    ),
    Rule(
        "return.name_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表姓名与学籍不一致",
        "核对表姓名为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；确需更正的，提交更正申请和证明材料。",
        _unlike("name"), "name", ("returned",),
    ),
    Rule(
        "return.number_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表证件号或学号与学籍不一致",
        "核对表中为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；确需更正的，提交更正申请和证明材料。",
        _unlike("student_no", "id_no"), "", ("returned",),
    ),
    Rule(
        "return.stray", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "交回材料中有名册以外的人或学院",
        "{title}中的“{observed}”对应不到：{reason}。线索：{hint}。{advice}",
        _stray,
    ),
    Rule(
        "return.damaged", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "交回表格单元格损坏",
        "{title}已损坏：{observed}，不能用于对应。请学院重交，该列设为文本。",
        damaged("returned"), "", ("returned",),
    ),
)  # fmt: skip
