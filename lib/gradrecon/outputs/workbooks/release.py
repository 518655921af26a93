"""报库名单: who can be registered now, and who is on hold with every reason (2.3.3).

Every student in scope stands on one of the two. Nobody is released with a step undone, an error
still open, or a value that the platform cannot take.
"""

from __future__ import annotations

from collections import Counter
from functools import reduce
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from gradrecon.columns.lookup import look_up, pick
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.checklist.contents import contents
from gradrecon.outputs.workbooks.dbf import write_dbf
from gradrecon.outputs.workbooks.platform import FIELDS, beyond_gbk, platform_table, unfit
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.vocabulary import FINISHED, Settlement, Severity

RELEASE, HOLD, TABLE = "可报库", "暂缓", "字段表"
_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("专业", 24, True), Column("层次", 13),
    Column("毕业批次", 10),
)  # fmt: skip
_REASON = Column("暂缓原因", 70, True)
_NO_BATCH = "批次未定"
_NOTES = (
    "“暂缓”须逐项办结“暂缓原因”后，下次运行时自动转入“可报库”。",
    "“字段表”和同名 .dbf 文件供导入平台，不含证件号；含出生日期，仅限报库使用。",
)


def write_release(run: Run, code: str, path: Path) -> None:
    """Write a college's two lists and the table for the platform; a .dbf of the table beside it.

    UsageError for an unknown code.
    """
    name, lists = run.cohort.college(code).name, own_rows(release(run), code)
    ready, held = lists[lists["暂缓原因"] == ""], lists[lists["暂缓原因"] != ""]
    table = _table(run)
    table = table[table["XH"].isin(ready["学号"])]
    rare = rare_values(run)
    book = sheet.new_book()
    _cover(book, run, name, ready, held, _rare(rare[rare["XH"].isin(ready["学号"])]))
    sheet.add_sheet(book, RELEASE, _COLUMNS, ready, frozen=2)
    sheet.add_sheet(book, HOLD, (*_COLUMNS, _REASON), held, frozen=2)
    sheet.add_sheet(book, TABLE, [Column(f.name, min(f.width, 30) + 2) for f in FIELDS], table)
    fixed.save(book, path)
    write_dbf(table, [f.width for f in FIELDS], run.as_of, path.with_suffix(".dbf"))


@kept
def release(run: Run) -> pd.DataFrame:
    """One row per student in scope: the titles of the sheet, and `暂缓原因`, "" for the released.

    `college` is the code of the student's college. Sorted by 毕业批次, then 学号.
    """
    cases = run.cases
    numbers = cases["student_no"]
    unfit_for = unfit(_table(run))
    reasons = (look_up(numbers, _undone(run)), look_up(numbers, _open_errors(run)), unfit_for)
    frame = pd.DataFrame(
        {
            "学号": numbers,
            "姓名": cases["name"],
            "专业": cases["major"],
            "层次": cases["level"],
            "毕业批次": cases["batch"].where(cases["batch"] != "", _NO_BATCH),
            "暂缓原因": reduce(_joined, reasons),
            "college": cases["college"],
        }
    )
    return frame.sort_values(["毕业批次", "学号"], kind="stable", ignore_index=True)


@kept
def rare_values(run: Run) -> pd.DataFrame:
    """The values that a platform with an old encoding may not show, see `beyond_gbk`."""
    return beyond_gbk(_table(run))


@kept
def _table(run: Run) -> pd.DataFrame:
    return platform_table(contents(run))


def _undone(run: Run) -> pd.Series:
    """The steps that are not finished, said for each student, index = 学号."""
    steps = run.progress[~run.progress["state"].isin(FINISHED)]
    return _by_student(steps["student_no"], steps["step"] + steps["state"])


def _open_errors(run: Run) -> pd.Series:
    """The errors not settled, by their titles, said for each student, index = 学号."""
    found = run.findings
    found = found[
        (found["severity"] == Severity.ERROR)
        & (found["state"] != Settlement.SETTLED)
        & (found["student_no"] != "")
    ].drop_duplicates(["student_no", "rule"])
    titles = pd.Series({code: rule.title for code, rule in BY_CODE.items()})
    return _by_student(found["student_no"], look_up(found["rule"], titles))


def _by_student(numbers: pd.Series, said: pd.Series) -> pd.Series:
    return said.groupby(numbers, sort=False).agg("；".join).astype("str")


def _joined(left: pd.Series, right: pd.Series) -> pd.Series:
    """The reasons of both, a semicolon between them."""
    return left + pick((left != "") & (right != ""), "；", "") + right


def _rare(rare: pd.DataFrame) -> str:
    """The `rare_values` of a table in a sentence, "" where there are none."""
    if rare.empty:
        return ""
    shown = "、".join(f"{one.XH} 的 {one.field}“{one.characters}”" for one in rare.itertuples())
    return f"含 GBK 没有的字，.dbf 按 GB18030 写入，导入后若显示为 ?? 请更正：{shown}。"


def _cover(
    book: Workbook, run: Run, name: str, ready: pd.DataFrame, held: pd.DataFrame, rare: str
) -> None:
    front = sheet.blank_sheet(book, "说明", [18, 10, 10, 10])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}"
    for text, style in ((f"{name}报库名单", sheet.TITLE), (about, sheet.QUIET)):
        front.append([sheet.text_cell(front, text, style)])
    released, on_hold = Counter(ready["毕业批次"]), Counter(held["毕业批次"])
    counts = [(batch, released[batch], on_hold[batch]) for batch in sorted(released | on_hold)]
    front.append(
        [sheet.text_cell(front, t, sheet.HEAD) for t in ("毕业批次", RELEASE, HOLD, "合计")]
    )
    for batch, here, there in [*counts, ("合计", released.total(), on_hold.total())]:
        row = (batch, here, there, here + there)
        front.append([sheet.text_cell(front, str(cell), sheet.PLAIN) for cell in row])
    for text in filter(None, (*_NOTES, rare)):
        front.append([sheet.text_cell(front, text, sheet.QUIET)])
