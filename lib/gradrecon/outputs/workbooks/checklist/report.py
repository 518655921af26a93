"""核对表变更对照: what a college changed in its table, before and after, only what differs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.columns.lookup import look_up
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.returns.compare import Change
from gradrecon.run.run import Run, kept, own_rows
from gradrecon.sources.confirmation import RETURNED
from gradrecon.values.id_number import shown

_COLUMNS = (
    Column("情况", 12), Column("学号", 14), Column("姓名", 11), Column("项目", 16),
    Column("发出时", 30, True), Column("交回时", 30, True), Column("说明", 34, True),
    Column("位置（文件!工作表!单元格）", 34, True),
)  # fmt: skip
_ABOUT = {
    Change.CODE: "没有核对码或不是本校发出的核对码：没有与发出的表比对，请用发出的核对表重交。",
    Change.OUTDATED: "发出之后名册或填报有变，交回的仍是旧内容：请按最新的核对表核实。",
    Change.LOCKED: "不经批准不得改动的信息被改动：请改回，或提交更正申请。",
    Change.PERMITTED: "允许学院填写、或更正申请已获批准的改动。",
    Change.FILLED: "发出时空白，学院已补全。",
    Change.ADDED: "发出的核对表里没有的行，或同一学生的第二行。",
    Change.MISSING: "应有而没有交回的学生。",
}
_NOTHING = "交回的核对表与发出的没有差异，或尚未交回、没有可比对的核对表。"


def write_changes(run: Run, code: str, path: Path) -> None:
    """Write a college's changes: a cover that counts, then one line a change.

    Identity numbers show their last four characters only. Raise UsageError for an unknown code.
    """
    name = run.cohort.college(code).name
    found = own_rows(listed(run), code)
    book = sheet.new_book()
    front = sheet.blank_sheet(book, "说明", [14, 8, 80])
    front.append([sheet.text_cell(front, f"{name}核对表变更对照", sheet.TITLE)])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}　共 {len(found)} 处"
    front.append([sheet.text_cell(front, about, sheet.QUIET)])
    counts = found["情况"].value_counts()
    for kind in Change:
        if kind.value in counts:
            row = ((kind.value, sheet.PLAIN), (str(counts[kind.value]), sheet.PLAIN),
                   (_ABOUT[kind], sheet.QUIET))  # fmt: skip
            front.append([sheet.text_cell(front, text, style) for text, style in row])
    if found.empty:
        front.append([sheet.text_cell(front, _NOTHING, sheet.QUIET)])
    sheet.add_sheet(book, "变更", _COLUMNS, found, frozen=3)
    fixed.save(book, path)


@kept
def listed(run: Run) -> pd.DataFrame:
    """The changes in the words of the workbook, by kind, then by 学号.

    Columns: those of `_COLUMNS`, and `college`, the code.
    """
    rows = run.changes
    titles = pd.Series({column.name: column.title for column in RETURNED.columns})
    names = run.cases.set_index("student_no")["name"]
    private = rows["field"] == "id_no"
    frame = pd.DataFrame(
        {
            "情况": rows["kind"],
            "学号": rows["student_no"],
            "姓名": look_up(rows["student_no"], names),
            "项目": look_up(rows["field"], titles),
            "发出时": rows["sent"].mask(private, shown(rows["sent"])),
            "交回时": rows["returned"].mask(private, shown(rows["returned"])),
            "说明": rows["why"],
            "位置（文件!工作表!单元格）": _places(run, rows),
            "college": rows["college"],
        }
    )
    order = rows["kind"].map({kind.value: place for place, kind in enumerate(Change)})
    return frame.assign(order=order).sort_values(["order", "学号"], kind="stable")


def _places(run: Run, rows: pd.DataFrame) -> pd.Series:
    """The address of each change, "" of a missing row."""
    places = rows["cell"].copy()
    at_rows = rows[(rows["id"] >= 0) & (rows["cell"] == "")]
    for field, group in at_rows.groupby("field"):
        places[group.index] = run.tables["returned"].cells(group["id"], field).to_numpy()
    return places
