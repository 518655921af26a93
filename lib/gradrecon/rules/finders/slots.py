"""When each college's students are captured (1.2.5, 1.3): Attachment 4, and who came outside it."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.cases import YES
from gradrecon.cases.facts import Facts
from gradrecon.cases.slots import READABLE, planned, readable, slots_of
from gradrecon.columns.lookup import look_up
from gradrecon.rules.rule import about_others, about_rows


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
    """Cells of Attachment 4 that name no day or time."""
    table, slots = facts.tables["slots"], facts.shared(slots_of)
    found = []
    for column, pattern in READABLE.items():
        rows = slots[~slots[column].str.fullmatch(pattern)]
        seen = rows[column].where(rows[column] != "", "空白")
        subject = rows["named"] + "|" + column + "|" + rows[column]
        found.append(
            about_others(
                table, rows, column, subject, field=column, observed=seen, named=rows["named"]
            )
        )
    return pd.concat(found, ignore_index=True)
