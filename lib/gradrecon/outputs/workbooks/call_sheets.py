"""采集点名表: a sheet to print for each slot of a college, to call its students by (1.2.5)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.cases.capture import MUST
from gradrecon.outputs.asks import sentences
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.run import Run, own_rows
from gradrecon.values.slots import Slot
from gradrecon.vocabulary import Obligation

_COLUMNS = (
    Column("序号", 6), Column("学号", 14), Column("姓名", 11), Column("专业", 20, True),
    Column("层次", 12), Column("类别", 10), Column("到场", 8), Column("采集码", 8),
    Column("缴费", 8), Column("备注", 24, True),
)  # fmt: skip
_OVER = "集中采集已结束，没有要点名的时段。"
_HOW_TO = "每个时段一张，名单相同：到场的打勾，已在其他时段采集的划去；“自愿重采”的可以不来。"
_PRIVATE = "本表含姓名和学号，仅限现场点名使用，用后收回。"


def write_call_sheets(run: Run, code: str, path: Path) -> None:
    """Write a college's sheets, one a slot still to come; raise UsageError for an unknown code."""
    name = run.cohort.college(code).name
    slots = sentences(run).stretches(code)
    book = sheet.new_book()
    front = sheet.blank_sheet(book, "说明", [80])
    where = sentences(run).slot_said(code) if slots else _OVER
    lines = (
        (f"{name}采集点名表", sheet.TITLE),
        (where, sheet.PLAIN),
        (_HOW_TO if slots else "", sheet.QUIET),
        (_PRIVATE, sheet.QUIET),
    )
    for text, style in lines:
        front.append([sheet.text_cell(front, text, style)])
    for slot in slots:
        sheet.add_sheet(book, _title(slot), _COLUMNS, to_come(run, code), frozen=3)
    fixed.save(book, path)


def to_come(run: Run, code: str) -> pd.DataFrame:
    """The college's students who must come, or may, and have no new picture yet."""
    cases = own_rows(run.cases, code)
    coming = cases["obligation"].isin((*MUST, Obligation.VOLUNTARY)) & (cases["captures"] == 0)
    rows = cases[coming].sort_values(["obligation", "student_no"], kind="stable")
    return pd.DataFrame(
        {
            "序号": [str(place) for place in range(1, len(rows) + 1)],
            "学号": rows["student_no"].array,
            "姓名": rows["name"].array,
            "专业": rows["major"].array,
            "层次": rows["level"].array,
            "类别": rows["obligation"].array,
            **dict.fromkeys(("到场", "采集码", "缴费", "备注"), ""),
        }
    ).astype("str")


def _title(slot: Slot) -> str:
    """The name of a sheet: 1126_0830-1200; a colon may not stand in it."""
    day, hours = slot.day[5:].replace("-", ""), f"{slot.start}-{slot.end}".replace(":", "")
    return f"{day}_{hours}".rstrip("_-")
