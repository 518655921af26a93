"""Chapter return: whether each college has handed in its table, in time and in order (2.3)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.returns.compare import Change
from gradrecon.rules.finders import handovers, returned
from gradrecon.rules.finders.strays import damaged, strays
from gradrecon.rules.finders.words import UNKNOWN_WORD, unknown_words
from gradrecon.rules.rule import Rule, about_others
from gradrecon.vocabulary import Matter, Move, Severity, Step


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
        handovers.missing, "electronic_on", ("handovers",), todo=True,
        about=Matter.UNDONE,
    ),
    Rule(
        "return.incomplete", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未交齐",
        "{words}，电子版和纸质版缺一不可。",
        handovers.incomplete, "", ("handovers",),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.late", "2.3.3", Severity.ERROR, Step.INFO, Move.SCHOOL,
        "核对表逾期交回",
        "{observed} 才交齐，期限是 {expected}。学历报库和证书发放随之推迟，请研究生院安排。",
        handovers.late, "", ("handovers",),
    ),
    Rule(
        "return.unsigned", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未签字",
        "纸质版缺{who}签字。请补签后重交。",
        handovers.unsigned, "", ("handovers",),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.unsealed", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表未盖章",
        "纸质版没有学院公章。请盖章后重交。",
        handovers.unsealed, "sealed", ("handovers",),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.paper_differs", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "纸质版与电子版不是同一版",
        "纸质版的核对码是 {observed}，电子版是 {expected}。请重新打印签字，或重交电子版。",
        handovers.paper_differs, "check_code", ("handovers", "returned"),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.column_missing", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表缺少列",
        "交回的核对表里没有“{observed}”列，等于没有交回这些内容。请学院补上后重交；只是改了表头的，改回原来的表头。",
        returned.column_missing, "", ("returned",),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.code", "2.3.2", Severity.WARNING, Step.INFO, Move.COLLEGE,
        "核对码不符",
        "{why}，不能确认依据的是哪一版，没有与发出的表逐格比对。请学院用发出的核对表重交。",
        returned.changed(Change.CODE), "code", ("returned",),
    ),
    Rule(
        "return.outdated", "2.3.2", Severity.WARNING, Step.INFO, Move.COLLEGE,
        "依据旧版核对表",
        "{title}仍是旧版核对表的{seen}，现有信息已变。请学院用最新的核对表核实这一格。",
        returned.changed(Change.OUTDATED), "", ("returned",),
    ),
    Rule(
        "return.locked", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "擅改锁定信息",
        "{title}由{was}改成了{seen}，{why}。请改回，或提交更正申请和证明材料。",
        returned.changed(Change.LOCKED), "", ("returned",),
    ),
    Rule(
        "return.permitted", "2.2.4", Severity.NOTICE, Step.INFO, Move.SCHOOL,
        "允许的修改",
        "{title}由{was}改成了{seen}，在允许范围内。请研究生院确认后采用。",
        returned.changed(Change.PERMITTED), "", ("returned",),
    ),
    Rule(
        "return.filled", "2.2.3", Severity.NOTICE, Step.INFO, Move.SCHOOL,
        "学院已补全",
        "{title}原为空白，学院填了{seen}。请研究生院确认后采用。",
        returned.changed(Change.FILLED), "", ("returned",),
    ),
    Rule(
        "return.row_added", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表增加了行",
        "交回的核对表多出这一行：{why}。请学院核实；不属于本学院的请删去。",
        returned.changed(Change.ADDED), "student_no", ("returned",),
    ),
    Rule(
        "return.row_missing", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表缺少学生",
        "交回的核对表里没有该生（{why}）。请学院补上这一行后重交。",
        returned.changed(Change.MISSING), "student_no", ("returned",),
        about=Matter.UNDONE,
    ),
    Rule(
        "return.two_rows", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "同一学生交回的内容不一致",
        "该生在交回的核对表里不止一行，{observed}不同：{where}。说法不一的内容暂不采用。请学院确认以哪一处为准，删去另一处。",
        returned.two_rows, "student_no", ("returned",),
    ),
    Rule(
        "return.name_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表姓名与学籍不一致",
        "核对表姓名为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；确需更正的，提交更正申请和证明材料。",
        returned.unlike("name"), "name", ("returned",),
        about=Matter.IDENTITY,
    ),
    Rule(
        "return.number_differs", "2.2.4", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "核对表证件号或学号与学籍不一致",
        "核对表中为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；确需更正的，提交更正申请和证明材料。",
        returned.unlike("student_no", "id_no"), "", ("returned",),
        about=Matter.IDENTITY,
    ),
    Rule(
        "return.unknown_word", "2.3.2", Severity.WARNING, Step.INFO, Move.SCHOOL,
        "交回材料中的用词不认识",
        UNKNOWN_WORD,
        unknown_words("returned", "handovers"), "", (),
    ),
    Rule(
        "return.stray", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "交回材料中有名册以外的人或学院",
        "{title}中的“{observed}”对应不到：{reason}。线索：{hint}。{advice}",
        _stray,
        about=Matter.STRAY,
    ),
    Rule(
        "return.damaged", "2.3.2", Severity.ERROR, Step.INFO, Move.COLLEGE,
        "交回表格单元格损坏",
        "{title}已损坏：{observed}，不能用于对应。请学院重交，该列设为文本。",
        damaged("returned"), "", ("returned",),
        about=Matter.STRAY,
    ),
)  # fmt: skip
