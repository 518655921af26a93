"""Chapter info: written applications to change what a student's record says (2.2.4)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.columns.lookup import pick
from gradrecon.rules.finders.differences import differs
from gradrecon.rules.finders.strays import damaged, strays
from gradrecon.rules.rule import Rule, about_rows
from gradrecon.vocabulary import ApplicationState, Matter, Move, Severity, Step

_SETTLED = (ApplicationState.APPROVED, ApplicationState.REFUSED)
# Statements on majors and photos belong to their own chapters.
OF_PICTURES = "图像|照片"
_ELSEWHERE = f"英文|{OF_PICTURES}"


def _pending(facts: Facts) -> pd.DataFrame:
    own = facts.linked["applications"]
    rows = own.rows[~own.rows["state"].isin(_SETTLED) & ~own.rows["field"].str.contains(_ELSEWHERE)]
    at_school = rows["state"] == ApplicationState.COLLEGE
    state = rows["state"].where(rows["state"] != "", ApplicationState.DRAFT.value)
    return about_rows(
        own,
        rows,
        "state",
        facts,
        observed=state,
        item=rows["field"],
        what=rows["field"],
        move=pick(at_school, Move.SCHOOL, Move.COLLEGE),
    )


def _name_differs(facts: Facts) -> pd.DataFrame:
    """Another name than the roster's, unless it is the one that is applied for."""
    hits = differs(("name",), "applications")(facts)
    if hits.empty:
        return hits
    wanted = facts.tables["applications"].rows["after"].iloc[hits["id"]]
    return hits[hits["observed"].to_numpy() != wanted.to_numpy()]


RULES: tuple[Rule, ...] = (
    Rule(
        "info.pending", "2.2.4", Severity.NOTICE, Step.INFO, Move.COLLEGE,
        "更正申请未办结",
        "“{what}”的更正申请{observed}，尚未办结。请尽快办理，批准前信息不变。",
        _pending, "state", ("applications",),
    ),
    Rule(
        "info.name_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "申请人姓名与学籍不一致",
        "申请人姓名为“{observed}”，学籍为“{expected}”{where}。请学院核实是谁的申请，核实前不要办理。",
        _name_differs, "name", ("applications",),
        about=Matter.IDENTITY,
    ),
    Rule(
        "info.number_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "申请人证件号或学号与学籍不一致",
        "申请中为“{observed}”，学籍为“{expected}”{where}。请学院核实是谁的申请，核实前不要办理。",
        differs(("student_no", "id_no"), "applications"), "", ("applications",),
        about=Matter.IDENTITY,
    ),
    Rule(
        "info.stray", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "申请中有名册以外的人",
        "{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
        strays("applications", advice="请核实学号。"), "student_no", ("applications",),
        about=Matter.STRAY,
    ),
    Rule(
        "info.damaged", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "申请单元格损坏",
        "{title}已损坏：{observed}，不能用于对应。请重新填写，该列设为文本。",
        damaged("applications"), "", ("applications",),
        about=Matter.STRAY,
    ),
)  # fmt: skip
