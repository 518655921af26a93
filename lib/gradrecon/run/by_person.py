"""Rows that people linked to a student, or parted from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.decisions.log import Log
from gradrecon.decisions.settle import settle
from gradrecon.decisions.standing import Grounds
from gradrecon.linking.evidence import EVIDENCE
from gradrecon.linking.ladder import match
from gradrecon.linking.linked import linked
from gradrecon.linking.matches import Matches
from gradrecon.linking.register import Register
from gradrecon.rules import RULES
from gradrecon.rules.findings import find_all
from gradrecon.sources.table import Table
from gradrecon.vocabulary import Matter, Settlement, Verdict

_ROW = ["source", "row_id"]


def with_decided(
    matches: Mapping[str, Matches],
    log: Log,
    tables: Mapping[str, Table],
    students: pd.DataFrame,
    cohort: Cohort,
    as_of: date,
) -> dict[str, Matches]:
    """The matches by keys, with the rows moved that people parted from a student or linked to one.

    Either holds while the decision does: as long as the row, what is said of it and the student
    it was given to are as they were. Rows given to two students go to neither (law 4).
    """
    if not log.decisions:
        return dict(matches)
    given = _Given(log, tables, students, cohort, as_of)
    parted = _parted(given.settled(Matter.IDENTITY, Verdict.NOT_SAME, matches))
    apart = given.matched(matches, _links(_NOTHING), parted)
    links = _links(given.settled(Matter.UNMATCHED, Verdict.SAME, apart))
    return given.matched(apart, links, parted) if len(links) else apart


def without_refused(matches: Mapping[str, Matches], findings: pd.DataFrame) -> dict[str, Matches]:
    """The matches without the candidates that reviewers refused; `findings` are settled ones."""
    refused = _settled(findings, Verdict.NOT_SAME)
    refused = refused[refused["about"] == Matter.UNMATCHED]
    if refused.empty:
        return dict(matches)
    return {
        name: replace(one, unmatched=_without(one.unmatched, refused[refused["source"] == name]))
        for name, one in matches.items()
    }


_NOTHING = pd.DataFrame(columns=[*_ROW, "rule", "state", "verdict", "value", "student_no", "field"])


@dataclass(frozen=True)
class _Given:
    """What decisions are held against, whatever rows they move."""

    log: Log
    tables: Mapping[str, Table]
    students: pd.DataFrame
    cohort: Cohort
    as_of: date

    def settled(
        self, about: Matter, verdict: Verdict, matches: Mapping[str, Matches]
    ) -> pd.DataFrame:
        """The findings about that matter with their decisions, if anybody gave the verdict."""
        rules = [rule for rule in RULES if rule.about is about]
        codes = {rule.code for rule in rules}
        if not any(one.verdict == verdict and one.rule in codes for one in self.log.decisions):
            return _NOTHING
        inside = self.students[self.students["in_scope"]].reset_index(drop=True)
        sources = {
            name: linked(self.tables[name], one.links, self.students)
            for name, one in matches.items()
        }
        facts = Facts(
            self.cohort, self.as_of, self.students, Rows(inside), self.tables, sources, matches
        )
        known = frozenset(self.students["student_no"])
        grounds = Grounds(frozenset(self.cohort.review.risky), known)
        return settle(find_all(rules, facts), self.log, grounds)

    def matched(
        self, matches: Mapping[str, Matches], links: pd.DataFrame, parted: pd.DataFrame
    ) -> dict[str, Matches]:
        """The matches with these rows moved."""
        names = {*parted["source"], *links["source"]}
        if not names:
            return dict(matches)
        register = Register(self.students)
        again = {
            name: match(
                self.tables[name], register, self.cohort, _of(links, name)["value"],
                _of(parted, name),
            )
            for name in names
        }  # fmt: skip
        return {**matches, **again}


def _of(rows: pd.DataFrame, source: str) -> pd.DataFrame:
    return rows[rows["source"] == source].set_index("row_id")


def _parted(findings: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not their student's: source, row_id, student_no, differed (bits)."""
    refused = _settled(findings, Verdict.NOT_SAME)
    bits = refused["field"].map({field: 1 << bit for bit, field in enumerate(EVIDENCE)})
    rows = refused.assign(differed=bits.astype("int64"))
    return rows.groupby([*_ROW, "student_no"])["differed"].sum().reset_index()


def _links(findings: pd.DataFrame) -> pd.DataFrame:
    """The rows that were linked, once each: columns source, row_id, value (the 学号)."""
    rows = _settled(findings, Verdict.SAME)[[*_ROW, "value"]].drop_duplicates()
    return rows[(rows["value"] != "") & ~rows.duplicated(_ROW, keep=False)]


def _settled(findings: pd.DataFrame, verdict: Verdict) -> pd.DataFrame:
    settled = findings["state"] == Settlement.SETTLED
    return findings[settled & (findings["verdict"] == verdict) & (findings["row_id"] >= 0)]


def _without(unmatched: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    if refused.empty:
        return unmatched
    gone = unmatched.index.isin(refused["row_id"])
    candidate = unmatched["candidate"].mask(gone, -1)
    return unmatched.assign(candidate=candidate, evidence=unmatched["evidence"].mask(gone, ""))
