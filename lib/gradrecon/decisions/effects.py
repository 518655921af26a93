"""What settled findings do: the spellings to print, and the applications still to be made."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.confirmation import is_settled
from gradrecon.columns.lookup import positions, take
from gradrecon.decisions.seen import Seen, seen_rows
from gradrecon.decisions.verdicts import CHANGEABLE, matter
from gradrecon.sources import TITLES
from gradrecon.vocabulary import Awaits, Matter, Settlement, Verdict

APPLICATION_COLUMNS = (
    "student_no", "college", "field", "title", "before", "after", "clause", "rule", "finding",
    "verdict", "reviewers",
)  # fmt: skip

_FOR_A_STATEMENT = (Verdict.SUBMITTED, Verdict.FILL)


def confirmed(cases: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """The cases with what goes on the English certificate, "" while that is not known.

    Adds `confirmed_pinyin`: the spelling that the student has confirmed, which nothing overwrites
    (law 5), else the one that reviewers decided. Adds `confirmed_major_en`: the English name that
    reviewers decided, else that of the table (Attachment 6). `findings` are settled ones.
    """
    own = cases["spelling"].where(is_settled(cases), "")
    decided = {field: _decided(cases, findings, field) for field in CHANGEABLE}
    return cases.assign(
        confirmed_pinyin=own.where(own != "", decided["pinyin"]),
        confirmed_major_en=decided["major_en"].where(decided["major_en"] != "", cases["major_en"]),
    )


def _decided(cases: pd.DataFrame, findings: pd.DataFrame, field: str) -> pd.Series:
    """The value that reviewers settled on for each case's field; they agree, or none is settled."""
    settled = findings[
        (findings["state"] == Settlement.SETTLED)
        & (findings["field"] == field)
        & (findings["value"] != "")
    ].drop_duplicates("student_no")
    places = positions(cases["student_no"], settled["student_no"])
    return take(settled["value"], places, cases.index)


def applications_needed(findings: pd.DataFrame) -> pd.DataFrame:
    """The written applications that verdicts call for, which no verdict replaces (2.2.2, 2.2.4).

    One row per student and field, columns `APPLICATION_COLUMNS`, text; `before` is what the record
    says, `after` what it should say, "" where the evidence must show it. An identity number is
    its last four characters. `findings` are settled ones.
    """
    asked = findings["verdict"].isin([*_FOR_A_STATEMENT, Verdict.TO_SCHOOL])
    in_force = (findings["state"] == Settlement.SETTLED) | (findings["awaits"] == Awaits.MOVED)
    decided = findings[asked & in_force]
    verdicts = decided[["verdict", "value", "reviewers"]].itertuples(index=False, name=None)
    rows = [
        _application(row, *said) for row, said in zip(seen_rows(decided), verdicts, strict=True)
    ]
    frame = pd.DataFrame([row for row in rows if row], columns=list(APPLICATION_COLUMNS))
    return frame.astype("str").drop_duplicates(["student_no", "field"], ignore_index=True)


def _application(row: Seen, verdict: str, value: str, reviewers: str) -> tuple[str, ...]:
    """The application that one decided finding calls for, empty for none."""
    about = matter(row)
    if about is Matter.IDENTITY and verdict == Verdict.SUBMITTED:
        before, after, clause = row.expected, row.observed, "2.2.4"
    elif about is Matter.RECORD and verdict == Verdict.TO_SCHOOL:
        before, after, clause = row.observed, "", "2.2.4"
    elif row.field == "major_en" and verdict in _FOR_A_STATEMENT and value != row.expected:
        before, after, clause = row.expected, value, "2.2.2"
    else:
        return ()
    title = TITLES.get(row.field, row.field)
    return (row.student_no, row.college, row.field, title, before, after, clause, row.rule,
            row.finding, verdict, reviewers)  # fmt: skip
