"""The drafts of a cohort: from its roster and the images on record to lists and a timetable."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.drafts.lists import Place, placed
from gradrecon.drafts.printed import printed_hours
from gradrecon.drafts.slots import lay_out
from gradrecon.drafts.timetable import Timetable
from gradrecon.linking import every_source, totals
from gradrecon.linking.students import students
from gradrecon.sources import BY_NAME
from gradrecon.sources.table import Table

# What the drafts are made from; only the roster must be there.
NEEDED = (BY_NAME["roster"], BY_NAME["images"], BY_NAME["slots"])


@dataclass(frozen=True)
class Proposal:
    """What is proposed, and what became of every row that it was made from (law 1).

    `lists`: one row per student, see `lists.placed`. `expected`: how many students of each
    college come to be captured, by code. `printed`: whether a timetable stood already. `counts`,
    `strays`, `rejected`: as of a Run.
    """

    cohort: Cohort
    lists: pd.DataFrame
    expected: Mapping[str, int]
    timetable: Timetable
    printed: bool
    counts: pd.DataFrame
    strays: pd.DataFrame
    rejected: pd.DataFrame

    def of(self, place: Place) -> pd.DataFrame:
        """The students who stand there."""
        return self.lists[self.lists["place"] == place]

    @property
    def collegeless(self) -> int:
        """How many in scope have no known college."""
        return int(((self.lists["college"] == "") & (self.lists["place"] != Place.OUTSIDE)).sum())


def propose(tables: Mapping[str, Table], cohort: Cohort) -> Proposal:
    """The drafts from the tables of `NEEDED`. Raise TotalsError if rows are lost."""
    everyone = students(tables["roster"], cohort)
    matches = every_source.matches(tables, everyone, cohort)
    lists = placed(tables["roster"], everyone, tables["images"], matches["images"], cohort)
    expected = _expected(lists, cohort)
    printed = printed_hours(tables["slots"], cohort)
    proposal = Proposal(
        cohort=cohort,
        lists=lists,
        expected=expected,
        timetable=lay_out(expected, cohort, printed),
        printed=bool(printed),
        counts=totals.counts(tables, matches),
        strays=totals.strays(tables, matches, everyone),
        rejected=totals.rejected(tables),
    )
    totals.require_closed(proposal.counts)
    return proposal


def _expected(lists: pd.DataFrame, cohort: Cohort) -> dict[str, int]:
    """Return those who must come, those who cannot be told, and a share of those who may.

    Students whose college is unknown are in none: they cannot be laid out.
    """
    size = lists.groupby(["college", "place"]).size().unstack(fill_value=0)
    size = size.reindex(columns=[place.value for place in Place], fill_value=0)
    share = cohort.capacity.volunteers
    return {
        str(code): int(row[Place.MUST] + row[Place.UNKNOWN] + _rounded_up(share * row[Place.MAY]))
        for code, row in size.iterrows()
        if code
    }


def _rounded_up(students: float) -> int:
    """A whole number of students; 0.2 of 35 is 7, whatever binary fractions say."""
    return math.ceil(round(students, 6))
