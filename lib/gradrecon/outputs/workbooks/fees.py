"""采集费核对: captures × fee against what the studio says it took, by campus and day (1.2.4)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.linking.captured import NOT_DONE, UNFINISHED, states
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.run.run import Run
from gradrecon.vocabulary import CaptureState

COLUMNS = ("校区", "日期", "采集人次", "应收", "采集单位所列", "相差", "未列金额", "未完成",
           "对应不到人")  # fmt: skip

_MAKEUP, _UNDATED = "补采集（采集单位）", "日期不明"
_NOTES = (
    "应收＝采集人次×每人费用；“未列金额”是采集单位没有写金额的行数，按 0 元计入所列。",
    "“未完成”是采集单位标为未到、驳回、待审核等的行，不计人次；写了收费的计入所列，请与采集单位核对。",
    "“对应不到人”的行也已计入：费用收了，人是谁还要核实（见全校问题清单）。",
)


def write_fees(run: Run, path: Path) -> None:
    """Write the school's reconciliation of fees, one row a campus and day, and the total."""
    rows = fees(run)
    book = sheet.new_book()
    columns = [Column(title, 20 if title == "校区" else 13) for title in COLUMNS]
    sheet.add_sheet(book, "采集费核对", columns, rows)
    notes = sheet.blank_sheet(book, "说明", [80])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}　每人 {run.cohort.studio.fee:g} 元"
    for text in (about, *_NOTES):
        notes.append([sheet.text_cell(notes, text, sheet.QUIET)])
    fixed.save(book, path)


def fees(run: Run) -> pd.DataFrame:
    """One row per campus and day on which pictures were taken, then 合计: columns `COLUMNS`.

    Each finished capture is one, in however many lists it stands. Amounts are in yuan.
    """
    rows, aside = _told_once(run)
    day = rows["taken"].str[:10]
    day = day.where(day.str.fullmatch(r"\d{4}-\d\d-\d\d"), "")
    paid = pd.to_numeric(rows["fee"], errors="coerce")
    stray = _strays(run)
    grouped = pd.DataFrame(
        {
            "校区": _campus(run, day),
            "日期": day.where(day != "", _UNDATED),
            "采集人次": (aside == "").astype("int64"),
            "采集单位所列": paid.fillna(0.0),
            "未列金额": (paid.isna() & (aside == "")).astype("int64"),
            "未完成": (aside != "").astype("int64"),
            "对应不到人": rows.index.isin(stray).astype("int64"),
        }
    )
    table = grouped.groupby(["校区", "日期"], sort=True).sum().reset_index()
    total = table[["采集人次", "采集单位所列", "未列金额", "未完成", "对应不到人"]].sum()
    table = pd.concat(
        [table, pd.DataFrame([{"校区": "合计", "日期": "", **total}])], ignore_index=True
    )
    table = table.astype({"采集人次": "int64", "未列金额": "int64", "对应不到人": "int64"})
    table["应收"] = table["采集人次"] * run.cohort.studio.fee
    table["相差"] = table["采集单位所列"] - table["应收"]
    return table[list(COLUMNS)]


def _told_once(run: Run) -> tuple[pd.DataFrame, pd.Series]:
    """The studio's usable rows, of those on one capture only one; and why a row is no capture."""
    links = run.links[(run.links["source"] == "studio") & (run.links["aside"] != "")]
    why = pd.Series(links["aside"].astype("str").array, links["row_id"].array, dtype="str")
    rows = run.tables["studio"].usable
    rows = rows[~rows.index.isin(why.index[~why.isin(NOT_DONE)])]
    done = states(run.tables["studio"], run.cohort)[rows.index] == CaptureState.DONE
    return rows, why.reindex(rows.index).fillna("").mask(~done, UNFINISHED).astype("str")


def _campus(run: Run, days: pd.Series) -> pd.Series:
    """The campus that had its capture on that day; all other days are make-up at the studio."""
    known = {one.day.isoformat(): one.campus for one in run.cohort.calendar.capture}
    return days.map(known).fillna(_MAKEUP).astype("str")


def _strays(run: Run) -> pd.Index:
    """The ids of the studio's rows that are nobody's."""
    own = run.strays[run.strays["source"] == "studio"]
    table = run.tables["studio"]
    parts = {(part.file, part.sheet): number for number, part in enumerate(table.parts)}
    places = {
        (parts[(file, name)], row)
        for file, name, row in own[["file", "sheet", "row"]].itertuples(index=False)
    }
    at = pd.MultiIndex.from_frame(table.rows[["part", "row"]])
    return table.rows.index[at.isin(places)] if places else table.rows.index[:0]
