"""When the confirmed table is due (2.3.2), for each student and college, by batch where set."""

from __future__ import annotations

from datetime import date

import pandas as pd

from gradrecon.cases.belonging import batch_of
from gradrecon.cases.facts import Facts
from gradrecon.cohort.cohort import Cohort
from gradrecon.cohort.days import next_return, return_due
from gradrecon.columns.arrow import column, constant
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lazy_rows import Rows


def own_batches(cases: Rows | pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Return each student's batch by name, "" for all if no batch has days of its own."""
    if not any(one.return_due or one.registration for one in cohort.batches):
        return column(constant("", len(cases)), cases.index)
    return batch_of(cases["batch"], cases["graduation"], cohort)


def table_due(cases: Rows | pd.DataFrame, cohort: Cohort) -> pd.Series:
    """Return the day on which the table with each student is due, as `2025-02-28`."""
    batches = own_batches(cases, cohort)
    return by_distinct(batches, lambda name: return_due(cohort, name).isoformat())


def due_days(facts: Facts) -> pd.Series:
    """Return `table_due` of the facts' cases."""
    return table_due(facts.cases, facts.cohort)


def college_due(cases: Rows | pd.DataFrame, cohort: Cohort, day: date) -> dict[str, date]:
    """Return the next day on which each college's table is due, the last if all are past."""
    batches = own_batches(cases, cohort).groupby(cases["college"].array).unique()
    return {str(code): next_return(cohort, names, day) for code, names in batches.items()}


def colleges_due(facts: Facts) -> dict[str, date]:
    """Return `college_due` of the facts' cases."""
    return college_due(facts.cases, facts.cohort, facts.as_of)
