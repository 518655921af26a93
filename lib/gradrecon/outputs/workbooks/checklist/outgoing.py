"""What goes out to a college from one run: the cells of its table, and their record."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from gradrecon.checklist.record import Record, sealed, seals_of
from gradrecon.outputs.workbooks.checklist.contents import contents
from gradrecon.run.run import Run, kept


@dataclass(frozen=True)
class Outgoing:
    """One college's table: `cells` (a row per student, the form's fields as text), `record`."""

    cells: pd.DataFrame
    record: Record


def outgoing(run: Run, code: str) -> Outgoing:
    """The table that a college gets from this run.

    A table with the content of an earlier one is that one: same check code, number and day.
    Raise ValueError if the run has no key to seal it with (see `checklist.sent.with_key`).
    """
    if not run.sent.key:
        raise ValueError("a run without a key cannot seal a table: see sent.with_key")
    own = run.cases["college"] == code
    earlier = run.sent.of_college(code)
    number = 1 + max((issue.number for issue in earlier), default=0)
    day = run.as_of.isoformat()
    fresh = sealed(run.sent.key, run.cohort, code, seals(run)[own], number=number, day=day)
    same = next((issue for issue in earlier if issue.code == fresh.code), None)
    record = replace(fresh, number=same.number, day=same.day) if same else fresh
    return Outgoing(_shown(run)[own], record)


@kept
def seals(run: Run) -> pd.DataFrame:
    """The seals of every student's cells, worked out once for all colleges."""
    return seals_of(run.sent.key, run.cohort, _shown(run))


def _shown(run: Run) -> pd.DataFrame:
    """The contents that the form asks for, whose they are first."""
    fields = (field for field in run.cohort.checklist.fields if field != "student_no")
    return contents(run)[["student_no", *fields]]
