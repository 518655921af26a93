"""What each college is registered to have handed in (2.3.2)."""

from __future__ import annotations

import re

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.columns.distinct import by_distinct
from gradrecon.columns.lookup import take
from gradrecon.reading.cells.flags import read_flag
from gradrecon.reading.cells.notes import Cell
from gradrecon.sources.table import Table
from gradrecon.values.dates import day_of
from gradrecon.values.flags import NO, YES

SIGNED = ("signed_handler", "signed_dean")
SIGNS = (*SIGNED, "sealed")
HANDED_IN = ("electronic_on", "paper_on")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NO_DAY = "||"  # what a row begins with whose files and own days do not say when it was made


def handovers(facts: Facts) -> pd.DataFrame:
    """What each college with students has handed in, one row a college, index = code.

    Columns of the source, "" where nothing is registered. `electronic_on`, `paper_on`: a day,
    是 (on a day unknown), "" (not yet), or what cannot be read. `id` is the last row (-1 for
    none), `id_…` the row that says a column: of several that say it the one of the latest day.
    Where they are of one day and differ, 否 is believed; the order of rows and files tells nothing.
    """
    table = facts.tables["handovers"]
    rows = table.usable[table.source.names]
    rows = rows.assign(**{name: by_distinct(rows[name], _handed_in) for name in HANDED_IN})
    code = colleges.resolve(rows["college"], facts.cohort)
    codes = sorted({*facts.cases["college"].unique()} - {""})
    said = {name: rows[name] for name in rows} | {"": pd.Series("", rows.index)}
    when = _when(table, rows, code)
    last = pd.DataFrame(
        {
            f"id_{name}" if name else "id": _last(values, code, when, always=not name)
            for name, values in said.items()
        },
        index=codes,
        dtype="float64",
    )
    last = last.fillna(-1).astype("int64")
    at = {name: rows.index.get_indexer(last[f"id_{name}"]) for name in rows}
    told = {name: take(rows[name], at[name], last.index) for name in rows}
    for name in SIGNS:
        told[name] = _undisputed(rows[name], code, when).reindex(last.index).fillna("")
    return last.assign(**told)


def _undisputed(signs: pd.Series, code: pd.Series, when: pd.Series) -> pd.Series:
    """Return what is said of a sign by college; 否 if both, and not which is later (law 14)."""
    signs = signs[(signs != "") & (code != "")]
    college, day = code[signs.index], when[signs.index]
    last = day.groupby(college).transform("max")
    counting = signs[(day == last) | day.str.startswith(_NO_DAY)].groupby(college)
    return counting.last().where(counting.nunique() == 1, NO)


def _when(table: Table, rows: pd.DataFrame, code: pd.Series) -> pd.Series:
    """What orders the rows on one college: the days of their files, else the days they tell."""
    parts = table.rows["part"].to_numpy()[rows.index]
    file = pd.Series([table.parts[part].day for part in parts], rows.index, dtype="str")
    dated = (file != "").groupby(code).transform("all")
    days = [rows[name].where(on_day(rows[name]), "") for name in HANDED_IN]
    own = days[0].where(days[0] > days[1], days[1])
    return file.where(dated, "") + "|" + own + "|" + file


def _last(values: pd.Series, code: pd.Series, when: pd.Series, *, always: bool) -> pd.Series:
    """The id of the last row on each college that says something, index = code."""
    frame = pd.DataFrame({"code": code, "when": when, "said": values})
    frame = frame[(code != "") & (always | (values != ""))]
    ordered = frame.sort_values(["when", "said"], ascending=[True, False], kind="stable")
    latest = ordered.drop_duplicates("code", keep="last")
    return pd.Series(latest.index, latest["code"], dtype="float64")


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
