"""What the 信息核对表 says of each student, and when two ways of saying it are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gradrecon.cases.cases import YES
from gradrecon.cohort import colleges
from gradrecon.cohort.checklist import FIELDS
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lookup import look_up, pick
from gradrecon.names import Kind
from gradrecon.sources.application_fields import fields_meant
from gradrecon.sources.table import Table
from gradrecon.values.equivalent import meant
from gradrecon.values.folding import fold_label, fold_name
from gradrecon.vocabulary import ApplicationState

if TYPE_CHECKING:
    pass

# The columns that a college and its students complete; all others change only by application.
OPEN = ("pinyin", "major_en", "confirmed", "remark")
_SUGGESTED = (Kind.FORMAT, Kind.SURNAME_DOUBTFUL, Kind.GIVEN_DOUBTFUL, Kind.SYLLABLES)


def content(cases: pd.DataFrame, cohort: Cohort, applications: Table) -> pd.DataFrame:
    """The table's cells: one row per case (its index kept), columns `FIELDS`, text.

    The spelling is the confirmed one, else the student's own or what the college completed, never
    a suggestion: those stand in the remarks, so that nobody takes one for confirmed. An English
    major for which a statement was approved is the approved one (2.2.2).
    """
    names = pd.Series({college.code: college.name for college in cohort.colleges})
    pinyin = _first(cases, "confirmed_pinyin", "spelling")
    major_en = _first(cases, "confirmed_major_en", "major_en")
    approved = look_up(cases["student_no"], _approved_english(applications))
    own = {
        "college": look_up(cases["college"], names),
        "pinyin": pinyin,
        "major_en": major_en.where(approved == "", approved),
        "confirmed": pick(cases["confirmed"] == YES, YES, ""),
        "remark": _remarks(cases),
    }
    return pd.DataFrame({field: own.get(field, cases.get(field)) for field in FIELDS})


def _first(cases: pd.DataFrame, *columns: str) -> pd.Series:
    """The first of these columns that says something, for each case; not all may be there."""
    value = pd.Series("", cases.index, dtype="str")
    for column in columns:
        value = value.where(value != "", cases.get(column, ""))
    return value


def _approved_english(applications: Table) -> pd.Series:
    """The English major that the graduate school approved, by 学号; the latest of several."""
    rows = applications.usable
    rows = rows[
        (rows["state"] == ApplicationState.APPROVED)
        & (fields_meant(rows["field"]) == "major_en")
        & rows["after"].str.contains("[A-Za-z]")
    ]
    return rows.drop_duplicates("student_no", keep="last").set_index("student_no")["after"]


def _remarks(cases: pd.DataFrame) -> pd.Series:
    """The suggested spelling, said to be one, where there is none or a doubtful one."""
    unconfirmed = (cases["confirmed"] != YES) & (_first(cases, "confirmed_pinyin") == "")
    blank, doubtful = cases["spelling"] == "", cases["judged"].isin(_SUGGESTED)
    word = pick(blank, "拼音建议（未确认）：", "拼音存疑，建议：")
    return (word + cases["suggestion"]).where(
        unconfirmed & (cases["suggestion"] != "") & (blank | doubtful), ""
    )


def comparable(field: str, values: pd.Series, cohort: Cohort) -> pd.Series:
    """The values of a field as they are compared: 汉 is 汉族, a college's alias is its name."""
    if field == "name":
        return fold_name(values)
    if field == "college":
        codes = colleges.resolve(values, cohort)
        return codes.where(codes != "", fold_label(values))
    return meant(field, values)
