"""研究生院待办 and 采集单位待办: what the own desk and the studio have to do, each matter once.

The own desk's workbook also holds a message for each college. The studio's names nobody in full
and holds no identity number: a matter is found by student number, code and cell.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up
from gradrecon.outputs.asks import matters
from gradrecon.outputs.figures.own_desk import desk_matters, own_desk
from gradrecon.outputs.messages import to_dean, to_desk, to_handler, to_studio
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run
from gradrecon.vocabulary import Move

_DESK_COLUMNS = (
    Column("类别", 10), Column("学院", 18), Column("学号", 14), Column("姓名", 11),
    Column("环节", 12), Column("说明", 70, True), Column("最晚日期", 12), Column("已等天数", 9),
    Column("位置", 30, True),
)  # fmt: skip
_STUDIO_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("采集码", 14), Column("环节", 12),
    Column("问题", 24), Column("最晚日期", 12), Column("位置", 34, True),
)  # fmt: skip
_MESSAGE_COLUMNS = (Column("学院", 18), Column("收件人", 10), Column("内容", 110, True))
_NOTHING = "没有待办的事项。"


def write_desk(run: Run, path: Path) -> None:
    """Write what the graduate school's own desk has to do, and the messages to colleges."""
    rows = desk(run)
    book = sheet.new_book()
    counts = own_desk(run).itertuples()
    lines = [to_desk(run) or _NOTHING, *(f"{one.kind}：{one.said}" for one in counts)]
    _cover(book, run, "研究生院待办", lines)
    sheet.add_sheet(book, "本院待办", _DESK_COLUMNS, rows, frozen=3)
    sheet.add_sheet(book, "学院通知", _MESSAGE_COLUMNS, messages(run), frozen=2)
    fixed.save(book, path)


def write_studio(run: Run, path: Path) -> None:
    """Write what the studio has to look into, without a name in full."""
    book = sheet.new_book()
    _cover(book, run, "采集单位待办", [to_studio(run) or _NOTHING])
    sheet.add_sheet(book, "待核实", _STUDIO_COLUMNS, studio(run), frozen=2)
    fixed.save(book, path)


def desk(run: Run) -> pd.DataFrame:
    """Return the matters of the own desk, those that wait longest first."""
    rows = desk_matters(run)
    names = run.cases.set_index("student_no")["name"]
    colleges = pd.Series({college.code: college.name for college in run.cohort.colleges})
    waiting = rows["waiting"]
    return pd.DataFrame(
        {
            "类别": rows["kind"],
            "学院": look_up(rows["college"], colleges),
            "学号": rows["student_no"],
            "姓名": look_up(rows["student_no"], names),
            "环节": rows["step"],
            "说明": rows["what"] + "。",
            "最晚日期": rows["last_day"],
            "已等天数": waiting.astype("str").where(waiting >= 0, ""),
            "位置": rows["cell"],
        }
    )


def studio(run: Run) -> pd.DataFrame:
    """The matters of the studio, names masked, with the cell of its own list."""
    rows = _of(run, Move.STUDIO)
    cases = run.cases.set_index("student_no")
    titles = pd.Series({code: rule.title for code, rule in BY_CODE.items()})
    names = look_up(rows["student_no"], cases["name"])
    return pd.DataFrame(
        {
            "学号": rows["student_no"],
            "姓名": by_distinct(names, lambda name: name[:1] + "*" * len(name[1:])),
            "采集码": look_up(rows["student_no"], cases["capture_code"]),
            "环节": rows["step"],
            "问题": look_up(rows["rule"], titles).where(rows["rule"] != "", rows["what"]),
            "最晚日期": rows["last_day"],
            "位置": rows["cell"],
        }
    )


def messages(run: Run) -> pd.DataFrame:
    """A message for each college's handler and dean who have something to do."""
    told = [
        (run.cohort.college(code).name, who, text)
        for code in run.colleges
        for who, text in (("经办人", to_handler(run, code)), ("主管院长", to_dean(run, code)))
        if text
    ]
    return pd.DataFrame(told, columns=["学院", "收件人", "内容"], dtype="str")


def _of(run: Run, mover: Move) -> pd.DataFrame:
    rows = matters(run)
    return rows[rows["move"] == mover].reset_index(drop=True)


def _cover(book: Workbook, run: Run, title: str, lines: list[str]) -> None:
    front = sheet.blank_sheet(book, "说明", [110])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}"
    for text, style in ((title, sheet.TITLE), (about, sheet.QUIET)):
        front.append([sheet.text_cell(front, text, style)])
    for text in lines:
        front.append([sheet.text_cell(front, text, sheet.PLAIN)])
