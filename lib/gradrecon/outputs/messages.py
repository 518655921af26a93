"""Messages to the offices, ready to paste: a college's handler and dean, the studio, the own desk.

Each says only what its reader has to do, with counts; names stand in the lists that go with it.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from gradrecon.cohort.days import opening, said, until
from gradrecon.outputs.asks import college_dues, matters
from gradrecon.outputs.figures.own_desk import desk_matters
from gradrecon.outputs.reminders import found_before, listed_before, reminder
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept
from gradrecon.vocabulary import Chapter, Move, Settlement, Step

# What only a dean can put in order: signatures, the table as a whole, applications to look at.
_FOR_DEAN = (
    "return.missing", "return.incomplete", "return.unsigned", "return.unsealed",
    "return.paper_differs", "info.pending", "major.english_unstated",
)  # fmt: skip
# How long before the table is due a dean hears that it is not there.
_NEAR = 30


def to_handler(run: Run, code: str) -> str:
    """What a college's handler is told, "" if nothing is left for the college or its students."""
    name = run.cohort.college(code).name
    rows = _by_mover(run).get(code)
    if rows is None:
        return ""
    parts = [
        f"{title}：{_counts(run, rows[rows['move'] == move])}"
        for title, move in (("学生要办", Move.STUDENT), ("学院要办", Move.COLLEGE))
        if (rows["move"] == move).any()
    ]
    office = run.cohort.contacts.office.said
    return (
        f"{name}经办老师：{reminder(run, int(rows['again'].sum()))}截至{said(run.as_of)}，"
        + "。".join(parts)
        + "。名单和说明见《待办名单》，学生的通知在“邮件合并”表，可直接发送。"
        + (f"信息核对表{office}。" if office else "")
    )


def to_dean(run: Run, code: str) -> str:
    """What a college's dean is told: only what needs a dean, "" if there is nothing."""
    found = _of_deans(run)
    found = found[found["college"] == code]
    if found.empty:
        return ""
    name = run.cohort.college(code).name
    counts = found["rule"].value_counts()
    wanted = [rule for rule in _FOR_DEAN if rule in counts.index]
    told = [BY_CODE[rule].title + _number(rule, counts[rule]) for rule in wanted]
    due = college_dues(run)[code]
    over = run.as_of > due
    by = f"{said(due)}的期限已过，请立即督办" if over else f"请{until(due, run.as_of)}办妥"
    listed = "、".join(told)
    again = reminder(run, int(found_before(run, found["finding"]).sum()))
    return f"{name}主管院长：{again}{listed}。{by}。逾期或不合要求的，学历报库和证书发放随之推迟。"


def to_studio(run: Run) -> str:
    """What the studio is asked to look into, "" if nothing."""
    rows = matters(run)
    rows = rows[rows["move"] == Move.STUDIO]
    if rows.empty:
        return ""
    kinds = _counts(run, rows)
    return (
        f"采集单位：截至{said(run.as_of)}，请核实下列事项：{kinds}。逐条见名单，姓名已作掩码处理。"
    )


def to_desk(run: Run) -> str:
    """What the graduate school's own desk has to do, "" if nothing."""
    rows = desk_matters(run)
    if rows.empty:
        return ""
    return f"研究生院：截至{said(run.as_of)}，本院待办：{_counts(run, rows)}。"


def _counts(run: Run, rows: pd.DataFrame) -> str:
    """The matters by step: how many, and the nearest last day of them."""
    told = []
    for step in Step:
        own = rows[rows["step"] == step]
        days = own["last_day"][own["last_day"] != ""]
        if len(own):
            told.append(f"{step} {len(own)} 项{_by(run, step, days)}")
    return "、".join(told)


def _by(run: Run, step: Step, days: pd.Series) -> str:
    if days.empty:
        return ""
    day, opens = date.fromisoformat(days.min()), opening(run.cohort, step, run.as_of)
    if day == run.as_of:
        return f"（今天{said(day)}到期）"
    return f"（{said(opens)}起，最晚{said(day)}）" if opens else f"（最晚{said(day)}）"


def _number(rule: str, count: int) -> str:
    return "" if BY_CODE[rule].chapter is Chapter.RETURN else f" {count} 件"


@kept
def _by_mover(run: Run) -> dict[str, pd.DataFrame]:
    """The matters of each college and its students, by college."""
    rows = matters(run)
    rows = rows[rows["move"].isin((Move.STUDENT, Move.COLLEGE)) & (rows["college"] != "")]
    again = found_before(run, rows["finding"])
    rows = rows.assign(again=again.where(rows["finding"] != "", listed_before(run, rows)))
    return {str(code): own for code, own in rows.groupby("college")}


@kept
def _of_deans(run: Run) -> pd.DataFrame:
    found = run.findings
    far = [code for code, due in college_dues(run).items() if (due - run.as_of).days > _NEAR]
    wanted = found["rule"].isin(_FOR_DEAN) & (found["move"] == Move.COLLEGE)
    wanted &= found["state"] != Settlement.SETTLED
    return found[wanted & ~((found["rule"] == "return.missing") & found["college"].isin(far))]
