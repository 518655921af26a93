"""Rows that people linked: a stray that reviewers said is a student's becomes that student's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from gradrecon.cases import linked
from gradrecon.cohort import Cohort
from gradrecon.decisions.log import Log
from gradrecon.decisions.settle import settle
from gradrecon.decisions.standing import Grounds
from gradrecon.matching import Matches, Register, match
from gradrecon.rule import Facts, find_all
from gradrecon.rules import RULES
from gradrecon.table import Table
from gradrecon.words import Settlement, Verdict

# The rules that speak of rows which no key links.
_ON_STRAYS = tuple(rule for rule in RULES if rule.code.endswith((".stray", ".damaged")))


def with_decided(
    matches: Mapping[str, Matches],
    log: Log,
    tables: Mapping[str, Table],
    students: pd.DataFrame,
    cohort: Cohort,
    as_of: date,
) -> dict[str, Matches]:
    """The matches by keys, with the rows that people linked moved to their students.

    A link holds while the decision does: as long as the row, what is proposed for it and the
    student it was given to are as they were. Rows given to two students go to neither (law 4).
    """
    if not any(one.verdict == Verdict.SAME and one.value for one in log.decisions):
        return dict(matches)
    inside = students[students["in_scope"]].reset_index(drop=True)
    sources = {name: linked(tables[name], one.links, students) for name, one in matches.items()}
    facts = Facts(cohort, as_of, students, inside, tables, sources, matches)
    grounds = Grounds(frozenset(cohort.review.risky), frozenset(students["student_no"]))
    findings = settle(find_all(_ON_STRAYS, facts), log, grounds)
    register = Register(students)
    again = {
        name: match(tables[name], register, cohort, rows.set_index("row_id")["value"])
        for name, rows in _links(findings).groupby("source")
    }
    return {**matches, **again}


def without_refused(matches: Mapping[str, Matches], findings: pd.DataFrame) -> dict[str, Matches]:
    """The matches without the proposals that reviewers refused; `findings` are settled ones."""
    refused = _settled(findings, Verdict.NOT_SAME)
    return {
        name: replace(one, strays=_without(one.strays, refused[refused["source"] == name]))
        for name, one in matches.items()
    }


def _links(findings: pd.DataFrame) -> pd.DataFrame:
    """The rows that were linked, once each: columns source, row_id, value (the 学号)."""
    rows = _settled(findings, Verdict.SAME)[["source", "row_id", "value"]].drop_duplicates()
    return rows[(rows["value"] != "") & ~rows.duplicated(["source", "row_id"], keep=False)]


def _settled(findings: pd.DataFrame, verdict: Verdict) -> pd.DataFrame:
    settled = findings["state"] == Settlement.SETTLED
    return findings[settled & (findings["verdict"] == verdict) & (findings["row_id"] >= 0)]


def _without(strays: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    if refused.empty:
        return strays
    gone = strays.index.isin(refused["row_id"])
    return strays.assign(
        proposed=strays["proposed"].mask(gone, -1), evidence=strays["evidence"].mask(gone, "")
    )
