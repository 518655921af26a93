"""What happens to each made-up student, and when: the notice's calendar lived through.

Everything has a day, up to a few days after the colleges' return (2.3.2). A sample as of an
earlier day is the same story cut short.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import studio_days
from gradrecon.samples.slots import slot_starts
from gradrecon.vocabulary import Obligation

_OBLIGATIONS = {
    Obligation.MUST: 0.70,
    Obligation.VOLUNTARY: 0.10,
    Obligation.APPROVED: 0.005,
    Obligation.NONE: 0.195,
}
# Without E: 12E45678 would be a number to a spreadsheet.
_CODE_LETTERS = np.array(list("ABCDFGHJKLMNPQRSTUVWXYZ23456789"))
_AFTER_RETURN = timedelta(days=3)
_DAY = np.timedelta64(1, "D")
_MORNING, _EVENING = np.timedelta64(9, "h"), np.timedelta64(20, "h")
_FIELDS = ("姓名", "民族", "出生日期", "学习形式")
_CHANGED_MAJOR = 0.005
_CORRECTED = 0.008


def story_end(cohort: Cohort) -> date:
    """The day by which all has happened that happens without trouble."""
    return cohort.calendar.return_due + _AFTER_RETURN


def draw_plan(
    rng: np.random.Generator, cohort: Cohort, students: pd.DataFrame, slots: pd.DataFrame
) -> pd.DataFrame:
    """The students' stories, one row each, index as `students`.

    Columns: obligation; has_image, image_on; approved_on; taken, campus, makeup, code; uploaded,
    checked; submitted, by_college, confirmed_on; handed_in; applied (the field), applied_on,
    decided_on. What does not happen is NaT or "".
    """
    plan = pd.DataFrame(index=students.index)
    names = [obligation.value for obligation in _OBLIGATIONS]
    plan["obligation"] = rng.choice(
        np.array(names, dtype=object), len(plan), p=list(_OBLIGATIONS.values())
    )
    plan["has_image"] = plan["obligation"].isin([Obligation.VOLUNTARY, Obligation.NONE])
    _plan_capture(rng, cohort, students, slots, plan)
    _plan_check(rng, cohort, plan)
    _plan_pinyin(rng, cohort, students, plan)
    _plan_applications(rng, plan)
    return plan


def _plan_capture(
    rng: np.random.Generator,
    cohort: Cohort,
    students: pd.DataFrame,
    slots: pd.DataFrame,
    plan: pd.DataFrame,
) -> None:
    """Nearly all come in their college's slot; the approved and a few others to the make-up."""
    count = len(plan)
    chance = rng.random(count)
    must = plan["obligation"] == Obligation.MUST
    approved = plan["obligation"] == Obligation.APPROVED
    plan["makeup"] = approved | (must & (chance < 0.02))
    comes = must | approved | ((plan["obligation"] == Obligation.VOLUNTARY) & (chance < 0.9))
    minutes = rng.integers(0, 30 * 60, count).astype("timedelta64[s]")
    in_slot = slot_starts(rng, students["college"], slots) + minutes
    later = _makeup_starts(rng, cohort, in_slot) + 4 * minutes
    taken = np.where(plan["makeup"], later, in_slot)
    plan["taken"] = pd.Series(taken, index=plan.index).where(comes)
    plan["campus"] = students["college"].map(slots.groupby("college")["campus"].first())
    plan["code"] = _codes(rng, count)
    before = np.datetime64(cohort.calendar.capture_first, "s") - 7 * _DAY
    approval = pd.Series(before, index=plan.index, dtype="datetime64[s]")
    plan["approved_on"] = approval.where(approved)
    years = rng.integers(2 * 365, 4 * 365, count) * _DAY
    plan["image_on"] = approval.sub(years).where(plan["has_image"])


def _makeup_starts(rng: np.random.Generator, cohort: Cohort, otherwise: np.ndarray) -> np.ndarray:
    """The opening of a studio day before the story ends; where there is none, `otherwise`."""
    days = [
        datetime.combine(day, cohort.studio.hours[0].start)
        for day in studio_days(cohort, cohort.calendar.capture_last)
        if day < story_end(cohort)
    ]
    if not days:
        return otherwise
    return rng.choice(np.array(days, dtype="datetime64[s]"), len(otherwise))


def _codes(rng: np.random.Generator, count: int) -> np.ndarray:
    """Capture codes: a letter-and-digit serial that no two students share."""
    base = len(_CODE_LETTERS)
    serials = rng.permutation(count) + base**4
    places = serials[:, None] // base ** np.arange(5, -1, -1) % base
    return np.ascontiguousarray(_CODE_LETTERS[places]).view("U6")[:, 0].astype(object)


def _plan_check(rng: np.random.Generator, cohort: Cohort, plan: pd.DataFrame) -> None:
    """CHSI shows pictures from the window on; students check in it, or the same day (1.4)."""
    window = cohort.calendar.chsi_check
    first, last = np.datetime64(window.first, "s"), np.datetime64(window.last, "s")
    plan["uploaded"] = plan["taken"].clip(lower=first)
    span = ((last - first) // _DAY).astype(int) + 1
    moment = rng.integers(0, 12 * 3600, len(plan)).astype("timedelta64[s]")
    in_window = first + rng.integers(0, span, len(plan)) * _DAY + moment
    checked = np.where(plan["uploaded"] > first, plan["uploaded"] + moment, in_window)
    plan["checked"] = pd.Series(checked, index=plan.index).where(plan["taken"].notna())


def _plan_pinyin(
    rng: np.random.Generator, cohort: Cohort, students: pd.DataFrame, plan: pd.DataFrame
) -> None:
    """Nearly all fill in by the day; the colleges have all confirmed, each in its own weeks (2)."""
    count = len(plan)
    due = np.datetime64(cohort.calendar.pinyin_due, "s")
    back = np.datetime64(cohort.calendar.return_due, "s")
    place = pd.Index([one.code for one in cohort.colleges]).get_indexer(students["college"])
    early = rng.integers(1, 14, len(cohort.colleges))[place]
    begun = rng.uniform(0.1, 0.6, len(cohort.colleges))[place]
    plan["handed_in"] = back - early * _DAY
    days = ((plan["handed_in"] - due) / _DAY).to_numpy()
    plan["confirmed_on"] = due + (rng.uniform(begun, 0.9) * days).astype(int) * _DAY
    ahead = rng.integers(0, 14 * 24 * 3600, count).astype("timedelta64[s]")
    plan["by_college"] = rng.random(count) < 0.03
    morning = plan["confirmed_on"] + _MORNING
    plan["submitted"] = np.where(plan["by_college"], morning, due + _EVENING - ahead)


def _plan_applications(rng: np.random.Generator, plan: pd.DataFrame) -> None:
    """A few ask for corrections or another English major; all is decided before the return."""
    chance = rng.random(len(plan))
    field = rng.choice(np.array(_FIELDS, dtype=object), len(plan))
    field = np.where(chance < _CHANGED_MAJOR, "专业英文名称", field)
    applied = chance < _CHANGED_MAJOR + _CORRECTED
    plan["applied"] = np.where(applied, field, "")
    plan["decided_on"] = plan["confirmed_on"].where(applied)
    plan["applied_on"] = plan["decided_on"] - 5 * _DAY
