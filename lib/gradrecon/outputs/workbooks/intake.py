"""The intake as a workbook: files, cells noted, rows that cannot be used, and what to mend.

No cell's content is shown, only places and kinds: names and numbers stay in the files.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.reading.intake import FileReport, Intake
from gradrecon.sources import BY_NAME
from gradrecon.sources.table import Table

# The titles of the sheets' columns and their widths in characters.
_SHEETS = {
    "文件": {
        "来源": 26,
        "文件": 40,
        "读作": 24,
        "工作表": 24,
        "行数": 9,
        "不能使用": 9,
        "隐藏": 9,
        "未读的列": 36,
        "说明": 40,
        "SHA-256": 68,
    },
    "需要处理": {"位置": 40, "问题": 60, "可用": 50, "处理": 60},
    "单元格": {"来源": 26, "单元格": 50, "列": 18, "情况": 18, "已损坏": 9},
    "不能使用的行": {"来源": 26, "行": 50, "原因": 40},
}
_LONG = frozenset({"未读的列", "说明", "问题", "可用", "处理"})


def intake_workbook(intake: Intake, path: Path) -> None:
    """Write the intake to an xlsx file; sheets without rows are left out, but for the files."""
    from gradrecon.outputs.workbooks.sheet import Column, add_sheet, new_book

    book = new_book()
    for title, rows in intake_frames(intake).items():
        if title == "文件" or len(rows):
            columns = [Column(name, width, name in _LONG) for name, width in _SHEETS[title].items()]
            add_sheet(book, title, columns, rows)
    book.save(path)


def intake_frames(intake: Intake) -> dict[str, pd.DataFrame]:
    """The workbook's sheets by title, every cell text, in the order of sources and files."""
    tables = list(intake.tables.values())
    rows = {
        "文件": [_file(report) for report in intake.files],
        "需要处理": [(one.where, one.wrong, one.allowed, one.mend) for one in intake.faults],
        "单元格": [row for table in tables for row in _cells(table)],
        "不能使用的行": [row for table in tables for row in _unusable(table)],
    }
    return {
        title: pd.DataFrame(found, columns=list(_SHEETS[title]), dtype="str")
        for title, found in rows.items()
    }


def _file(report: FileReport) -> tuple[str, ...]:
    return (
        BY_NAME[report.source].title,
        report.file,
        report.taken_for or "未能读取",
        "、".join(part.sheet for part in report.parts),
        str(report.rows_read),
        str(report.rows_rejected),
        str(report.hidden),
        "、".join(text for part in report.parts for text in part.unread),
        "；".join((*report.remarks, *(f"{k}：{v}" for k, v in report.left_out.items()))),
        report.sha256,
    )


def _cells(table: Table) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, notes in table.notes.groupby("column", sort=False):
        title = table.source.column(name).title
        places = table.cells(notes["id"], name)
        for place, kind, damage in zip(places, notes["kind"], notes["damage"], strict=True):
            rows.append((table.source.title, place, title, kind, "是" if damage else "否"))
    return rows


def _unusable(table: Table) -> list[tuple[str, ...]]:
    places = table.cells(table.rejected["id"]) if len(table.rejected) else ()
    return [
        (table.source.title, place, reason)
        for place, reason in zip(places, table.rejected["reason"], strict=True)
    ]
