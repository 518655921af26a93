"""Chapter lists: who is on which attachment, and who is on none (1.1.2 to 1.1.4)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cases.images import image_doubt
from gradrecon.cohort.days import CapturePhase, capture_phase, makeup_end
from gradrecon.cohort.days import said as day_said
from gradrecon.rules.finders.differences import differs
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.rule import Rule, about_rows, about_students, once, rule
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import Matter, Move, Obligation, Severity, Step

_LISTS = ("must_capture", "recapture", "approved", "images")


@rule(
    code="lists.both", clause="1.1.3", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, field="student_no", needs=("must_capture", "recapture"),
    title="同时列入附件1和附件2",
    message="该生同时列入附件1和附件2，暂按必须采集处理。请核实是否已有图像，只保留一处。",
)  # fmt: skip
def _both(facts: Facts) -> pd.DataFrame:
    second = facts.linked["recapture"]
    rows = second.rows[facts.are(second.rows, facts.cases["on_must_capture"] == YES)]
    return once(about_rows(second, rows, "student_no", facts))


@rule(
    code="lists.no_old_image", clause="1.1.3", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, field="student_no", needs=("recapture",),
    title="列入附件2却没有图像",
    message="附件2只收已有图像的学生，图像记录中却没有该生，暂按必须采集处理。"
    "请核实：确无图像的改列附件1，有的更正图像记录。",
)  # fmt: skip
def _no_old_image(facts: Facts) -> pd.DataFrame:
    return _contradicted(facts, "recapture", NO)


@rule(
    code="lists.has_image", clause="1.1.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, field="student_no", needs=("must_capture",),
    title="列入附件1却已有图像",
    message="附件1只收从未采集过的学生，图像记录中却有该生，暂按必须采集处理。"
    "请核实：确有图像的移出附件1，没有的更正图像记录。",
)  # fmt: skip
def _has_image(facts: Facts) -> pd.DataFrame:
    return _contradicted(facts, "must_capture", YES)


def _contradicted(facts: Facts, name: str, image: str) -> pd.DataFrame:
    """Rows of one list only whose image record says what the list rules out, while it matters."""
    cases, listed = facts.cases, facts.linked[name]
    told = (cases["image_on_record"] == image) & (cases["captures"] == 0)
    on_both = (cases["on_must_capture"] == YES) & (cases["on_recapture"] == YES)
    rows = listed.rows[facts.are(listed.rows, told & ~on_both)]
    return once(about_rows(listed, rows, "student_no", facts))


@rule(
    code="lists.image_unclear", clause="1.1.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL,
    title="看不出有无图像",
    message="{observed}。请查明该生有无图像，更正名册或名单。",
)  # fmt: skip
def _image_unclear(facts: Facts) -> pd.DataFrame:
    """Who may have an image or not, by sources that contradict each other or say neither."""
    inside = facts.students[facts.students["in_scope"]]
    own = inside["image"].set_axis(facts.cases.index)
    doubt = image_doubt(own, facts.linked["images"])
    unclear = (doubt != "") & (facts.cases["captures"] == 0)
    return about_students(facts.cases[unclear], observed=doubt[unclear])


_ON_NEITHER = "附件1、附件2都没有该生，也没有已有图像。请学院上报情况"
_NOT_DELIVERED = "附件1没有该生，附件2没有提供，也没有已有图像。请学院核实；不在附件2的，上报情况"


@rule(
    code="lists.neither", clause="1.1.4", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.COLLEGE, about=Matter.UNDONE, field="student_no",
    title="不在名单且无图像",
    message="{said}。",
)  # fmt: skip
def _neither(facts: Facts) -> pd.DataFrame:
    cases = facts.cases
    unlisted = cases["obligation"] == Obligation.REVIEW
    said = _ON_NEITHER if facts.tables["recapture"].present else _NOT_DELIVERED
    over = capture_phase(facts.cohort, facts.as_of) is CapturePhase.OVER
    late = f"。补采集已于{day_said(makeup_end(facts.cohort))}结束，由研究生院另行研究"
    then = late if over else "，经研究生院审核后采集"
    return about_students(cases[unlisted & (cases["captures"] == 0)], said=said + then)


_name_differs = rule(
    code="lists.name_differs", clause="1.1.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.IDENTITY, field="name",
    title="名单姓名与学籍不一致",
    message="{title}中姓名为“{observed}”，学籍为“{expected}”{where}。请核实是否同一人，"
    "以学籍为准更正名单。",
)(differs(("name",), *_LISTS))  # fmt: skip

_number_differs = rule(
    code="lists.number_differs", clause="1.1.2", severity=Severity.WARNING, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.IDENTITY,
    title="名单证件号或学号与学籍不一致",
    message="{title}中为“{observed}”，学籍为“{expected}”{where}。请核实是否同一人，"
    "以学籍为准更正名单。",
)(differs(("student_no", "id_no"), *_LISTS))  # fmt: skip

_stray = rule(
    code="lists.stray", clause="1.1.2", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.UNMATCHED, field="student_no",
    title="名单中有名册以外的人",
    message="{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
)(unmatched(*_LISTS, advice="请核实学号，或从名单删除。"))  # fmt: skip

_damaged = rule(
    code="lists.damaged", clause="1.1.2", severity=Severity.ERROR, step=Step.CAPTURE,
    move=Move.SCHOOL, about=Matter.UNMATCHED,
    title="名单单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请重新导出，该列设为文本。",
)(damaged(*_LISTS))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _both,
    _no_old_image,
    _has_image,
    _image_unclear,
    _neither,
    _name_differs,
    _number_differs,
    _stray,
    _damaged,
)
