"""报库名单: who can be registered now, who waits for the college only, and who is on hold (2.3.3).

Every student in scope stands on one of the three lists, by the words of `run.readiness` alone. The
tables for the platform hold those who can be registered and nobody else, one file a batch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import choose, look_up
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.checklist.contents import contents
from gradrecon.outputs.workbooks.dbf import write_dbf
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.platform import FIELDS, beyond_gbk, platform_table
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.values.flags import YES

RELEASE, WAITING, HOLD, TABLE = "可报库", "学生已齐待学院", "暂缓", "字段表"
LISTS = (RELEASE, WAITING, HOLD)
_COLUMNS = (
    Column("学号", 14), Column("姓名", 11), Column("专业", 24, True), Column("层次", 13),
    Column("毕业批次", 10),
)  # fmt: skip
_REASON = Column("暂缓原因", 90, True)
_NO_BATCH = "批次未定"
_NOTES = (
    "“可报库”的学生各项已办结，学院已交齐，可以报库；“学生已齐待学院”只等学院交齐核对表。",
    "“暂缓”的每条原因后面注明条款、该谁办和最晚日期；办结后下次运行自动转入。",
    "“字段表”和各批次的 .dbf 文件只含“可报库”，供导入平台，不含证件号；含出生日期，仅限报库使用。",
)
_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff-]+")


def write_release(run: Run, code: str, path: Path) -> None:
    """Write a college's lists and the table for the platform; beside them a .dbf for each batch.

    Raise UsageError for an unknown code.
    """
    name, lists = run.cohort.college(code).name, own_rows(release(run), code)
    on = {title: lists[lists["list"] == title] for title in LISTS}
    table = _table(run)
    table = table[table["XH"].isin(on[RELEASE]["学号"])]
    rare = rare_values(run)
    book = sheet.new_book()
    _cover(book, run, name, lists, _rare(rare[rare["XH"].isin(on[RELEASE]["学号"])]))
    sheet.add_sheet(book, RELEASE, _COLUMNS, on[RELEASE], frozen=2)
    for title in (WAITING, HOLD):
        sheet.add_sheet(book, title, (*_COLUMNS, _REASON), on[title], frozen=2)
    sheet.add_sheet(book, TABLE, [Column(f.name, min(f.width, 30) + 2) for f in FIELDS], table)
    fixed.save(book, path)
    for batch, file in dbf_files(run.cohort).items():
        own = table[table["BYPC"] == batch]
        write_dbf(own, [f.width for f in FIELDS], run.as_of, path.with_name(file))


def dbf_files(cohort: Cohort) -> dict[str, str]:
    """The file name of each batch's table, in the year's order; an empty one is written, too.

    So a table of an earlier run never stays behind.
    """
    return {
        batch.name: f"报库名单_{_UNSAFE.sub('', batch.name)}.dbf" for batch in cohort.year_batches
    }


@kept
def release(run: Run) -> pd.DataFrame:
    """One row per student in scope: the titles of the sheets, and `暂缓原因`, "" if released.

    `list` is the list that the student stands on, `college` the code of the student's college.
    Sorted by batch in the year's order, then 学号.
    """
    cases, words = run.cases, run.readiness
    numbers = cases["student_no"]
    batch = look_up(numbers, words.set_index("student_no")["batch"])
    frame = pd.DataFrame(
        {
            "学号": numbers,
            "姓名": cases["name"],
            "专业": cases["major"],
            "层次": cases["level"],
            "毕业批次": batch.where(batch != "", _NO_BATCH),
            "暂缓原因": look_up(numbers, words.set_index("student_no")["reasons"]),
            "list": look_up(numbers, _lists(words)),
            "college": cases["college"],
        }
    )
    order = {name: place for place, name in enumerate(batches(run))}
    frame["order"] = frame["毕业批次"].map(order)
    return frame.sort_values(["order", "学号"], kind="stable", ignore_index=True)


def _lists(words: pd.DataFrame) -> pd.Series:
    """The list on which each student stands, index = 学号."""
    waits = (words["complete"] == YES) & (words["in_batch"] == YES)
    chosen = choose([(words["ready"] == YES, RELEASE), (waits, WAITING)], HOLD, words.index)
    return chosen.set_axis(pd.Index(words["student_no"]))


def batches(run: Run) -> list[str]:
    """The names of the batches in the year's order, and what stands for none."""
    return [*(batch.name for batch in run.cohort.year_batches), _NO_BATCH]


@kept
def rare_values(run: Run) -> pd.DataFrame:
    """The values that a platform with an old encoding may not show, see `beyond_gbk`."""
    return beyond_gbk(_table(run))


@kept
def _table(run: Run) -> pd.DataFrame:
    """The table for the platform in the order of the lists, each in the batch it is released in."""
    lists = release(run)
    table = platform_table(contents(run)).set_index("XH", drop=False).loc[lists["学号"]]
    return table.reset_index(drop=True).assign(BYPC=lists["毕业批次"].replace(_NO_BATCH, ""))


def _rare(rare: pd.DataFrame) -> str:
    """The `rare_values` of a table in a sentence, "" if there are none."""
    if rare.empty:
        return ""
    shown = "、".join(f"{one.XH} 的 {one.field}“{one.characters}”" for one in rare.itertuples())
    return f"含 GBK 没有的字，.dbf 按 GB18030 写入，导入后若显示为 ?? 请更正：{shown}。"


def _cover(book: Workbook, run: Run, name: str, lists: pd.DataFrame, rare: str) -> None:
    """How many stand on each list, batch by batch, and why the others wait."""
    front = sheet.blank_sheet(book, "说明", [40, 10, 16, 10, 10])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}"
    for text, style in ((f"{name}报库名单", sheet.TITLE), (about, sheet.QUIET)):
        front.append([sheet.text_cell(front, text, style)])
    _rows(front, [("毕业批次", *LISTS, "合计")], sheet.HEAD)
    _rows(front, _counted(run, lists), sheet.PLAIN)
    why = _why(run, lists)
    if why:
        front.append([])
        _rows(front, [("没有报库的原因", "人数")], sheet.HEAD)
        _rows(front, why, sheet.PLAIN)
    for text in filter(None, (*_NOTES, rare)):
        front.append([sheet.text_cell(front, text, sheet.QUIET)])


def _rows(front: Worksheet, rows: Iterable[Iterable[object]], style: str) -> None:
    for row in rows:
        front.append([sheet.text_cell(front, str(cell), style) for cell in row])


def _counted(run: Run, lists: pd.DataFrame) -> list[tuple[object, ...]]:
    count = pd.crosstab(lists["毕业批次"], lists["list"])
    count = count.reindex(index=batches(run), columns=list(LISTS), fill_value=0)
    count = count[count.sum(axis=1) > 0]
    rows = [
        (batch, *own, sum(own))
        for batch, own in zip(count.index, count.to_numpy().tolist(), strict=True)
    ]
    total = [int(count[title].sum()) for title in LISTS]
    return [*rows, ("合计", *total, sum(total))]


def _why(run: Run, lists: pd.DataFrame) -> list[tuple[str, int]]:
    """Each reason with the students whom it keeps from registration, the commonest first."""
    own = run.reasons[run.reasons["student_no"].isin(lists["学号"])]
    own = own.assign(words=own["reason"] + "（" + own["clause"] + "）")
    count = own.drop_duplicates(["student_no", "words"])["words"].value_counts()
    return [(str(words), int(number)) for words, number in count.items()]
