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
    makeup_end,
    next_studio_day,
    said,
)
from gradrecon.columns.distinct import which_distinct
from gradrecon.columns.lazy_rows import Rows
from gradrecon.vocabulary import ChsiState, Obligation

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MUST = (Obligation.MUST, Obligation.APPROVED)
VERIFY = "请采集单位先核实采集名单是否漏列，核实前不必补采集。"


def day_in(moments: pd.Series) -> pd.Series:
    """Return the day of each moment, "" where it cannot be read."""
    day = moments.str[:10]
    return day.where(which_distinct(day, DAY.fullmatch), "")


def unlisted(cases: Rows | pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Who is on no row of the studio, though CHSI has a right picture of this capture."""
    first = min(day.day for day in cohort.calendar.capture).isoformat()
    taken = cases["chsi_captured_on"]
    shown = (cases["chsi_state"] == ChsiState.RIGHT) & (taken >= first)
    return (cases["captures"] == 0) & shown & which_distinct(taken, DAY.match)


def how_to_capture(facts: Facts, last: date | None = None) -> str:
    """Return what a student without a picture can do on that day, as a sentence (1.3, 1.5).

    `last` is the last day of the college's own capture.
    """
    cohort, day = facts.cohort, facts.as_of
    last = last or cohort.calendar.capture_last
    opens, closes = next_studio_day(cohort, day), last_studio_day(cohort, day)
    if day <= last:
        return f"请按学院时间参加集中采集，{said(last)}结束。"
    if opens is None or closes is None:
        return f"补采集已于{said(makeup_end(cohort))}结束，请立即联系学院，由学院报研究生院。"
    shut = capture_phase(cohort, day, last) is CapturePhase.SHUT
    now = "采集单位目前停办，" if shut else ""
    return f"{now}最近可补采集日为{said(opens)}，最晚{said(closes)}。"
