"""Whether a student belongs to this cohort and to which batch, by the record (1.1.1)."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from gradrecon.cohort import batches as year
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import by_distinct, pairs_by_distinct
from gradrecon.values.dates import month_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A year in which somebody is said to graduate; in January the winter before graduates.
_YEAR = re.compile(r"(20\d\d)(?:届|年(?!0?1月)[^，。；,;]{0,6}毕业)")


def certificates(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each word in the column of certificates means, a `Certificates`, "" if not known."""
    return by_distinct(words, cohort.words.certificate)


def enrolment(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each word in the column of the 学籍 means, an `Enrolment`, "" if not known."""
    return by_distinct(words, cohort.words.enrolment)


def leaving(remarks: pd.Series, cohort: Cohort) -> pd.Series:
    """Return what in each remark says that somebody does not graduate now, "" for nothing."""
    last = cohort.calendar.return_due.year
    return by_distinct(remarks, lambda remark: cohort.words.leaves(remark) or _later(remark, last))


def _later(remark: str, last: int) -> str:
    """Return a year of graduation after the cohort's that is not one to graduate before."""
    later = [found[0] for found in _YEAR.finditer(remark) if int(found[1]) > last]
    return later[0] if later and "提前" not in remark else ""


def batch_of(batches: pd.Series, graduation: pd.Series, cohort: Cohort) -> pd.Series:
    """The name of each student's batch: as the roster calls it, else by the day of graduation.

    "" if neither tells, or if the two contradict each other.
    """

    def of(word: str, day: str) -> str:
        day = month_of(day) or day
        named = year.named(cohort.year_batches, word)
        by_day = _on(day, cohort)
        if named is None:
            return by_day.name if by_day and not word else ""
        return "" if _DAY.fullmatch(day) and _belies(named, day, cohort) else named.name

    return pairs_by_distinct(batches, graduation, of)


def why_not_now(batches: pd.Series, graduation: pd.Series, cohort: Cohort) -> pd.Series:
    """What is wrong with a day of graduation or a batch, in words, "" for nothing."""

    def of(word: str, day: str) -> str:
        day = month_of(day) or day
        named = year.named(cohort.year_batches, word)
        if word and named is None:
            return f"毕业批次“{word}”不认识"
        if day and not _DAY.fullmatch(day):
            return f"预计毕业日期“{day}”无法识别"
        if named and day and _belies(named, day, cohort):
            return f"预计毕业日期 {day} 不在{named.name}批次内"
        if day and named is None and _on(day, cohort) is None:
            return f"预计毕业日期 {day} 不在本届任何批次内"
        return ""

    return pairs_by_distinct(batches, graduation, of)


def _on(day: str, cohort: Cohort) -> year.Batch | None:
    return year.on(cohort.year_batches, date.fromisoformat(day)) if _DAY.fullmatch(day) else None


def _belies(batch: year.Batch, day: str, cohort: Cohort) -> bool:
    """Whether a day is none of a batch's: of the usual ones we only know the year."""
    if not cohort.batches:
        return _on(day, cohort) is None
    span = batch.graduation
    return span is not None and date.fromisoformat(day) not in span
