"""待办名单: whom a college must chase, one sheet for each thing to do, and a sheet to mail from.

Each sheet is a selection of `run.progress`, so that its rows are the numbers of the reports.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gradrecon.cases.capture import VERIFY
from gradrecon.cohort.days import said, studio_days
from gradrecon.columns.lookup import positions, take
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.applications import applications
from gradrecon.outputs.workbooks.mail import COLUMNS as MAIL_COLUMNS
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.vocabulary import ApplicationState, ChsiState, Move, State, Step

_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("专业", 20, True), Column("层次", 12),
    Column("状态", 8), Column("应由谁办", 10), Column("最晚日期", 12), Column("说明", 46, True),
)  # fmt: skip
_APPLICATION_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("项目", 16), Column("现内容", 24, True),
    Column("申请改为", 24, True), Column("需附材料", 26, True), Column("状态", 12),
    Column("依据", 40, True),
)  # fmt: skip
_MAIL_COLUMNS = tuple(Column(title, width, width > 20) for title, width in MAIL_COLUMNS)
_UNDONE = (State.DUE, State.OVERDUE)

# Which rows of the progress, with `spelling` and `chsi_state`, stand on a sheet.
Wanted = Callable[[pd.DataFrame], pd.Series]


def _undone(step: Step) -> Wanted:
    return lambda rows: (rows["step"] == step) & rows["state"].isin(_UNDONE)


def _unspelt(move: Move) -> Wanted:
    undone = _undone(Step.PINYIN)
    return lambda rows: undone(rows) & (rows["spelling"] == "") & (rows["move"] == move)


def _disputed(*, by_student: bool) -> Wanted:
    """Photos in dispute: because the student said so, or because CHSI's row contradicts others."""
    return lambda rows: (
        (rows["step"] == Step.CHSI)
        & (rows["state"] == State.DISPUTED)
        & ((rows["chsi_state"] == ChsiState.WRONG) == by_student)
    )


def _to_confirm(rows: pd.DataFrame) -> pd.Series:
    """Who has to confirm all, and who a spelling though the rest is in dispute; each once."""
    every = _undone(Step.INFO)(rows)
    spelling = _undone(Step.PINYIN)(rows) & (rows["spelling"] != "")
    return every | (spelling & ~rows["student_no"].isin(rows.loc[every, "student_no"]))


SHEETS: dict[str, Wanted] = {
    "未采集": _undone(Step.CAPTURE),
    "未校对": _undone(Step.CHSI),
    "校对有误": _disputed(by_student=True),
    "校对存疑": _disputed(by_student=False),
    "未填拼音": _unspelt(Move.STUDENT),
    "待学院补全": _unspelt(Move.COLLEGE),
    "待学生确认": _to_confirm,
}
APPLICATIONS, FILED, MAIL = "待申请", "已提交的申请", "邮件合并"


def write_todo_lists(run: Run, code: str, path: Path) -> None:
    """Write a college's lists to act on; UsageError for an unknown code."""
    lists = {title: own_rows(rows, code) for title, rows in todo_lists(run).items()}
    every = own_rows(applications(run), code)
    draft = every["状态"] == ApplicationState.DRAFT
    letters = own_rows(mail(run), code)
    further = {APPLICATIONS: every[draft], FILED: every[~draft], MAIL: letters}
    book = sheet.new_book()
    _cover(book, run, code, {title: len(rows) for title, rows in {**lists, **further}.items()})
    for title, rows in lists.items():
        sheet.add_sheet(book, title, _COLUMNS, rows, frozen=2)
    for title, rows in further.items():
        columns = _MAIL_COLUMNS if title == MAIL else _APPLICATION_COLUMNS
        sheet.add_sheet(book, title, columns, rows, frozen=2)
    fixed.save(book, path)


@kept
def todo_lists(run: Run) -> dict[str, pd.DataFrame]:
    """The lists of students by sheet, in the words of the workbook, and `college`, the code."""
    cases, steps = run.cases, run.progress
    steps = steps[steps["state"].isin((*_UNDONE, State.DISPUTED))]
    places = positions(steps["student_no"], cases["student_no"])
    further = {name: take(cases[name], places, steps.index) for name in ("spelling", "chsi_state")}
    rows = steps.assign(**further)
    shown = pd.DataFrame(
        {
            "学号": steps["student_no"],
            "姓名": take(cases["name"], places, steps.index),
            "专业": take(cases["major"], places, steps.index),
            "层次": take(cases["level"], places, steps.index),
            "状态": steps["state"],
            "应由谁办": steps["move"],
            "最晚日期": steps["last_day"],
            "college": steps["college"],
        }
    )
    suggestion = take(cases["suggestion"], places, steps.index)
    lists = {}
    for title, wanted in SHEETS.items():
        mask = wanted(rows)
        own = pd.Series(_advice(run, title), steps.index, dtype="str")
        if title == "未采集":  # colleges have days of their own: who is late, is late for his
            own = own.mask(steps["state"] == State.OVERDUE, makeup_advice(run))
            own = own.mask(steps["move"] == Move.STUDIO, f"学信网已有正确的图像。{VERIFY}")
        if title in ("未填拼音", "待学院补全"):
            own = own + ("建议拼写（未确认）：" + suggestion).where(suggestion != "", "")
        lists[title] = shown[mask].assign(说明=own[mask])
    return lists


def _advice(run: Run, title: str) -> str:
    """What to do about the students of a list."""
    calendar = run.cohort.calendar
    return {
        "未采集": "采集前一至三天领取采集码，在学院的时段凭本人采集码采集；着装按采集通知要求。",
        "未校对": "登录学信网校对图像，正确的点“正确”，有误的向学院交证明。",
        "校对有误": "请学院核实学生提交的证明，属实的报研究生院。",
        "校对存疑": "学信网的信息与其他来源对不上，原因见问题清单。",
        "未填拼音": f"请在{said(calendar.pinyin_due)}前在线填报姓名拼音。",
        "待学院补全": f"请学院在{said(calendar.return_due)}前补全，再由学生确认。",
        "待学生确认": f"请在{said(calendar.return_due)}前复核并确认。",
    }[title]


def makeup_advice(run: Run) -> str:
    """How a student who missed his day can still get a picture, and which days are left (1.5)."""
    days = studio_days(run.cohort, run.as_of)
    if not days:
        return "补采集已截止，请学院立即联系研究生院。"
    return (
        f"到采集单位补采集，并向学院交纸质照片；还有 {len(days)} 个开放日，"
        f"最近 {said(days[0])}，最晚 {said(days[-1])}。"
    )


def _cover(book: Workbook, run: Run, code: str, counts: dict[str, int]) -> None:
    front = sheet.blank_sheet(book, "说明", [18, 10, 60])
    name = run.cohort.college(code).name
    lines = (
        (f"{name}待办名单", sheet.TITLE),
        (f"{run.cohort.name}　截至 {run.as_of.isoformat()}", sheet.QUIET),
    )
    for text, style in lines:
        front.append([sheet.text_cell(front, text, style)])
    for title, count in counts.items():
        row = (title, f"{count} {'件' if title in (APPLICATIONS, FILED) else '人'}")
        front.append([sheet.text_cell(front, text, sheet.PLAIN) for text in row])
    private = "本表含姓名和学号，仅限经办人使用，不得转发、上网或贴出。"
    front.append([sheet.text_cell(front, private, sheet.QUIET)])
