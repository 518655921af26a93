"""What each college is registered to have handed in (2.3.2)."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import take
from gradrecon.reading.cells.flags import read_flag
from gradrecon.reading.cells.notes import Cell
from gradrecon.values.dates import day_of
from gradrecon.values.flags import NO, YES

SIGNED = ("signed_handler", "signed_dean")
SIGNS = (*SIGNED, "sealed")
HANDED_IN = ("electronic_on", "paper_on")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def handovers(facts: Facts) -> pd.DataFrame:
    """What each college with students has handed in, one row a college, index = code.

    Columns of the source, "" where nothing is registered. `electronic_on`, `paper_on`: a day,
    是 (on a day unknown), "" (not yet), or what cannot be read. `id` is the last row (-1 for
    none), `id_…` the row that says a column: of several that say it the last.
    """
    table = facts.tables["handovers"]
    rows = table.usable[table.source.names]
    rows = rows.assign(**{name: by_distinct(rows[name], _handed_in) for name in HANDED_IN})
    code = colleges.resolve(rows["college"], facts.cohort)
    where = {f"id_{name}": np.where(rows[name] != "", rows.index, -1) for name in rows}
    ids = pd.DataFrame({"id": rows.index.to_numpy(), **where}, index=rows.index)
    codes = sorted({*facts.cases["college"].unique()} - {""})
    last = ids[code != ""].groupby(code[code != ""]).max().reindex(codes, fill_value=-1)
    at = {name: rows.index.get_indexer(last[f"id_{name}"]) for name in rows}
    said = {name: take(rows[name], at[name], last.index) for name in rows}
    said |= {name: _undisputed(rows, code, name).reindex(last.index).fillna("") for name in SIGNS}
    return last.assign(**said)


def _undisputed(rows: pd.DataFrame, code: pd.Series, name: str) -> pd.Series:
    """Return what is said of a sign by college; 否 if both, and not which is later (law 14)."""
    rows = rows[(rows[name] != "") & (code != "")]
    days = pd.DataFrame({on: rows[on].where(on_day(rows[on]), "") for on in HANDED_IN})
    day, college = days.max(axis=1).astype("str"), code[rows.index]
    last = day.groupby(college).transform("max")
    counting = rows[name][(day == last) | (day == "")].groupby(college)
    return counting.last().where(counting.nunique() == 1, NO)


def _handed_in(text: str) -> str:
    """The day, 是, "" for no, or the text as it came."""
    if DAY.fullmatch(text):
        return text if day_of(text) else text.replace("-", ".")  # 30 February is no day
    word = read_flag(Cell(text))[0]
    return "" if word == NO else word


def handed_in(facts: Facts) -> dict[str, str]:
    """The day on which each college's electronic table came, by code; only where registered."""
    days = facts.shared(handovers)["electronic_on"]
    return {str(code): day for code, day in days.items() if DAY.fullmatch(day)}


def is_in(values: pd.Series) -> pd.Series:
    """Whether a table is registered as handed in, on a day that is told or not."""
    return on_day(values) | (values == YES)


def on_day(values: pd.Series) -> pd.Series:
    """Whether each value is a day."""
    return values.str.fullmatch(DAY.pattern)
