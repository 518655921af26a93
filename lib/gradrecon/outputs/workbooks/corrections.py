"""退回更正清单: what each office that sent a file is to correct in it, cell by cell.

One sheet an office, so that each gets its own; the studio's names nobody. What was mended since
the last time stands on a sheet of its own.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import look_up
from gradrecon.outputs.safety import masked
from gradrecon.outputs.workbooks import sheet
from gradrecon.outputs.workbooks import undated as fixed
from gradrecon.outputs.workbooks.sheet import Column
from gradrecon.rules import BY_CODE
from gradrecon.run.asked import OFFICES, mended, times, wanted
from gradrecon.run.run import Run

MENDED = "已改好"
_STUDIO = OFFICES["studio"]
_COLUMNS = (
    Column("第几次", 11), Column("文件", 30, True), Column("工作表", 14), Column("单元格", 9),
    Column("学院", 18), Column("学号", 14), Column("现在写的", 22, True), Column("存疑", 24),
    Column("怎么办", 70, True),
)  # fmt: skip
_MENDED_COLUMNS = (
    Column("来源", 14), Column("学院", 18), Column("单元格", 9), Column("存疑", 24),
)  # fmt: skip
_FOR_STUDIO = "请查对这一格，改好后重新报送；查不到本人的，请与研究生院联系。"
_OFTEN = 3


def write_corrections(run: Run, path: Path) -> None:
    """Write what every office is to correct, and what it has corrected."""
    rows, done = corrections(run), corrected(run)
    book = sheet.new_book()
    front = sheet.blank_sheet(book, "说明", [100])
    about = f"{run.cohort.name}　截至 {run.as_of.isoformat()}"
    for text, style in (("退回更正清单", sheet.TITLE), (about, sheet.QUIET)):
        front.append([sheet.text_cell(front, text, style)])
    for line in _summary(rows, done):
        front.append([sheet.text_cell(front, line, sheet.PLAIN)])
    for office in dict.fromkeys(OFFICES.values()):
        own = rows[rows["来源"] == office]
        if len(own):
            sheet.add_sheet(book, office, _COLUMNS, own, frozen=1)
    sheet.add_sheet(book, MENDED, _MENDED_COLUMNS, done)
    fixed.save(book, path)


def corrections(run: Run) -> pd.DataFrame:
    """One row a cell to correct: the columns of the sheets, and 来源, the office that sent it."""
    found = wanted(run)
    office = look_up(found["source"], pd.Series(OFFICES))
    advice = masked(found["message"])
    frame = pd.DataFrame(
        {
            "来源": office,
            "第几次": by_distinct(times(run).astype("str"), _time),
            **_place(found["cell"]),
            "学院": _colleges(run, found["college"]),
            "学号": found["student_no"],
            "现在写的": masked(found["observed"]),
            "存疑": _titles(found["rule"]),
            "怎么办": advice.where(office != _STUDIO, _FOR_STUDIO),
        }
    )
    return frame.sort_values(["来源", "文件", "工作表", "学号", "单元格"], ignore_index=True)


def corrected(run: Run) -> pd.DataFrame:
    """One row a cell that was to be corrected last time and is in order now."""
    found = mended(run)
    return pd.DataFrame(
        {
            "来源": look_up(found["source"], pd.Series(OFFICES)),
            "学院": _colleges(run, found["college"]),
            "单元格": found["cell"],
            "存疑": _titles(found["rule"]),
        }
    )


def _summary(rows: pd.DataFrame, done: pd.DataFrame) -> list[str]:
    counts = rows["来源"].value_counts(sort=False)
    often = int((rows["第几次"] == _time(str(_OFTEN))).sum())
    lines = [f"{office}：{count:,} 处要更正。" for office, count in counts.items()]
    lines += [f"其中 {often:,} 处已是第 {_OFTEN} 次提出，请当面或电话催办。"] if often else []
    lines += [f"上次提出的，已改好 {len(done):,} 处。"] if len(done) else []
    return lines or ["没有要更正的。"]


def _time(count: str) -> str:
    return f"第 {count} 次" + ("或更多" if int(count) >= _OFTEN else "")


def _place(cells: pd.Series) -> dict[str, pd.Series]:
    """An address `file!sheet!D17` taken apart; a file's own name may hold the mark."""
    parts = cells.str.rsplit("!", n=2, expand=True).reindex(columns=range(3)).fillna("")
    return {name: parts[at] for at, name in enumerate(("文件", "工作表", "单元格"))}


def _colleges(run: Run, codes: pd.Series) -> pd.Series:
    return look_up(codes, pd.Series({one.code: one.name for one in run.cohort.colleges}))


def _titles(rules: pd.Series) -> pd.Series:
    return look_up(rules, pd.Series({code: rule.title for code, rule in BY_CODE.items()}))
