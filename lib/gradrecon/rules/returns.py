"""Chapter return: whether each college has handed in its table, in time and in order (2.3)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.returns.compare import Change
from gradrecon.rules.finders import handovers, returned
from gradrecon.rules.finders.unmatched import damaged, unmatched
from gradrecon.rules.finders.words import UNKNOWN_WORD, unknown_words
from gradrecon.rules.rule import Rule, about_others, rule
from gradrecon.vocabulary import Matter, Move, Severity, Step


@rule(
    code="return.stray", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNMATCHED,
    title="交回材料中有名册以外的人或学院",
    message="{title}中的“{observed}”对应不到：{reason}。线索：{hint}。{advice}",
)  # fmt: skip
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
    return pd.concat([unmatched("returned")(facts), unknown], ignore_index=True)


_missing = rule(
    code="return.missing", clause="2.3.2", severity=Severity.NOTICE, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, todo=True, field="electronic_on",
    needs=("handovers",),
    title="核对表未交回",
    message="{words}。{advice}。",
)(handovers.missing)  # fmt: skip

_incomplete = rule(
    code="return.incomplete", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, needs=("handovers",),
    title="核对表未交齐",
    message="{words}，电子版和纸质版缺一不可。",
)(handovers.incomplete)  # fmt: skip

_late = rule(
    code="return.late", clause="2.3.3", severity=Severity.ERROR, step=Step.INFO,
    move=Move.SCHOOL, needs=("handovers",),
    title="核对表逾期交回",
    message="{observed} 才交齐，期限是 {expected}。学历报库和证书发放随之推迟，请研究生院安排。",
)(handovers.late)  # fmt: skip

_unsigned = rule(
    code="return.unsigned", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, needs=("handovers",),
    title="核对表未签字",
    message="纸质版缺{who}签字。请补签后重交。",
)(handovers.unsigned)  # fmt: skip

_unsealed = rule(
    code="return.unsealed", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, field="sealed", needs=("handovers",),
    title="核对表未盖章",
    message="纸质版没有学院公章。请盖章后重交。",
)(handovers.unsealed)  # fmt: skip

_paper_differs = rule(
    code="return.paper_differs", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, field="check_code", needs=("handovers", "returned"),
    title="纸质版与电子版不是同一版",
    message="纸质版的核对码是 {observed}，电子版是 {expected}。请重新打印签字，或重交电子版。",
)(handovers.paper_differs)  # fmt: skip

_column_missing = rule(
    code="return.column_missing", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, needs=("returned",),
    title="核对表缺少列",
    message="交回的核对表里没有“{observed}”列，等于没有交回这些内容。请学院补上后重交；"
    "只是改了表头的，改回原来的表头。",
)(returned.column_missing)  # fmt: skip

_code = rule(
    code="return.code", clause="2.3.2", severity=Severity.WARNING, step=Step.INFO,
    move=Move.COLLEGE, field="code", needs=("returned",),
    title="核对码不符",
    message="{why}，不能确认依据的是哪一版，没有与发出的表逐格比对。请学院用发出的核对表重交。",
)(returned.changed(Change.CODE))  # fmt: skip

_outdated = rule(
    code="return.outdated", clause="2.3.2", severity=Severity.WARNING, step=Step.INFO,
    move=Move.COLLEGE, needs=("returned",),
    title="依据旧版核对表",
    message="{title}仍是旧版核对表的{seen}，现有信息已变。请学院用最新的核对表核实这一格。",
)(returned.changed(Change.OUTDATED))  # fmt: skip

_locked = rule(
    code="return.locked", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, needs=("returned",),
    title="擅改锁定信息",
    message="{title}由{was}改成了{seen}，{why}。请改回，或提交更正申请和证明材料。",
)(returned.changed(Change.LOCKED))  # fmt: skip

_permitted = rule(
    code="return.permitted", clause="2.2.4", severity=Severity.NOTICE, step=Step.INFO,
    move=Move.SCHOOL, needs=("returned",),
    title="允许的修改",
    message="{title}由{was}改成了{seen}，在允许范围内。请研究生院确认后采用。",
)(returned.changed(Change.PERMITTED))  # fmt: skip

_filled = rule(
    code="return.filled", clause="2.2.3", severity=Severity.NOTICE, step=Step.INFO,
    move=Move.SCHOOL, needs=("returned",),
    title="学院已补全",
    message="{title}原为空白，学院填了{seen}。请研究生院确认后采用。",
)(returned.changed(Change.FILLED))  # fmt: skip

_row_added = rule(
    code="return.row_added", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, field="student_no", needs=("returned",),
    title="核对表增加了行",
    message="交回的核对表多出这一行：{why}。请学院核实；不属于本学院的请删去。",
)(returned.changed(Change.ADDED))  # fmt: skip

_row_missing = rule(
    code="return.row_missing", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNDONE, field="student_no", needs=("returned",),
    title="核对表缺少学生",
    message="交回的核对表里没有该生（{why}）。请学院补上这一行后重交。",
)(returned.changed(Change.MISSING))  # fmt: skip

_two_rows = rule(
    code="return.two_rows", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, field="student_no", needs=("returned",),
    title="同一学生交回的内容不一致",
    message="该生在交回的核对表里不止一行，{observed}不同：{where}。说法不一的内容暂不采用。"
    "请学院确认以哪一处为准，删去另一处。",
)(returned.two_rows)  # fmt: skip

_name_differs = rule(
    code="return.name_differs", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.IDENTITY, field="name", needs=("returned",),
    title="核对表姓名与学籍不一致",
    message="核对表姓名为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；"
    "确需更正的，提交更正申请和证明材料。",
)(returned.unlike("name"))  # fmt: skip

_number_differs = rule(
    code="return.number_differs", clause="2.2.4", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.IDENTITY, needs=("returned",),
    title="核对表证件号或学号与学籍不一致",
    message="核对表中为“{observed}”，学籍为“{expected}”{where}。请学院核实是否同一人；确需更正的，"
    "提交更正申请和证明材料。",
)(returned.unlike("student_no", "id_no"))  # fmt: skip

_unknown_word = rule(
    code="return.unknown_word", clause="2.3.2", severity=Severity.WARNING, step=Step.INFO,
    move=Move.SCHOOL,
    title="交回材料中的用词不认识",
    message=UNKNOWN_WORD,
)(unknown_words("returned", "handovers"))  # fmt: skip

_damaged = rule(
    code="return.damaged", clause="2.3.2", severity=Severity.ERROR, step=Step.INFO,
    move=Move.COLLEGE, about=Matter.UNMATCHED, needs=("returned",),
    title="交回表格单元格损坏",
    message="{title}已损坏：{observed}，不能用于对应。请学院重交，该列设为文本。",
)(damaged("returned"))  # fmt: skip


RULES: tuple[Rule, ...] = (
    _missing,
    _incomplete,
    _late,
    _unsigned,
    _unsealed,
    _paper_differs,
    _column_missing,
    _code,
    _outdated,
    _locked,
    _permitted,
    _filled,
    _row_added,
    _row_missing,
    _two_rows,
    _name_differs,
    _number_differs,
    _unknown_word,
    _stray,
    _damaged,
)
