"""The drafts as workbooks to print, correct and send; once sent, our own reader takes them back.

No identity number stands in any of them (law 9): the key is 学号.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break

from gradrecon.drafts.lists import Place
from gradrecon.drafts.proposal import Proposal
from gradrecon.drafts.wording import arrangement, totals
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.accounting import add_accounting
from gradrecon.outputs.workbooks.sheet import Column

ABOUT = "草稿说明.xlsx"
_LISTS = {
    Place.MUST: (
        "附件1_未采集图像名单.xlsx", "未采集图像名单（附件1）",
        "草稿　共 {count} 人，均无图像在案，须参加采集。请学院核对，有出入的报研究生院。",
    ),
    Place.MAY: (
        "附件2_申请重新采集名单.xlsx", "申请重新采集名单（附件2）",
        "草稿　共 {count} 人，均有图像在案，自愿重采；请学院删去不参加的学生。新图像将替换原图像。",
    ),
}  # fmt: skip
_TIMETABLE = "附件4_采集时间安排表.xlsx"
_COLUMNS = (
    Column("序号", 6), Column("学院", 22, True), Column("学号", 15), Column("姓名", 14, True),
    Column("专业名称", 28, True), Column("层次", 14), Column("备注", 24, True),
)  # fmt: skip
_VISITS = (
    Column("序号", 6), Column("校区", 14), Column("日期", 14), Column("学院", 30, True),
    Column("开始时间", 12), Column("结束时间", 12), Column("人数", 10), Column("备注", 24),
)  # fmt: skip
_REASONED = (
    Column("学院", 22, True), Column("学号", 15), Column("姓名", 14, True),
    Column("专业名称", 28, True), Column("层次", 14), Column("原因", 46, True),
)  # fmt: skip
_SIZES = (
    Column("学院", 30, True), *(Column(place.value, 16) for place in Place), Column("预计采集", 12),
)  # fmt: skip
_LEFT = (Column("学院", 30, True), Column("人数", 10), Column("原因", 40, True))
_PRIVATE = "含姓名和学号，仅限经办人使用，不得转发、上网或贴出。"
_NEXT = (
    "附件1、附件2、附件4 都只是草稿：请核对、改定后再发出，并放进原始数据文件夹供下次运行读取。",
    "“无法判断”的学生两份名单都没有列入：先查明有无图像，再补进其中一份。",
)


def write_drafts(proposal: Proposal, folder: Path) -> None:
    """Write the four workbooks into a folder. Raise OSError if they cannot be written."""
    for place, (name, *_) in _LISTS.items():
        fixed.save(_list(proposal, place), folder / name)
    fixed.save(_timetable(proposal), folder / _TIMETABLE)
    fixed.save(_about(proposal), folder / ABOUT)


def names() -> tuple[str, ...]:
    """The files' names."""
    return (*(name for name, *_ in _LISTS.values()), _TIMETABLE, ABOUT)


def _list(proposal: Proposal, place: Place) -> Workbook:
    """One list, grouped by college, each college from a page of its own."""
    _, title, about = _LISTS[place]
    rows = _listed(proposal.of(place))
    above = _above(proposal, title, about.format(count=len(rows)))
    book = sheet.new_book()
    page = sheet.add_sheet(book, title[:-5], _COLUMNS, rows, frozen=4, above=above)
    for at in rows.index[rows["学院"] != rows["学院"].shift()][1:]:
        page.row_breaks.append(Break(len(above) + 1 + int(at)))
    return book


def _above(proposal: Proposal, title: str, *lines: str) -> list[tuple[str, str]]:
    """What stands over a table that is to be sent."""
    quiet = [(line, sheet.QUIET) for line in lines]
    return [(f"{proposal.cohort.name}{title}", sheet.TITLE), *quiet]


def _listed(rows: pd.DataFrame) -> pd.DataFrame:
    """Students in the words of the workbooks, numbered."""
    rows = rows.reset_index(drop=True)
    return pd.DataFrame(
        {
            "序号": (rows.index.to_series() + 1).astype("str"),
            "学院": rows["college_name"],
            "学号": rows["student_no"],
            "姓名": rows["name"],
            "专业名称": rows["major"],
            "层次": rows["level"],
            "备注": rows["why"],
        }
    )


def _timetable(proposal: Proposal) -> Workbook:
    """Attachment 4, by campus and time."""
    basis, *missing = arrangement(proposal)
    above = _above(proposal, "图像采集时间安排表（附件4）", f"草稿　{basis}", *missing)
    book = sheet.new_book()
    sheet.add_sheet(book, "采集时间安排表", _VISITS, _visits(proposal), above=above)
    return book


def _visits(proposal: Proposal) -> pd.DataFrame:
    names = _college_names(proposal)
    rows = [
        (number, one.campus, one.day, names[one.college], f"{one.start:%H:%M}", f"{one.end:%H:%M}",
         one.students, "")
        for number, one in enumerate(proposal.timetable.visits, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[column.title for column in _VISITS]).astype("str")


def _about(proposal: Proposal) -> Workbook:
    """The counts, the students who cannot be told and why, and what became of every row read."""
    lines = (totals(proposal), *arrangement(proposal), *_NEXT, _PRIVATE)
    above = _above(proposal, "采集名单和时间安排草稿", *lines)
    book = sheet.new_book()
    sheet.add_sheet(book, "各学院人数", _SIZES, _sizes(proposal), above=above)
    for place in (Place.UNKNOWN, Place.OUTSIDE):
        rows = _listed(proposal.of(place)).rename(columns={"备注": "原因"})
        sheet.add_sheet(book, place.value, _REASONED, rows, frozen=3)
    sheet.add_sheet(book, "排不下的学院", _LEFT, _left(proposal))
    add_accounting(book, proposal.strays, proposal.rejected, proposal.counts)
    return book


def _sizes(proposal: Proposal) -> pd.DataFrame:
    """How many of each college stand where, and how many are laid out; then 合计."""
    rows = proposal.lists
    size = rows.groupby(["college_name", "place"], sort=False).size().unstack(fill_value=0)
    size = size.reindex(columns=[place.value for place in Place], fill_value=0)
    codes = rows.drop_duplicates("college_name").set_index("college_name")["college"]
    size["预计采集"] = [proposal.expected.get(codes[name], 0) for name in size.index]
    size.loc["合计"] = size.sum()
    return size.rename_axis("学院").reset_index().astype("str")


def _left(proposal: Proposal) -> pd.DataFrame:
    names = _college_names(proposal)
    rows = [(names[one.college], one.students, one.why) for one in proposal.timetable.left]
    return pd.DataFrame(rows, columns=[column.title for column in _LEFT]).astype("str")


def _college_names(proposal: Proposal) -> pd.Series:
    return pd.Series({one.code: one.name for one in proposal.cohort.colleges})
