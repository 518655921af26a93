"""Who must be photographed, and how a student without a picture still can be (1.1, 1.3, 1.5)."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import (
    CapturePhase,
    capture_phase,
    last_studio_day,
    next_studio_day,
    said,
)
from gradrecon.columns.distinct import which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.vocabulary import ChsiState, Obligation

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MUST = (Obligation.MUST, Obligation.APPROVED)
VERIFY = "请采集单位先核实采集名单是否漏列，核实前不必补采集。"


def unlisted(cases: Rows | pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Who is on no row of the studio, though CHSI has a right picture of this capture."""
    first = min(day.day for day in cohort.calendar.capture).isoformat()
    taken = cases["chsi_captured_on"]
    shown = (cases["chsi_state"] == ChsiState.RIGHT) & (taken >= first)
    return (cases["captures"] == 0) & shown & which_distinct(taken, DAY.match)


def how_to_capture(facts: Facts, last: date | None = None) -> str:
    """What a student without a picture can do on that day, as a sentence (1.3, 1.5).

    `last` is the last day of the college's own capture.
    """
    cohort, day = facts.cohort, facts.as_of
    last = last or cohort.calendar.capture_last
    match capture_phase(cohort, day, last):
        case CapturePhase.AHEAD:
            return f"请按学院时间参加集中采集，{said(last)}结束。"
        case CapturePhase.OVER:
            due = cohort.calendar.makeup_due
            over = f"已于{said(due)}截止" if facts.past(due) else f"{said(due)}截止，已没有开放日"
            return f"补采集{over}，请学院立即联系研究生院。"
        case phase:
            opens, last = days_left(facts)
            shut = "采集单位目前停办，" if phase is CapturePhase.SHUT else ""
            return f"{shut}最近可补采集日为{said(opens)}，最晚{said(last)}。"


def days_left(facts: Facts) -> tuple[date, date]:
    """The next and the last day on which the studio is open; the day itself where none is."""
    opens = next_studio_day(facts.cohort, facts.as_of)
    last = last_studio_day(facts.cohort, facts.as_of)
    return opens or facts.as_of, last or facts.as_of
