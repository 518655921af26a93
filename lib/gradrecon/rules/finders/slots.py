"""When each college's students are captured (1.2.5, 1.3): Attachment 4, and who came outside it."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cases.slots import SAID, all_slots, cell_to_blame, planned, readable
from gradrecon.columns.lookup import look_up
from gradrecon.rules.rule import about_others, about_rows
from gradrecon.sources.table import Table
from gradrecon.values.flags import YES


def outside(facts: Facts) -> pd.DataFrame:
    """Captures on capture days outside the college's slots, where all of these can be read."""
    studio = facts.linked["studio"]
    rows = studio.rows
    days = [day.day.isoformat() for day in facts.cohort.calendar.capture]
    rows = rows[(rows["makeup"] != YES) & rows["taken"].str[:10].isin(days)]
    slots = facts.shared(readable)
    college = facts.of_case(rows, "college")
    rows = rows[college.isin(slots["college"])]
    moments = pd.DataFrame(
        {
            "id": rows.index,
            "college": college[rows.index],
            "day": rows["taken"].str[:10],
            "clock": rows["taken"].str[11:16],
        }
    )
    tried = moments.merge(slots, on=["college", "day"])
    inside = (tried["clock"] == "") | (
        (tried["start"] == "") | (tried["clock"] >= tried["start"])
    ) & ((tried["end"] == "") | (tried["clock"] <= tried["end"]))
    rows = rows[~rows.index.isin(tried.loc[inside, "id"])]
    expected = look_up(college[rows.index], planned(slots))
    return about_rows(
        studio, rows, "taken", facts, observed=rows["taken"].str[:16], expected=expected
    )


def unread(facts: Facts) -> pd.DataFrame:
    """Rows of Attachment 4 that name no day and hours which can be read, at the cell to blame."""
    table = facts.tables["slots"]
    slots = all_slots(table, facts.cohort)
    rows = table.usable.loc[slots.index[slots["day"] == ""], ["college", *SAID]]
    days = [one.day for one in facts.cohort.calendar.capture]
    column = pd.Series(
        [cell_to_blame(days, *said) for said in rows[[*SAID]].itertuples(index=False, name=None)],
        rows.index,
        dtype="str",
    )
    seen = rows[SAID[0]].str.cat([rows[name] for name in SAID[1:]], sep=" ")
    seen = seen.str.split().str.join(" ")
    return pd.concat(
        [_at(table, rows[column == name], name, seen) for name in SAID], ignore_index=True
    )


def _at(table: Table, rows: pd.DataFrame, column: str, seen: pd.Series) -> pd.DataFrame:
    observed = seen[rows.index].where(seen[rows.index] != "", "空白")
    return about_others(
        table,
        rows,
        column,
        rows["college"] + "|" + observed,
        field=column,
        observed=observed,
        named=rows["college"],
    )
