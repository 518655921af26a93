"""待办名单: what a college must see done, one sheet for each thing, a sheet of all, letters.

Each sheet of students is a selection of `asks`, so that its rows are the numbers of the reports
and its sentences those of the letters. What no step asks for stands under 其他事项.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gradrecon.columns.lookup import look_up, positions, take
from gradrecon.outputs.asks import asks, matters, others
from gradrecon.outputs.messages import to_dean, to_handler
from gradrecon.outputs.safety import masked
from gradrecon.outputs.sentences import TO_CONFIRM
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.applications import applications
from gradrecon.outputs.workbooks.mail import COLUMNS as MAIL_COLUMNS
from gradrecon.outputs.workbooks.mail import mail
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.vocabulary import ApplicationState, ChsiState, Move, State, Step

_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("专业", 20, True), Column("层次", 12),
    Column("状态", 8), Column("应由谁办", 10), Column("最晚日期", 12), Column("说明", 60, True),
)  # fmt: skip
_EVERYONE_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("专业", 20, True), Column("层次", 12),
    Column("待办项数", 9), Column("最早期限", 12), Column("学生要办", 50, True),
    Column("学院要办", 40, True), Column("其他方在办", 40, True),
)  # fmt: skip
_OTHER_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("问题", 18, True), Column("应由谁办", 10),
    Column("最晚日期", 12), Column("说明", 60, True), Column("位置", 30, True),
)  # fmt: skip
_APPLICATION_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("项目", 16), Column("现内容", 24, True),
    Column("申请改为", 24, True), Column("需附材料", 26, True), Column("状态", 12),
    Column("依据", 40, True),
)  # fmt: skip
_MAIL_COLUMNS = tuple(Column(title, width, width > 20) for title, width in MAIL_COLUMNS)
_MESSAGE_COLUMNS = (Column("收件人", 12), Column("内容", 110, True))
_NO_DAY = "9999"  # later than every day
_UNDONE = (State.DUE, State.OVERDUE)
_CALLED = (Move.STUDENT, Move.COLLEGE)

# Which rows of `asks`, with `chsi_state`, stand on a sheet.
Wanted = Callable[[pd.DataFrame], pd.Series]


def _undone(step: Step) -> Wanted:
    return lambda rows: (rows["step"] == step) & rows["state"].isin(_UNDONE)


def _in_dispute(step: Step) -> Wanted:
    return lambda rows: (rows["step"] == step) & (rows["state"] == State.DISPUTED)


def _unspelt(move: Move) -> Wanted:
    undone = _undone(Step.PINYIN)
    return lambda rows: undone(rows) & (rows["kind"] != TO_CONFIRM) & (rows["move"] == move)


def _photo_in_dispute(*, by_student: bool) -> Wanted:
    """Photos in dispute: because the student said so, or because CHSI's row contradicts others."""
    disputed = _in_dispute(Step.CHSI)
    return lambda rows: disputed(rows) & ((rows["chsi_state"] == ChsiState.WRONG) == by_student)


def _of_major(rows: pd.DataFrame) -> pd.Series:
    return (rows["step"] == Step.MAJOR) & rows["move"].isin(_CALLED)


def _to_confirm(rows: pd.DataFrame) -> pd.Series:
    """Select students who have to confirm a spelling that the college filled in."""
    return _undone(Step.PINYIN)(rows) & (rows["kind"] == TO_CONFIRM)


SHEETS: dict[str, Wanted] = {
    "未采集": _undone(Step.CAPTURE),
    "采集存疑": _in_dispute(Step.CAPTURE),
    "未校对": _undone(Step.CHSI),
    "校对有误": _photo_in_dispute(by_student=True),
    "校对存疑": _photo_in_dispute(by_student=False),
    "未填拼音": _unspelt(Move.STUDENT),
    "待学院补全": _unspelt(Move.COLLEGE),
    "拼音待确认": _to_confirm,
    "拼音存疑": _in_dispute(Step.PINYIN),
    "专业待核": _of_major,
    "待学生确认": _undone(Step.INFO),
    "复核存疑": _in_dispute(Step.INFO),
}
EVERYONE, OTHER, MESSAGES = "总表", "其他事项", "通知文稿"
APPLICATIONS, FILED, MAIL = "待申请", "已提交的申请", "邮件合并"
_SHAPES = {
    EVERYONE: _EVERYONE_COLUMNS, OTHER: _OTHER_COLUMNS, APPLICATIONS: _APPLICATION_COLUMNS,
    FILED: _APPLICATION_COLUMNS, MAIL: _MAIL_COLUMNS, MESSAGES: _MESSAGE_COLUMNS,
}  # fmt: skip


def write_todo_lists(run: Run, code: str, path: Path) -> None:
    """Write a college's lists to act on; raise UsageError for an unknown code."""
    lists = {title: own_rows(rows, code) for title, rows in todo_lists(run).items()}
    every = own_rows(applications(run), code)
    draft = every["状态"] == ApplicationState.DRAFT
    sheets = {
        EVERYONE: own_rows(everyone(run), code),
        **lists,
        OTHER: own_rows(other_matters(run), code),
        APPLICATIONS: every[draft],
        FILED: every[~draft],
        MAIL: own_rows(mail(run), code),
    }
    book = sheet.new_book()
    _cover(book, run, code, {title: len(rows) for title, rows in sheets.items()})
    for title, rows in {**sheets, MESSAGES: _messages(run, code)}.items():
        sheet.add_sheet(book, title, _SHAPES.get(title, _COLUMNS), rows, frozen=2)
    fixed.save(book, path)


@kept
def todo_lists(run: Run) -> dict[str, pd.DataFrame]:
    """The lists of students by sheet, in the words of the workbook, and `college`, the code."""
    rows = _with_case(run, asks(run))
    unspelt = (rows["step"] == Step.PINYIN) & (rows["kind"] != TO_CONFIRM)
    hint = ("。建议拼写（未确认）：" + rows["suggestion"]).where(
        unspelt & (rows["suggestion"] != ""), "。"
    )
    shown = pd.DataFrame(
        {
            **_who(rows),
            "状态": rows["state"],
            "应由谁办": rows["move"],
            "最晚日期": rows["last_day"],
            "说明": rows["what"] + hint,
            "college": rows["college"],
        }
    )
    return {title: shown[wanted(rows)] for title, wanted in SHEETS.items()}


@kept
def everyone(run: Run) -> pd.DataFrame:
    """Return one row for each student who is asked for anything, with all of it (总表)."""
    rows = matters(run)
    rows = rows[rows["student_no"] != ""]
    rows = rows.assign(
        what=rows["step"] + "：" + rows["what"],
        who=rows["move"].where(rows["move"].isin(_CALLED), ""),
        day=rows["last_day"].where(rows["last_day"] != "", _NO_DAY),
    )
    of_others = rows["move"] + "，" + rows["what"]
    rows = rows.assign(what=rows["what"].where(rows["who"] != "", of_others))
    told = rows.groupby(["student_no", "who"], sort=False)["what"].agg("；".join)
    told = told.unstack("who", fill_value="")
    told = told.reindex(columns=[Move.STUDENT, Move.COLLEGE, ""], fill_value="")
    own = rows[rows["who"] != ""].groupby("student_no", sort=False)
    count = own.size().reindex(told.index, fill_value=0).astype("str")
    days = own["day"].min().reindex(told.index, fill_value="").replace(_NO_DAY, "")
    numbers = pd.Series(told.index.to_numpy(), dtype="str")
    who = _with_case(run, pd.DataFrame({"student_no": numbers}))
    shown = pd.DataFrame(
        {
            **_who(who),
            "待办项数": count.to_numpy(),
            "最早期限": days.to_numpy(),
            "学生要办": told[Move.STUDENT].to_numpy(),
            "学院要办": told[Move.COLLEGE].to_numpy(),
            "其他方在办": told[""].to_numpy(),
            "college": who["college_of"],
        }
    ).astype("str")
    return shown[shown["待办项数"] != "0"]


@kept
def other_matters(run: Run) -> pd.DataFrame:
    """The open findings of students and colleges that no step asks for."""
    rows = others(run)
    rows = rows[rows["move"].isin(_CALLED) & (rows["college"] != "")]
    titles = pd.Series({code: rule.title for code, rule in BY_CODE.items()})
    names = run.cases.set_index("student_no")["name"]
    return pd.DataFrame(
        {
            "学号": rows["student_no"],
            "姓名": look_up(rows["student_no"], names),
            "问题": look_up(rows["rule"], titles),
            "应由谁办": rows["move"],
            "最晚日期": rows["last_day"],
            "说明": masked(rows["message"]),
            "位置": rows["cell"],
            "college": rows["college"],
        }
    )


def _with_case(run: Run, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what their students' cases say."""
    places = positions(rows["student_no"], run.cases["student_no"])
    names = ("name", "major", "level", "suggestion", "chsi_state")
    said = {name: take(run.cases[name], places, rows.index) for name in names}
    return rows.assign(**said, college_of=take(run.cases["college"], places, rows.index))


def _who(rows: pd.DataFrame) -> dict[str, pd.Series]:
    titles = {"学号": "student_no", "姓名": "name", "专业": "major", "层次": "level"}
    return {title: rows[name] for title, name in titles.items()}


def _messages(run: Run, code: str) -> pd.DataFrame:
    """What to send to the college, ready to paste: to its handler, to its dean where needed."""
    told = {"经办人": to_handler(run, code), "主管院长": to_dean(run, code)}
    rows = [(who, text) for who, text in told.items() if text]
    return pd.DataFrame(rows, columns=["收件人", "内容"], dtype="str")


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
        row = (title, f"{count} {'件' if title in (OTHER, APPLICATIONS, FILED) else '人'}")
        front.append([sheet.text_cell(front, text, sheet.PLAIN) for text in row])
    for text in filter(None, (run.cohort.contacts.studio.said, run.cohort.contacts.office.said)):
        front.append([sheet.text_cell(front, text, sheet.QUIET)])
    private = "本表含姓名和学号，仅限经办人使用，不得转发、上网或贴出。"
    front.append([sheet.text_cell(front, private, sheet.QUIET)])
