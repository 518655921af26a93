"""Words that nobody knows in a column with a closed vocabulary: shown with their cell (law 13)."""

from __future__ import annotations

import pandas as pd

from gradrecon.cases.facts import Facts
from gradrecon.cohort import colleges
from gradrecon.rules.finders.differences import NO_HITS
from gradrecon.rules.rule import Find, about_others, about_rows
from gradrecon.sources.source import Kind, Source
from gradrecon.values.flags import NO, YES

# What the rules say of such a word.
UNKNOWN_WORD = (
    "{title}“{heading}”列的“{observed}”看不出是“是”还是“否”，按没有处理。"
    "请核实；说法没错的，补入 params 的 [words]。"
)
_KNOWN = ("", YES, NO)


def unknown_words(*sources: str) -> Find:
    """A finder of cells of yes-and-no columns that say neither, and are not blank."""

    def find(facts: Facts) -> pd.DataFrame:
        hits = [
            hit
            for name in sources
            for column in flags(facts.tables[name].source)
            if len(hit := _of_column(facts, name, column))
        ]
        return pd.concat(hits, ignore_index=True) if hits else NO_HITS

    return find


def flags(source: Source) -> list[str]:
    """The columns of a source that take yes or no."""
    return [column.name for column in source.columns if column.kind is Kind.FLAG]


def _of_column(facts: Facts, name: str, column: str) -> pd.DataFrame:
    table = facts.tables[name]
    heading = table.source.column(column).title
    told = {"field": column, "title": table.source.title, "heading": heading}
    if table.source.subject == "student":
        linked = facts.linked[name]
        rows = linked.rows[~linked.rows[column].isin(_KNOWN)]
        return about_rows(linked, rows, column, facts, observed=rows[column], item=name, **told)
    rows = table.usable[~table.usable[column].isin(_KNOWN)]
    code = colleges.resolve(rows["college"], facts.cohort)
    return about_others(
        table, rows, column, rows["college"] + column, college=code, observed=rows[column], **told
    )
