"""Sources as they would be, if: a college had returned its table, a file were missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault, UsageError
from gradrecon.sources import BY_NAME
from gradrecon.sources.table import Part, Table, absent, make
from gradrecon.values.flags import YES

_SIGNS = ("signed_handler", "signed_dean", "sealed")
MARK = "（假设）"


def without(tables: Mapping[str, Table], sources: Iterable[str]) -> dict[str, Table]:
    """Return the tables without some sources; raise UsageError for an unknown one."""
    unknown = [name for name in sources if name not in BY_NAME]
    if unknown:
        raise UsageError(Fault(unknown[0], "没有这个来源", f"可以是：{'、'.join(BY_NAME)}。"))
    return {**tables, **{name: absent(BY_NAME[name]) for name in sources}}


def with_return(
    tables: Mapping[str, Table], cases: pd.DataFrame, cohort: Cohort, code: str, day: date
) -> dict[str, Table]:
    """Return the tables with a college's table handed in on a day: whole, signed and confirmed.

    Its rows say what is known of each student of the college today, confirmed by the student; they
    stand in for whatever the college has handed in so far.
    """
    name = cohort.college(code).name
    own = cases[cases["college"] == code]
    said = {
        "student_no": own["student_no"],
        "name": own["name"],
        "pinyin": own["spelling"].where(own["spelling"] != "", own["suggestion"]),
        "major_en": own["major_en"],
        "confirmed": [YES] * len(own),
    }
    signed = {"college": [name], **{sign: [YES] for sign in _SIGNS}}
    register = {**signed, "electronic_on": [str(day)], "paper_on": [str(day)]}
    earlier = _without_rows(tables["returned"], "student_no", own["student_no"])
    handed_in = _without_rows(tables["handovers"], "college", [code, name])
    return {
        **tables,
        "returned": _with_rows(earlier, said),
        "handovers": _with_rows(handed_in, register),
    }


def _without_rows(table: Table, column: str, values: Iterable[str]) -> Table:
    """Return a table whose rows with those values are rejected: every row stays accounted for."""
    gone = table.rows.index[table.rows[column].isin(list(values))]
    gone = gone.difference(table.rejected["id"])
    rejected = pd.DataFrame({"id": gone, "reason": "假设另有一份"})
    return replace(table, rejected=pd.concat([table.rejected, rejected], ignore_index=True))


def _with_rows(table: Table, columns: Mapping[str, Iterable[str]]) -> Table:
    further = make(table.source, columns, file=MARK, sheet="")
    rows = further.rows.assign(part=len(table.parts))
    part = Part(MARK, "", "", 1, {name: place for place, name in enumerate(columns)})
    together = pd.concat([table.rows, rows], ignore_index=True)
    return replace(table, rows=together, parts=(*table.parts, part))
