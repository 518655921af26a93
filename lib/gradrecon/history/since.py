"""What has changed from one run to a later one, in counts.

A student who is new in the roster had no state before, one who left it has none now: each pair of
columns adds up to the difference between the two runs' numbers.
"""

from __future__ import annotations

import pandas as pd

from gradrecon.history.entry import Entry
from gradrecon.vocabulary import FINISHED, LATE, Settlement, Step

STUDENT_COLUMNS = ("came", "left", "ready", "unready", "at_risk", "relieved")
FINDING_COLUMNS = ("found", "reopened", "settled", "mended")
STEP_COLUMNS = ("done", "undone", "late", "relieved")


def by_college(then: Entry, now: Entry) -> pd.DataFrame:
    """One row per college with students or findings, then or now; index = code, "" for unknown.

    Students: `came`, `left` (the roster), `ready`, `unready` (became, ceased to be), `at_risk`,
    `relieved`. Findings: `found` (new), `reopened` (settled then, not now), `settled`, `mended`
    (open then, found no more). A student or finding counts where it is now, else where it was.
    """
    students = {
        **_changed(_true(then), _true(now), "came", "left"),
        **_changed(then.ready, now.ready, "ready", "unready"),
        **_changed(then.at_risk, now.at_risk, "at_risk", "relieved"),
    }
    counts = [
        _per_college(pd.DataFrame(students), then.students, now.students),
        _per_college(_findings(then, now), then.findings, now.findings),
    ]
    columns = [*STUDENT_COLUMNS, *FINDING_COLUMNS]
    return pd.concat(counts, axis=1).reindex(columns=columns).fillna(0).astype("int64")


def by_step(then: Entry, now: Entry) -> pd.DataFrame:
    """One row per step, columns `STEP_COLUMNS`: became done (or not needed) and ceased to be;
    became late (overdue or disputed) and ceased to be."""
    rows = {step: _of_step(then.students[step], now.students[step]) for step in Step}
    return pd.DataFrame(rows, index=list(STEP_COLUMNS)).T


def only(one: Entry, college: str) -> Entry:
    """The entry seen from one college."""
    return Entry(
        one.students[one.students["college"] == college],
        one.findings[one.findings["college"] == college],
    )


def _of_step(then: pd.Series, now: pd.Series) -> dict[str, int]:
    changed = {
        **_changed(then.isin(FINISHED), now.isin(FINISHED), "done", "undone"),
        **_changed(then.isin(LATE), now.isin(LATE), "late", "relieved"),
    }
    return {name: int(flags.sum()) for name, flags in changed.items()}


def _findings(then: Entry, now: Entry) -> pd.DataFrame:
    was, still = then.findings["state"], now.findings["state"]
    every = was.index.union(still.index)
    settled, gone = Settlement.SETTLED.value, ""
    was, still = was.reindex(every, fill_value=gone), still.reindex(every, fill_value=gone)
    was_open, is_open = ~was.isin((settled, gone)), ~still.isin((settled, gone))
    return pd.DataFrame(
        {
            "found": is_open & (was == gone),
            "reopened": is_open & (was == settled),
            "settled": was_open & (still == settled),
            "mended": was_open & (still == gone),
        }
    )


def _changed(then: pd.Series, now: pd.Series, became: str, ceased: str) -> dict[str, pd.Series]:
    """Of whom something is true now and was not, and the other way round; index = seal."""
    every = then.index.union(now.index)
    was, still = (flags.reindex(every, fill_value=False) for flags in (then, now))
    return {became: ~was & still, ceased: was & ~still}


def _true(one: Entry) -> pd.Series:
    return pd.Series(True, one.students.index)


def _per_college(flags: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    college = now["college"].reindex(flags.index)
    return flags.groupby(college.fillna(then["college"].reindex(flags.index))).sum()
