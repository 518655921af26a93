"""What each returned sheet is compared with: the table it was made from, else nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.checklist.record import Record
from gradrecon.checklist.sent import Sent


@dataclass(frozen=True)
class Basis:
    """Whose table a returned sheet is, and the record of what was sent.

    Without a record `why` says what is wrong with the check code, and nothing is compared.
    """

    college: str
    record: Record | None
    why: str = ""


def bases(facts: Facts, sent: Sent, handed_in: Mapping[str, str]) -> dict[int, Basis]:
    """The basis of each part of the returned table, by the part's place.

    A sheet without a check code has one only if a table had gone out to that college on a day
    before it came back (`handed_in`: the day by college) and before this run's: the colleges' own
    files of old are left alone, and what a run sends out is nothing that it compares with.
    """
    parts = facts.tables["returned"].parts
    colleges = most_common_colleges(facts)
    found = {
        place: _basis(facts, sent, place, colleges.get(place, ""), handed_in)
        for place in range(len(parts))
    }
    return {place: basis for place, basis in found.items() if basis}


def _basis(
    facts: Facts, sent: Sent, place: int, college: str, handed_in: Mapping[str, str]
) -> Basis | None:
    code = facts.tables["returned"].parts[place].code
    record = sent.records.get(code)
    if record and record.cohort == facts.cohort.id:
        return Basis(record.college, record)
    if code:
        return Basis(college, None, f"本机没有发出过核对码为 {code} 的核对表")
    today = facts.as_of.isoformat()
    came = min(handed_in.get(college) or today, today)
    had = any(issue.day < came for issue in sent.of_college(college))
    return Basis(college, None, "表上没有核对码") if had else None


def most_common_colleges(facts: Facts) -> dict[int, str]:
    """The college of most students of each part."""
    rows = facts.linked["returned"].rows
    pairs = pd.DataFrame({"part": rows["part"], "college": facts.of_case(rows, "college")})
    counts = pairs.value_counts(sort=False).reset_index()
    counts = counts.sort_values(["part", "count", "college"], ascending=[True, False, True])
    first = counts.drop_duplicates("part")
    return dict(zip(first["part"].tolist(), first["college"].tolist(), strict=True))
