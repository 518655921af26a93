"""What is new since last time: rows added, gone and changed, source by source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from gradrecon.reading.intake import Intake
from gradrecon.reading.subjects import subject_keys
from gradrecon.sources import SOURCES
from gradrecon.sources.table import Table


@dataclass(frozen=True)
class Change:
    """How many rows of a source were added, are gone, and were changed, and in which columns.

    A row is known again by the first of its keys that both times have; where a source may say
    more than one thing of a student, by all it says, so that there a change is a row that went
    and another that came. `there`: that one time had no file of it, in words.
    """

    source: str
    title: str
    added: int
    gone: int
    changed: int
    columns: tuple[str, ...]
    there: str = ""

    def __str__(self) -> str:
        counts = (("新增", self.added), ("减少", self.gone), ("改动", self.changed))
        said = "，".join(f"{word} {count:,} 行" for word, count in counts if count)
        which = f"（{'、'.join(self.columns)}）" if self.changed else ""
        return f"{self.title}{self.there}：{said}{which}"


def changes(before: Intake, after: Intake) -> list[Change]:
    """The changes of each source that was there at either time and is not the same now."""
    pairs = ((before.tables[source.name], after.tables[source.name]) for source in SOURCES)
    return [change for old, new in pairs for change in _changes(old, new)]


def _changes(old: Table, new: Table) -> Iterator[Change]:
    source, names = new.source, new.source.names
    key = next((k for k in subject_keys(source) if old.has(k) and new.has(k)), "")
    by = names if source.repeats or not key else [key]
    olds, news = _keyed(old, by), _keyed(new, by)
    both = olds.index.intersection(news.index)
    differs = olds.loc[both, names] != news.loc[both, names]
    columns = tuple(source.column(name).title for name in names if differs[name].any())
    added, gone = len(news) - len(both), len(olds) - len(both)
    if added or gone or columns:
        changed = int(differs.any(axis=1).sum())
        there = (
            ""
            if old.present and new.present
            else "（上次没有文件）"
            if new.present
            else "（这次没有文件）"
        )
        yield Change(source.name, source.title, added, gone, changed, columns, there)


def _keyed(table: Table, by: list[str]) -> pd.DataFrame:
    """The rows, numbered where a key comes more than once, so that each is told from the others."""
    rows = table.rows[table.source.names]
    turn = rows.groupby(by, sort=False).cumcount()
    key = turn.astype("str")
    for name in by:
        key = key + "\x1f" + rows[name]
    return rows.set_axis(pd.Index(key))
