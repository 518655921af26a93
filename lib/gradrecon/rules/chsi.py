"""Chapter chsi: whether each captured student has checked the photo on CHSI (1.4)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.applications import GRANTED, states
from gradrecon.cases.capture import MUST, how_to_capture
from gradrecon.cases.cases import chsi_states
from gradrecon.cases.facts import Facts
from gradrecon.cases.objections import mover
from gradrecon.cohort.days import said, span_said, until
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.columns.lookup import pick
from gradrecon.rules.finders.differences import NO_HITS, differs, joined_values
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.info import OF_PICTURES
from gradrecon.rules.rule import Rule, about_rows, about_students, once, rule
from gradrecon.values.flags import NO, YES
from gradrecon.vocabulary import (
    ApplicationState,
    ChsiState,
    Matter,
    Move,
    Obligation,
    Severity,
    Step,
)

_SHOWS_IMAGE = (ChsiState.RIGHT, ChsiState.WRONG, ChsiState.UNCHECKED)


def _open(facts: Facts) -> bool:
    """Whether CHSI's check has begun: before, its silence means nothing."""
    return facts.as_of >= facts.cohort.calendar.chsi_check.first


@rule(
    code="chsi.absent", clause="1.4", severity=Severity.WARNING, step=Step.CHSI,
    move=Move.STUDIO, field="word", needs=("studio", "chsi"),
    title="已采集而学信网无图像",
    message="已采集，学信网：{observed}。可能照片未上传，或采集信息与学籍不符。请采集单位查明。",
)  # fmt: skip
def _absent(facts: Facts) -> pd.DataFrame:
    if not _open(facts):
        return NO_HITS
    cases = facts.cases[facts.cases["captures"] > 0]
    cases = cases[(cases["chsi_rows"] == 0) | (cases["chsi_state"] == ChsiState.NO_IMAGE)]
    shown = cases["chsi_word"].where(cases["chsi_rows"] > 0, "没有记录")
    return about_students(cases, observed=shown)


@rule(
    code="chsi.no_image", clause="1.0", severity=Severity.ERROR, step=Step.CHSI,
    move=Move.SCHOOL, about=Matter.UNDONE, field="word", needs=("chsi",),
    title="不须采集而学信网无图像",
    message="本次没有采集，学信网又为“{observed}”：没有图像不能注册。请研究生院核实；"
    "确无图像的须补采集。{advice}",
)  # fmt: skip
def _no_image(facts: Facts) -> pd.DataFrame:
    """Nobody else speaks of these: they need not come, so no capture is missed."""
    if not _open(facts):
        return NO_HITS
    cases, chsi = facts.cases, facts.linked["chsi"]
    spoken_of = cases["obligation"].isin((*MUST, Obligation.REVIEW))
    bare = (cases["chsi_state"] == ChsiState.NO_IMAGE) & (cases["captures"] == 0) & ~spoken_of
    rows = chsi.rows[facts.are(chsi.rows, bare)]
    return once(
        about_rows(chsi, rows, "word", facts, observed=rows["word"], advice=how_to_capture(facts))
    )


@rule(
    code="chsi.unchecked", clause="1.4", severity=Severity.NOTICE, step=Step.CHSI,
    move=Move.STUDENT, about=Matter.UNDONE, todo=True, field="word", needs=("chsi",),
    title="图像未校对",
    message="学信网图像{observed}。{advice}。",
)  # fmt: skip
def _unchecked(facts: Facts) -> pd.DataFrame:
    window = facts.cohort.calendar.chsi_check
    rows = facts.shared(_rows)
    rows = rows[(rows["state"] == ChsiState.UNCHECKED) & _captured(facts, rows)]
    late = facts.past(window.last)
    if late:
        advice = f"校对期已于{said(window.last)}结束，请学生尽快登录学信网校对"
    elif _open(facts):
        advice = f"请学生{until(window.last, facts.as_of)}登录学信网校对"
    else:
        advice = f"请学生在{span_said(window.first, window.last)}登录学信网校对"
    return once(
        about_rows(
            facts.linked["chsi"],
            rows,
            "word",
            facts,
            observed=rows["word"].where(rows["word"] != "", "未校对"),
            severity=(Severity.WARNING if late else Severity.NOTICE).value,
            advice=advice,
        )
    )


@rule(
    code="chsi.wrong", clause="1.4", severity=Severity.ERROR, step=Step.CHSI, move=Move.COLLEGE,
    about=Matter.UNDONE, field="word", needs=("chsi",),
    title="图像校对有误",
    message="学生在学信网反馈“{observed}”。{advice}。",
)  # fmt: skip
def _wrong(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(_rows)
    rows = rows[rows["state"] == ChsiState.WRONG]
    filed = facts.of_case(rows, "picture_application")
    return once(
        about_rows(
            facts.linked["chsi"],
            rows,
            "word",
            facts,
            observed=rows["word"],
            move=mover(filed),
            advice=by_distinct(filed, _what_next),
        )
    )


def _what_next(state: str) -> str:
    """What is to be done about a disputed picture, by how far the written objection is."""
    match state:
        case "":
            return "请学院收取学生的证明材料并审核"
        case ApplicationState.DRAFT:
            return "书面异议待提交，请学院审核"
        case ApplicationState.COLLEGE:
            return "书面异议学院已审，请研究生院审核"
        case ApplicationState.APPROVED:
            return "书面异议已获批准，请研究生院联系采集单位更正图像"
        case ApplicationState.REFUSED:
            return "书面异议已退回，请学院通知学生补充证明，或改为确认图像"
    return f"书面异议{state}，请研究生院查明"


@rule(
    code="chsi.objection", clause="1.4", severity=Severity.NOTICE, step=Step.CHSI,
    move=Move.COLLEGE, field="state", needs=("chsi", "applications"),
    title="书面异议与校对结果不一致",
    message="学生对图像提出了书面异议（{state}），学信网却是“{observed}”。{advice}。",
)  # fmt: skip
def _objection(facts: Facts) -> pd.DataFrame:
    """A written objection to the picture that CHSI has been told is right, unless told since."""
    own = facts.linked["applications"]
    rows = own.rows[own.rows["field"].str.contains(OF_PICTURES)]
    rows = rows.assign(state=states(rows["state"], facts.cohort))
    rows = rows[rows["state"] != ApplicationState.REFUSED]
    rows = rows[facts.are(rows, facts.cases["chsi_state"] == ChsiState.RIGHT)]
    checked = facts.of_case(rows, "chsi_checked").str[:10]
    since = (rows["filed"] != "") & (checked > rows["filed"])
    rows = rows[~(since & rows["state"].isin(GRANTED))]
    at_school = rows["state"].isin((ApplicationState.COLLEGE, ""))  # "": a word that is not known
    return about_rows(
        own,
        rows,
        "state",
        facts,
        observed=facts.of_case(rows, "chsi_word"),
        item=rows["field"],
        state=rows["state"].where(rows["state"] != "", "状态不明"),
        move=pick(at_school, Move.SCHOOL, Move.COLLEGE),
        advice=pick(at_school, "请研究生院审核", "请学院与学生核实以哪个为准"),
    )


@rule(
    code="chsi.unknown_word", clause="1.4", severity=Severity.WARNING, step=Step.CHSI,
    move=Move.SCHOOL, field="word", needs=("chsi",),
    title="校对状态无法识别",
    message="学信网状态“{observed}”不在词表中。请查明含义后补入 params 的 chsi_words。",
)  # fmt: skip
def _unknown_word(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(_rows)
    rows = rows[rows["state"] == ""]
    return about_rows(facts.linked["chsi"], rows, "word", facts, observed=rows["word"])


@rule(
    code="chsi.image_without_capture", clause="1.4", severity=Severity.WARNING, step=Step.CHSI,
    move=Move.SCHOOL, field="word", needs=("chsi", "studio"),
    title="有图像而无采集记录",
    message="学信网状态为“{observed}”，采集名单中却没有该生已完成的采集。"
    "请核实图像来源和采集名单是否齐全。",
)  # fmt: skip
def _image_without_capture(facts: Facts) -> pd.DataFrame:
    if not facts.tables["studio"].present:
        return NO_HITS
    rows = facts.shared(_rows)
    listed = facts.are(rows, facts.cases["obligation"].isin(MUST))
    rows = rows[rows["state"].isin(_SHOWS_IMAGE) & listed & ~_captured(facts, rows)]
    return once(about_rows(facts.linked["chsi"], rows, "word", facts, observed=rows["word"]))


@rule(
    code="chsi.older", clause="1.1.3", severity=Severity.WARNING, step=Step.CHSI,
    move=Move.STUDIO, field="captured_on", needs=("chsi", "studio"),
    title="学信网仍是旧图像",
    message="已于 {expected} 重新采集，学信网图像仍是 {observed} 的。"
    "请采集单位查明新图像是否上传。",
)  # fmt: skip
def _older(facts: Facts) -> pd.DataFrame:
    rows = facts.shared(_rows)
    taken = facts.of_case(rows, "taken").str[:10]
    cases = facts.cases
    had_one = (cases["on_recapture"] == YES) | (cases["image_on_record"] == YES)
    again = facts.are(rows, had_one & (cases["on_must_capture"] == NO))
    older = (rows["captured_on"] != "") & (taken != "") & (rows["captured_on"] < taken)
    rows = rows[again & older]
    return once(
        about_rows(
            facts.linked["chsi"],
            rows,
            "captured_on",
            facts,
            observed=rows["captured_on"],
            expected=taken[rows.index],
        )
    )


@rule(
    code="chsi.two_results", clause="1.4", severity=Severity.ERROR, step=Step.CHSI,
    move=Move.SCHOOL, field="word", needs=("chsi",),
    title="校对结果互相矛盾",
    message="学信网导出中该生有不同结果：{observed}。请重新导出核实，暂不采用任何一个。",
)  # fmt: skip
def _two_results(facts: Facts) -> pd.DataFrame:
    rows = facts.linked["chsi"].rows
    words = joined_values(rows["student"], rows["word"].where(rows["word"] != "", "（空白）"))
    rows = rows[rows["student"].isin(words.index)]
    return once(
        about_rows(
            facts.linked["chsi"], rows, "word", facts, observed=words[rows["student"]].to_numpy()
        )
    )


def _rows(facts: Facts) -> Rows:
    """CHSI's linked rows with what their words mean; rows that disagree left to `two_results`."""
    rows = facts.linked["chsi"].rows
    rows = rows.assign(state=chsi_states(rows["word"], facts.cohort))
    return rows[~rows["student"].isin(joined_values(rows["student"], rows["word"]).index)]


def _captured(facts: Facts, rows: Rows) -> pd.Series:
    return facts.are(rows, facts.cases["captures"] > 0)


_name_differs = rule(
    code="chsi.name_differs", clause="1.0", severity=Severity.ERROR, step=Step.CHSI,
    move=Move.SCHOOL, about=Matter.IDENTITY, field="name", needs=("chsi",),
    title="学信网姓名与学籍不一致",
    message="学信网姓名为“{observed}”，学籍为“{expected}”{where}。请核实是否同一人。",
)(differs(("name",), "chsi"))  # fmt: skip

_number_differs = rule(
    code="chsi.number_differs", clause="1.0", severity=Severity.ERROR, step=Step.CHSI,
    move=Move.SCHOOL, about=Matter.IDENTITY, needs=("chsi",),
    title="学信网证件号或学号与学籍不一致",
    message="学信网为“{observed}”，学籍为“{expected}”{where}。请核实是否同一人。",
)(differs(("student_no", "id_no"), "chsi"))  # fmt: skip

_stray = rule(
    code="chsi.stray", clause="1.4", severity=Severity.ERROR, step=Step.CHSI, move=Move.SCHOOL,
    about=Matter.UNMATCHED, field="student_no", needs=("chsi",),
    title="校对结果中有名册以外的人",
    message="{title}中的“{observed}”对应不到学生：{reason}。线索：{hint}。{advice}",
)(unmatched("chsi"))  # fmt: skip

_damaged = rule(
    code="chsi.damaged", clause="1.4", severity=Severity.ERROR, step=Step.CHSI,
    move=Move.SCHOOL, about=Matter.UNMATCHED, needs=("chsi",),
    title="校对结果单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请从学信网重新导出，该列设为文本。",
)(damaged("chsi"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _absent,
    _no_image,
    _unchecked,
    _wrong,
    _objection,
    _unknown_word,
    _image_without_capture,
    _older,
    _two_results,
    _name_differs,
    _number_differs,
    _stray,
    _damaged,
)
