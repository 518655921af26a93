"""The log as a workbook: who decided what, when, on which facts, and whether it still stands.

For those who must account for decisions: it holds student numbers and spellings, no identity
number and no birth date (law 9).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.decisions.entry import Action, Entry, breaks
from gradrecon.decisions.log import Log
from gradrecon.decisions.times import shown
from gradrecon.outputs.safety import masked
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.sources import TITLES

_COLUMNS = (
    Column("序号", 7), Column("时间（北京时间）", 19), Column("复核人", 12), Column("动作", 7),
    Column("学院", 18), Column("学号", 14), Column("问题", 20, True), Column("字段", 14),
    Column("判定前（所见内容）", 28, True), Column("应为", 20, True), Column("判定", 14),
    Column("判定后（填写内容）", 22, True), Column("备注", 28, True), Column("现况", 9),
    Column("校验值", 20),
)  # fmt: skip
_PRIVATE = "本表含学号和姓名拼音，仅供审计，不得转发、上网或贴出。"


def write_audit(log: Log, cohort: Cohort, path: Path) -> None:
    """The log of a cohort as a workbook; raise OSError if it cannot be written."""
    book = sheet.new_book()
    _cover(book, log, cohort)
    sheet.add_sheet(book, "复核记录", _COLUMNS, listed(log, cohort), frozen=3)
    book.save(path)


def listed(log: Log, cohort: Cohort) -> pd.DataFrame:
    """The entries in the words of the workbook, in the order of the log; all text."""
    colleges = {college.code: college.name for college in cohort.colleges}
    standing = {one.id for finding in log.findings for one in log.in_force(finding)}
    rows = [_row(entry, colleges, _state(log, entry, standing)) for entry in log.entries]
    frame = pd.DataFrame(rows, columns=[column.title for column in _COLUMNS], dtype="str")
    return frame.apply(masked)


def _row(entry: Entry, colleges: dict[str, str], state: str) -> tuple[str, ...]:
    title = BY_CODE[entry.rule].title if entry.rule in BY_CODE else entry.rule
    field = TITLES.get(entry.field, entry.field)
    return (
        str(entry.seq), shown(entry.time), entry.reviewer, entry.action.value,
        colleges.get(entry.college, entry.college), entry.student_no, title, field,
        entry.observed, entry.expected, entry.verdict, entry.value, entry.note, state,
        entry.hash[:16],
    )  # fmt: skip


def _state(log: Log, entry: Entry, standing: set[str]) -> str:
    if entry.action is not Action.DECIDE:
        return ""
    if log.undone(entry):
        return "已撤销"
    return "有效" if entry.id in standing else "已改判"


def _cover(book: sheet.Workbook, log: Log, cohort: Cohort) -> None:
    front = sheet.blank_sheet(book, "说明", [100])
    broken = breaks(log.entries, log.first)
    chain = (
        f"校验链有 {len(broken)} 处断裂，见 gradrecon decisions verify" if broken else "校验链完整"
    )
    for text, style in (
        (f"{cohort.name}复核记录", sheet.TITLE),
        (f"{cohort.school}　共 {len(log)} 条，{chain}", sheet.PLAIN),
        (f"末条校验值：{log.head}", sheet.PLAIN),
        ("记录只追加、不修改；撤销也是新的一条。“现况”按复核人各自最后一次判定。", sheet.QUIET),
        (_PRIVATE, sheet.QUIET),
    ):
        front.append([sheet.text_cell(front, text, style)])
