"""Decisions meet findings: the columns that say where each finding stands."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import coded
from gradrecon.columns.lookup import positions
from gradrecon.decisions.log import Log
from gradrecon.decisions.seen import seen_rows
from gradrecon.decisions.standing import Grounds, Standing, standings
from gradrecon.vocabulary import Awaits, Move, Settlement

RESOLVED_COLUMNS = ("finding", "rule", "college", "student_no", "field", "observed", "state",
                    "verdict", "value", "reviewers")  # fmt: skip


def settle(findings: pd.DataFrame, log: Log, grounds: Grounds) -> pd.DataFrame:
    """The findings with what became of each, text.

    Adds `state` (a `Settlement`), `verdict` and `value` (what was decided, or for a stale one had
    been), `awaits` (an `Awaits`) and `reviewers`; a verdict that passes a finding on changes its
    `move`. What was decided and is found no more is no row here: see `resolved`.
    """
    decided = pd.Series([one.finding for one in log.decisions], dtype="str").drop_duplicates()
    places = np.flatnonzero(positions(findings["finding"], decided) >= 0)
    rows = seen_rows(findings.iloc[places])
    found = standings(rows, log, grounds)
    return _written(findings, places, [found[row.finding] for row in rows])


def resolved(findings: pd.DataFrame, log: Log) -> pd.DataFrame:
    """What was decided and is found no more, because its source was mended.

    One row per finding, columns `RESOLVED_COLUMNS`, text, as it was when last decided.
    """
    gone = set(log.findings) - set(findings["finding"])
    latest = {finding: log.in_force(finding)[-1] for finding in log.findings if finding in gone}
    rows = [
        (one.finding, one.rule, one.college, one.student_no, one.field, one.observed,
         Settlement.RESOLVED.value, one.verdict, one.value, one.reviewer)
        for one in latest.values()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(RESOLVED_COLUMNS), dtype="str")


def _written(findings: pd.DataFrame, places: np.ndarray, found: list[Standing]) -> pd.DataFrame:
    """The findings with the standings at their places, all others open."""
    which = np.zeros(len(findings), dtype="int32")
    which[places] = np.arange(1, len(places) + 1)
    columns: dict[str, list[str]] = {
        "state": [Settlement.OPEN, *(s.state for s in found)],
        "verdict": ["", *(s.verdict for s in found)],
        "value": ["", *(s.value for s in found)],
        "awaits": [Awaits.NOTHING, *(s.awaits for s in found)],
        "reviewers": ["", *(s.reviewers for s in found)],
    }
    settled = findings.assign(
        **{name: coded(which, words, findings.index) for name, words in columns.items()}
    )
    passed_on = [(place, s.move) for place, s in zip(places, found, strict=True) if s.move]
    if passed_on:
        move = settled["move"].to_numpy(dtype=object, copy=True)
        for place, whose in passed_on:
            move[place] = Move(whose).value
        settled["move"] = pd.Series(move, findings.index, dtype="str")
    return settled
