"""Whether a student belongs to this cohort and to which batch, by the record (1.1.1)."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from gradrecon.cohort import batches as year
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.distinct import by_distinct, pairs_by_distinct

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def certificates(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each word in the column of certificates means, a `Certificates`, "" if not known."""
    return by_distinct(words, cohort.words.certificate)


def enrolment(words: pd.Series, cohort: Cohort) -> pd.Series:
    """What each word in the column of the 学籍 means, an `Enrolment`, "" if not known."""
    return by_distinct(words, cohort.words.enrolment)


def leaving(remarks: pd.Series, cohort: Cohort) -> pd.Series:
    """The word in each remark that says somebody does not graduate now, "" for none."""
    return by_distinct(remarks, cohort.words.leaves)


def batch_of(batches: pd.Series, graduation: pd.Series, cohort: Cohort) -> pd.Series:
    """The name of each student's batch: as the roster calls it, else by the day of graduation.

    "" if neither tells, or if the two contradict each other.
    """

    def of(word: str, day: str) -> str:
        named = year.named(cohort.year_batches, word)
        by_day = _on(day, cohort)
        if named is None:
            return by_day.name if by_day and not word else ""
        return "" if _DAY.fullmatch(day) and _belies(named, day, cohort) else named.name

    return pairs_by_distinct(batches, graduation, of)


def why_not_now(batches: pd.Series, graduation: pd.Series, cohort: Cohort) -> pd.Series:
    """What is wrong with a day of graduation or a batch, in words, "" for nothing."""

    def of(word: str, day: str) -> str:
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
