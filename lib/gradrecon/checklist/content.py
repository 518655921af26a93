"""What the 信息核对表 says of each student, and when two ways of saying it are the same."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.applications import GRANTED, states
from gradrecon.cases.confirmation import contradicted, is_settled
from gradrecon.cohort import colleges
from gradrecon.cohort.checklist import FIELDS
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import look_up, pick
from gradrecon.names.judgement import DOUBTFUL, FROM_ELSEWHERE, NO_SPELLING, Kind
from gradrecon.sources.application_fields import fields_meant
from gradrecon.sources.table import Table
from gradrecon.values.equivalent import meant
from gradrecon.values.flags import YES
from gradrecon.values.folding import fold_label, fold_name

# The columns that a college and its students complete; all others change only by application.
OPEN = ("pinyin", "major_en", "confirmed", "remark")
_IN_DOUBT = "拼音存疑，请学生核对后再确认："
_TWO = "学生确认过两种拼音："
# Remarks of which a student must take notice before signing begin so.
MARKS = (_IN_DOUBT, _TWO)
_SUGGESTED = (Kind.FORMAT, *DOUBTFUL, *NO_SPELLING, *FROM_ELSEWHERE)


def content(cases: pd.DataFrame, cohort: Cohort, applications: Table) -> pd.DataFrame:
    """The table's cells: one row per case (its index kept), columns `FIELDS`, text.

    The spelling is the confirmed one, else the student's own or what the college completed, never
    a suggestion: those stand in the remarks, so that nobody takes one for confirmed. An English
    major for which a statement was approved is the approved one (2.2.2). 学生确认 is blank for the
    student to fill in, unless a returned table says that these very values are confirmed.
    """
    names = pd.Series({college.code: college.name for college in cohort.colleges})
    pinyin = _first(cases, "confirmed_pinyin", "spelling")
    pinyin = pinyin.where(~contradicted(cases), cases["spelling"])
    major_en = _first(cases, "confirmed_major_en", "major_en")
    approved = look_up(cases["student_no"], approved_english(applications, cohort))
    major_en = major_en.where(approved == "", approved)
    same = (cases["returned_pinyin"] == pinyin) & (cases["returned_major_en"] == major_en)
    same &= (cases["confirmed"] == YES) & (cases["returned_confirmed"] == YES)
    same &= cases["returned_differs"] == ""
    own = {
        "college": look_up(cases["college"], names),
        "pinyin": pinyin,
        "major_en": major_en,
        "confirmed": pick(same, YES, ""),
        "remark": _remarks(cases, ~same),
    }
    return pd.DataFrame({field: own.get(field, cases.get(field)) for field in FIELDS})


def _first(cases: pd.DataFrame, *columns: str) -> pd.Series:
    """The first of these columns that says something, for each case; not all may be there."""
    value = pd.Series("", cases.index, dtype="str")
    for column in columns:
        value = value.where(value != "", cases.get(column, ""))
    return value


def approved_english(applications: Table, cohort: Cohort) -> pd.Series:
    """The English major that the graduate school approved, by 学号; the latest of several."""
    rows = applications.usable
    rows = rows[
        states(rows["state"], cohort).isin(GRANTED)
        & (fields_meant(rows["field"]) == "major_en")
        & rows["after"].str.contains("[A-Za-z]")
    ]
    return rows.drop_duplicates("student_no", keep="last").set_index("student_no")["after"]


def _remarks(cases: pd.DataFrame, unconfirmed: pd.Series) -> pd.Series:
    """What the student must look at before confirming: a suggestion, a doubt, a contradiction."""
    blank, doubtful = cases["spelling"] == "", cases["judged"].isin(_SUGGESTED)
    suggestion, sure = cases["suggestion"], is_settled(cases)
    decided = (_first(cases, "confirmed_pinyin") != "") & ~sure
    both = cases["pinyin"] + "、" + cases["returned_pinyin"]
    unsure = unconfirmed & ~decided & (suggestion != "")
    remarks = pd.Series("", cases.index, dtype="str")
    for wanted, said in (
        (unsure & blank, "拼音建议（未确认）：" + suggestion),
        (unsure & doubtful & ~blank, "拼音存疑，建议：" + suggestion),
        (unconfirmed & sure & cases["judged"].isin(DOUBTFUL), _IN_DOUBT + cases["judged_reason"]),
        (contradicted(cases), _TWO + both + "。请学生写明采用哪一种"),
    ):
        remarks = remarks.where(~wanted, said)
    return remarks


def comparable(field: str, values: pd.Series, cohort: Cohort) -> pd.Series:
    """The values of a field as they are compared: 汉 is 汉族, a college's alias is its name."""
    if field == "name":
        return fold_name(values)
    if field == "college":
        codes = colleges.resolve(values, cohort)
        return codes.where(codes != "", fold_label(values))
    return meant(field, values)
