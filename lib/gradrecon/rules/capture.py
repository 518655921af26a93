"""Chapter capture: who was photographed, when and how, and who still is not (1.1 to 1.5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.cases.capture import MUST, VERIFY, day_in, how_to_capture, unlisted
from gradrecon.cases.facts import Facts
from gradrecon.cases.slots import last_days
from gradrecon.columns.arrow import coded
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import look_up, pick, repeated
from gradrecon.linking.captured import NOT_DONE, UNKNOWN, UNSURE
from gradrecon.rules.finders.differences import counted, differs, ids_in_full, joined_values
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.finders.words import UNKNOWN_WORD, unknown_words
from gradrecon.rules.rule import Rule, about_rows, about_students, once, rule
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import Matter, Move, Severity, Step


@rule(
    code="capture.missing", clause="1.5", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDENT, about=Matter.UNDONE, todo=True, field="taken", needs=("studio",),
    title="应采集而未采集",
    message="{observed}，{listed}。{advice}",
)  # fmt: skip
def _missing(facts: Facts) -> pd.DataFrame:
    cases = facts.cases
    absent = cases[cases["obligation"].isin(MUST) & (cases["captures"] == 0)]
    last, college = facts.shared(last_days), absent["college"]
    late = college.isin([code for code, day in last.items() if facts.past(day)])
    taken = unlisted(absent, facts.cohort)
    advice = by_distinct(college, lambda code: how_to_capture(facts, last[code]))
    return about_students(
        absent,
        observed=absent["obligation"],
        listed=_listed_as(facts, absent),
        severity=pick(late, Severity.ERROR, Severity.NOTICE),
        move=pick(taken, Move.STUDIO, Move.STUDENT),
        advice=advice.mask(
            taken, "学信网却有该生 " + absent["chsi_captured_on"] + " 的图像，且为“正确”。" + VERIFY
        ),
    )


def _listed_as(facts: Facts, cases: Rows) -> pd.Series:
    """What the studio's list says of students without a finished capture, in words."""
    studio = facts.linked["studio"]
    aside = studio.aside[studio.aside["why"].isin(NOT_DONE)]
    if aside.empty:
        return coded(np.zeros(len(cases), dtype="int8"), ("采集名单中没有该生",), cases.index)
    words = studio.table.rows["state"][aside.index]
    said = words.groupby(aside["student"]).agg(lambda one: "、".join(sorted({*one} - {""})))
    said = cases.index.to_series().map(said).fillna("").astype("str")
    return ("采集名单里是“" + said + "”，不算已采集").where(said != "", "采集名单中没有该生")


@rule(
    code="capture.state_unread", clause="1.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, field="state", needs=("studio",),
    title="采集状态不能确定",
    message="采集状态“{observed}”{advice}；在此之前不算已采集。",
)  # fmt: skip
def _state_unread(facts: Facts) -> pd.DataFrame:
    """States that are not known, or that two lists tell differently of one capture."""
    studio = facts.linked["studio"]
    aside = studio.aside[studio.aside["why"].isin((UNKNOWN, UNSURE))]
    rows = Rows(studio.table.rows, aside.index.to_numpy()).assign(
        student=aside["student"], why=aside["why"]
    )
    rows = rows[rows["student"] >= 0]
    return about_rows(
        studio,
        rows,
        "state",
        facts,
        observed=rows["state"].where(rows["state"] != "", "空白"),
        advice=pick(
            rows["why"] == UNSURE,
            "与另一处说的不同，请采集单位确认",
            "不在词表中，请查明含义后补入 params 的 studio_words",
        ),
    )


@rule(
    code="capture.not_approved", clause="1.1.4", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.COLLEGE, about=Matter.UNDONE, field="student_no", needs=("studio", "recapture"),
    title="未经审核已采集",
    message="两份名单和审核名单都没有该生，却已采集。请学院补报情况，由研究生院审核。",
)  # fmt: skip
def _not_approved(facts: Facts) -> pd.DataFrame:
    studio = facts.linked["studio"]
    cases, lists = facts.cases, ("on_must_capture", "on_recapture", "on_approved")
    unlisted = np.logical_and.reduce([cases[name] == NO for name in lists])
    rows = studio.rows[facts.are(studio.rows, pd.Series(unlisted))]
    return once(about_rows(studio, rows, "student_no", facts))


@rule(
    code="capture.before_approval", clause="1.1.4", severity=Severity.WARNING,
    step=Step.CAPTURE, move=Move.COLLEGE, field="taken", needs=("studio", "approved"),
    title="审核同意之前已采集",
    message="采集于 {observed}，研究生院 {expected} 才审核同意。请学院核实日期，"
    "确属提前的报研究生院。",
)  # fmt: skip
def _before_approval(facts: Facts) -> pd.DataFrame:
    """Those who could come by approval only, before the first day on which it was given."""
    studio, cases, granted = facts.linked["studio"], facts.cases, facts.linked["approved"].rows
    first = day_in(granted["approved_on"]).groupby(granted["student"]).agg(min)
    listed = (cases["on_must_capture"] == YES) | (cases["on_recapture"] == YES)
    rows = studio.rows[facts.are(studio.rows, (cases["on_approved"] == YES) & ~listed)]
    taken, allowed = day_in(rows["taken"]), rows["student"].map(first).astype("str")
    early = (taken != "") & (taken < allowed)
    rows, taken, allowed = rows[early], taken[early], allowed[early]
    return once(about_rows(studio, rows, "taken", facts, observed=taken, expected=allowed))


@rule(
    code="capture.twice", clause="1.2.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="taken", needs=("studio",),
    title="重复采集",
    message="采集名单中有{observed}采集：{days}。请采集单位确认以哪一次为准。",
)  # fmt: skip
def _twice(facts: Facts) -> pd.DataFrame:
    studio = facts.linked["studio"]
    rows = facts.with_siblings(studio.rows)
    counts = counted(rows["student"])
    days = rows["taken"].str[:16].groupby(rows["student"]).agg("、".join)
    return once(
        about_rows(
            studio,
            rows,
            "taken",
            facts,
            observed=counts + "次",
            days=days[rows["student"]].to_numpy(),
        )
    )


@rule(
    code="capture.code_shared", clause="1.2.2", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, field="code", needs=("studio",),
    title="一码多人",
    message="采集码 {observed} 用于多名学生：{owners}。请采集单位核实照片各是谁的。",
)  # fmt: skip
def _code_shared(facts: Facts) -> pd.DataFrame:
    studio, others = facts.linked["studio"], _codes_of_others(facts)
    rows = studio.rows[studio.rows["code"] != ""]
    rows = rows[repeated(rows["code"]) | rows["code"].isin(others.index)]
    users = pd.Series(facts.of_case(rows, "student_no").array, rows["code"].array)
    both = pd.concat([users, others])
    owners = joined_values(both.index.to_series(both.index), both)
    rows = rows[rows["code"].isin(owners.index)]
    return once(
        about_rows(
            studio, rows, "code", facts, observed=rows["code"], owners=look_up(rows["code"], owners)
        )
    )


def _codes_of_others(facts: Facts) -> pd.Series:
    """Whom the studio's rows name that are no in-scope student's, index = the code."""
    match, table = facts.matches["studio"], facts.tables["studio"]
    ids = [match.unmatched.index.to_numpy(), match.out_of_scope.index.to_numpy()]
    rows = Rows(table.rows, np.concatenate(ids))
    named = rows["student_no"].where(rows["student_no"] != "", rows["name"])
    stray = np.arange(len(rows)) < len(ids[0])
    who = named.mask(stray, "对应不到的" + named).set_axis(rows["code"].array)
    return who[who.index != ""]


@rule(
    code="capture.codes_differ", clause="1.2.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="code", needs=("studio",),
    title="一人多码",
    message="该生用过不同的采集码：{observed}。请采集单位核实。",
)  # fmt: skip
def _codes_differ(facts: Facts) -> pd.DataFrame:
    studio = facts.linked["studio"]
    rows = studio.rows[studio.rows["code"] != ""]
    codes = joined_values(rows["student"], rows["code"])
    rows = rows[rows["student"].isin(codes.index)]
    used = codes[rows["student"]].to_numpy()
    return once(about_rows(studio, rows, "code", facts, observed=used))


@rule(
    code="capture.fee", clause="1.2.4", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="fee", needs=("studio",),
    title="缴费金额不符",
    message="缴费 {observed} 元，应为 {expected} 元。请与采集单位核对。",
)  # fmt: skip
def _fee(facts: Facts) -> pd.DataFrame:
    studio = facts.linked["studio"]
    fee = f"{facts.cohort.studio.fee:g}"
    rows = studio.rows[(studio.rows["fee"] != "") & (studio.rows["fee"] != fee)]
    return about_rows(studio, rows, "fee", facts, observed=rows["fee"], expected=fee)


@rule(
    code="capture.paper_photo", clause="1.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDENT, field="paper_photo", needs=("studio",),
    title="补采集未交纸质照片",
    message="已补采集，尚未向学院交纸质照片。请学生尽快交来。",
)  # fmt: skip
def _paper_photo(facts: Facts) -> pd.DataFrame:
    studio = facts.linked["studio"]
    rows = studio.rows
    told = [
        number for number, part in enumerate(studio.table.parts) if "paper_photo" in part.columns
    ]
    # A day after capture is make-up, whatever the flag says (1.5).
    last = facts.cohort.calendar.capture_last.isoformat()
    rows = rows[(rows["makeup"] == YES) | (day_in(studio.rows["taken"]) > last)]
    rows = rows[rows["paper_photo"].isin(("", NO)) & rows["part"].isin(told)]
    return about_rows(studio, rows, "paper_photo", facts)


@rule(
    code="capture.full_id", clause="1.0", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.STUDIO, field="id_no", needs=("studio",),
    title="采集名单含完整证件号",
    message="该文件有 {observed} 个完整证件号。采集单位不应持有证件号，"
    "请其改用掩码重发并删除原文件。",
)  # fmt: skip
def _full_id(facts: Facts) -> pd.DataFrame:
    table = facts.tables["studio"]
    rows = table.usable_rows
    parts = rows[ids_in_full(rows["id_no"])]["part"]
    counts = parts.value_counts().sort_index()
    first = parts.drop_duplicates().sort_values()
    return pd.DataFrame(
        {
            "subject": [
                f"{table.parts[part].file}|{table.parts[part].sheet}" for part in counts.index
            ],
            "source": "studio",
            "id": first.index,
            "column": "id_no",
            "observed": counts.astype("str").to_numpy(),
        }
    )


_name_differs = rule(
    code="capture.name_differs", clause="1.0", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, about=Matter.IDENTITY, field="name", needs=("studio",),
    title="采集姓名与学籍不一致",
    message="采集名单姓名为“{observed}”，学籍为“{expected}”{where}。请采集单位核实照片是否本人。",
)(differs(("name",), "studio"))  # fmt: skip

_number_differs = rule(
    code="capture.number_differs", clause="1.0", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, about=Matter.IDENTITY, needs=("studio",),
    title="采集证件号或学号与学籍不一致",
    message="采集名单中为“{observed}”，学籍为“{expected}”{where}。请采集单位核实照片是否本人。",
)(differs(("student_no", "id_no"), "studio"))  # fmt: skip

_unknown_word = rule(
    code="capture.unknown_word", clause="1.5", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, needs=("studio",),
    title="采集名单中的用词不认识",
    message=UNKNOWN_WORD,
)(unknown_words("studio"))  # fmt: skip

_stray = rule(
    code="capture.stray", clause="1.1.4", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, about=Matter.UNMATCHED, field="student_no", needs=("studio",),
    title="采集名单中有名册以外的人",
    message="{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
)(unmatched("studio"))  # fmt: skip

_damaged = rule(
    code="capture.damaged", clause="1.0", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.STUDIO, about=Matter.UNMATCHED, needs=("studio",),
    title="采集名单单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请采集单位重新导出，该列设为文本。",
)(damaged("studio"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _missing,
    _not_approved,
    _before_approval,
    _twice,
    _code_shared,
    _codes_differ,
    _state_unread,
    _name_differs,
    _number_differs,
    _unknown_word,
    _stray,
    _fee,
    _paper_photo,
    _full_id,
    _damaged,
)
