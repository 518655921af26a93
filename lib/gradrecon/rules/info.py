"""Chapter info: written applications to change what a student's record says (2.2.4)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.applications import MOVES, filed, states
from gradrecon.cases.facts import Facts
from gradrecon.columns.distinct import by_distinct
from gradrecon.rules.finders.differences import differs
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.rule import Rule, about_rows, rule
from gradrecon.sources.application_fields import IMAGE
from gradrecon.vocabulary import ApplicationState, Matter, Move, Severity, Step

# Statements on majors and photos belong to their own chapters.
OF_PICTURES = "图像|照片"
_ELSEWHERE = f"英文|{OF_PICTURES}"


@rule(
    code="info.pending", clause="2.2.4", severity=Severity.NOTICE, step=Step.INFO,
    move=Move.COLLEGE, field="state", needs=("applications",),
    title="更正申请未办结",
    message="“{what}”的更正申请{observed}，尚未办结。请尽快办理，批准前信息不变。",
)  # fmt: skip
def _pending(facts: Facts) -> pd.DataFrame:
    own = facts.linked["applications"]
    state = states(own.rows["state"], facts.cohort)
    rows = own.rows[
        state.isin((ApplicationState.DRAFT, ApplicationState.COLLEGE))
        & ~own.rows["field"].str.contains(_ELSEWHERE)
    ]
    state = state[rows.index]
    return about_rows(
        own,
        rows,
        "state",
        facts,
        observed=state,
        item=rows["field"],
        what=rows["field"],
        move=by_distinct(state, lambda word: MOVES[word]),
    )


@rule(
    code="info.not_applied", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, needs=("applications",),
    title="已批准而记录未更改",
    message="“{what}”的更正已经批准，学籍或对照表仍是原来的内容。请研究生院更改记录；"
    "申请没有写明改成什么的，请补写。",
)  # fmt: skip
def _not_applied(facts: Facts) -> pd.DataFrame:
    """Approved by the graduate school, and the record still says something else."""
    own, found = facts.linked["applications"], facts.shared(filed)
    found = found[(found["state"] == ApplicationState.APPROVED) & (found["field"] != IMAGE)]
    rows = own.rows.at(found.index)
    return about_rows(
        own,
        rows,
        "after",
        facts,
        field=found["field"],
        observed=rows["after"],
        item=rows["field"],
        what=found["title"],
    )


@rule(
    code="info.unknown_word", clause="2.2.4", severity=Severity.WARNING, step=Step.INFO,
    move=Move.SCHOOL, field="state", needs=("applications",),
    title="审核状态不认识",
    message="申请的审核状态“{observed}”不认识，按未办结处理。"
        "请核实；说法没错的，补入 params 的 [words.applications]。",
)  # fmt: skip
def _unknown_word(facts: Facts) -> pd.DataFrame:
    own = facts.linked["applications"]
    rows = own.rows[states(own.rows["state"], facts.cohort) == ""]
    return about_rows(own, rows, "state", facts, observed=rows["state"], item=rows["field"])


@rule(
    code="info.name_differs", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.IDENTITY, field="name", needs=("applications",),
    title="申请人姓名与学籍不一致",
    message="申请人姓名为“{observed}”，学籍为“{expected}”{where}。请学院核实是谁的申请，"
    "核实前不要办理。",
)  # fmt: skip
def _name_differs(facts: Facts) -> pd.DataFrame:
    """Another name than the roster's, unless it is the one that is applied for."""
    hits = differs(("name",), "applications")(facts)
    if hits.empty:
        return hits
    wanted = facts.tables["applications"].rows["after"].iloc[hits["id"]]
    return hits[hits["observed"].to_numpy() != wanted.to_numpy()]


_number_differs = rule(
    code="info.number_differs", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.IDENTITY, needs=("applications",),
    title="申请人证件号或学号与学籍不一致",
    message="申请中为“{observed}”，学籍为“{expected}”{where}。请学院核实是谁的申请，"
    "核实前不要办理。",
)(differs(("student_no", "id_no"), "applications"))  # fmt: skip

_stray = rule(
    code="info.stray", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNMATCHED, field="student_no", needs=("applications",),
    title="申请中有名册以外的人",
    message="{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
)(unmatched("applications", advice="请核实学号。"))  # fmt: skip

_damaged = rule(
    code="info.damaged", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNMATCHED, needs=("applications",),
    title="申请单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请重新填写，该列设为文本。",
)(damaged("applications"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _pending,
    _not_applied,
    _unknown_word,
    _name_differs,
    _number_differs,
    _stray,
    _damaged,
)
