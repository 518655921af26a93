"""Colleges whose registration may be delayed, and why (2.3.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from gradrecon.cases.capture import unlisted
from gradrecon.cohort.days import CapturePhase, capture_phase, makeup_end, said, studio_days
from gradrecon.outputs.asks import college_dues
from gradrecon.outputs.figures.counts import LATE, by_college, percent
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run, kept
from gradrecon.values.flags import YES
from gradrecon.vocabulary import Settlement, Severity, Step

# This many days before the return is due, a college that has not handed in needs a leader's look.
SOON = timedelta(days=30)
# From this share of students at risk, a college is named long before the return is due.
FAR_BEHIND = 0.2

DELAY_COLUMNS = ("college", "name", "reasons", "students")


@kept
def delays(run: Run) -> pd.DataFrame:
    """One row per college in danger: columns `DELAY_COLUMNS`, the one most at risk first.

    `reasons` are joined by a semicolon; `students` are those whom the widest of them touches:
    all of the college where its return is not in order.
    """
    found = pd.DataFrame(
        [*_return(run), *_no_picture_in_time(run), *_far_behind(run)],
        columns=["college", "reasons", "students"],
    )
    every = by_college(run)
    grouped = found.groupby("college").agg({"reasons": "；".join, "students": "max"})
    grouped = grouped.reindex([code for code in every.index if code in grouped.index])
    grouped.insert(0, "name", every["name"].reindex(grouped.index))
    return grouped.rename_axis("college").reset_index()[[*DELAY_COLUMNS]]


def _return(run: Run) -> list[tuple[str, str, int]]:
    """The confirmed table: late, incomplete or out of order, or soon due and not there."""
    dues = college_dues(run)
    soon = [code for code, due in dues.items() if due - SOON <= run.as_of <= due]
    findings = run.findings
    chapter = findings["rule"].str.startswith("return.") & (findings["student_no"] == "")
    wrong = (findings["severity"] == Severity.ERROR) | findings["college"].isin(soon)
    wanted = findings[
        (findings["college"] != "") & chapter & wrong & (findings["state"] != Settlement.SETTLED)
    ]
    size = run.cases["college"].value_counts()
    return [
        (code, _why(run, rule, dues[code]) + unregistered(run, rule, code), int(size.get(code, 0)))
        for code, rule in wanted[["college", "rule"]].drop_duplicates().itertuples(index=False)
    ]


def unregistered(run: Run, rule: str, code: str) -> str:
    """That a file of a college is there though nothing is registered, "" otherwise."""
    return "（收到电子版，未登记）" if rule == "return.missing" and code in _sent_back(run) else ""


@kept
def _sent_back(run: Run) -> frozenset[str]:
    """The colleges of which rows came back in some table."""
    return frozenset(run.cases["college"][run.cases["returned"] == YES])


def _why(run: Run, rule: str, due: date) -> str:
    if rule != "return.missing":
        return BY_CODE[rule].title
    left = (due - run.as_of).days
    if left < 0:
        return f"核对表逾期 {-left} 天仍未交回"
    return f"核对表未交回，距期限 {left} 天" if left else "核对表未交回，今天到期"


def _no_picture_in_time(run: Run) -> list[tuple[str, str, int]]:
    """Students without a picture, where none can be taken any more before the return is due."""
    due = run.cohort.calendar.return_due
    ahead = capture_phase(run.cohort, run.as_of) is CapturePhase.AHEAD
    if ahead or any(day <= due for day in studio_days(run.cohort, run.as_of)):
        return []
    steps, cases = run.progress, run.cases
    late = steps[(steps["step"] == Step.CAPTURE) & steps["state"].isin(LATE)]
    without = (cases["captures"] == 0) & ~unlisted(cases, run.cohort)
    without = cases[without & cases["student_no"].isin(late["student_no"])]
    count = without["college"].value_counts()
    return [(code, f"{n} 人没有图像，{_until(run)}", int(n)) for code, n in count.items() if code]


def _until(run: Run) -> str:
    """What can still be done for those without a picture."""
    end, due = makeup_end(run.cohort), run.cohort.calendar.return_due
    if capture_phase(run.cohort, run.as_of) is CapturePhase.OVER:
        return f"补采集已于{said(end)}结束"
    if run.as_of > due:
        return f"只能补采集，最晚{said(end)}"
    return f"{said(due)}前已无补采集日"


def _far_behind(run: Run) -> list[tuple[str, str, int]]:
    """Return the colleges with too many students at risk for their return to be in order."""
    colleges = by_college(run)
    behind = colleges[(colleges["risk"] >= FAR_BEHIND) & (colleges.index != "")]
    return [
        (code, f"有风险的学生占 {percent(row.risk)}", int(row.at_risk))
        for code, row in zip(behind.index, behind.itertuples(), strict=True)
    ]
