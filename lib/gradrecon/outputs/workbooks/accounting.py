"""The sheets that account for every row read: those that are nobody's, those unused, the totals."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from openpyxl import Workbook
from pandas.api.types import is_numeric_dtype

from gradrecon.outputs.safety import masked
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.sources import BY_NAME

_STRAYS = (
    Column("来源", 24, True), Column("文件", 30, True), Column("工作表", 12), Column("行", 7),
    Column("原因", 40, True), Column("可能是学号", 14), Column("线索", 20, True),
)  # fmt: skip
_REJECTED = _STRAYS[:5]
_COUNTS = (
    Column("来源", 34, True), Column("读入行数", 11), Column("对应到人", 11),
    Column("对应不到", 11), Column("不能使用", 11), Column("不在范围", 11),
)  # fmt: skip


def add_accounting(
    book: Workbook, strays: pd.DataFrame, rejected: pd.DataFrame, counts: pd.DataFrame
) -> None:
    """Add the three sheets; the frames are those of a Run."""
    sheet.add_sheet(book, "对应不到的记录", _STRAYS, _placed(strays, _STRAYS))
    sheet.add_sheet(book, "不能使用的行", _REJECTED, _placed(rejected, _REJECTED))
    sheet.add_sheet(book, "各来源行数", _COUNTS, _placed(counts, _COUNTS))


def _placed(rows: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """Strays, rejected rows or counts, in the words of the workbook."""
    named = {"source": "来源", "file": "文件", "sheet": "工作表", "row": "行", "reason": "原因",
             "proposed_student_no": "可能是学号", "evidence": "线索", "rows_in": "读入行数",
             "linked": "对应到人", "stray": "对应不到", "rejected": "不能使用",
             "out_of_scope": "不在范围"}  # fmt: skip
    titles = {name: source.title for name, source in BY_NAME.items()}
    frame = rows.assign(source=rows["source"].map(titles)).rename(columns=named)
    frame = frame[[column.title for column in columns]]
    return frame.apply(lambda one: one if is_numeric_dtype(one) else masked(one.astype("str")))
