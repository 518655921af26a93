"""A file that mostly repeats another of its source: what it adds, lacks and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from gradrecon.reading.assemble import subject_keys
from gradrecon.sources.table import Table

_MOSTLY = 0.8
# What programs and people add to the name of a file that they copy.
_COPIED = re.compile(
    r"[\s_\-—]*(?:副本|复制|拷贝|备份|旧版?|copy|backup|[(（]\d{1,2}[)）])[\s\d]*", re.IGNORECASE
)


@dataclass(frozen=True)
class Overlap:
    """Two files of one source that mostly speak of the same: the later one, and the one before.

    `same`: rows of the file that stand in the other as they are; `changed`: those known there by
    their key that say something else; `added`: those not known there; `lacking`: rows of the other
    whose key is not in the file.
    """

    file: str
    other: str
    same: int
    changed: int
    added: int
    lacking: int

    @property
    def is_copy(self) -> bool:
        """Whether the name says that the file is a copy of the other, or both have one name."""
        return _plain(self.file) == _plain(self.other)

    def __str__(self) -> str:
        differences = (("改动", self.changed), ("多", self.added), ("少", self.lacking))
        said = "，".join(f"{word} {count:,} 行" for word, count in differences if count)
        if not said:
            return f"内容与“{self.other}”完全相同，只算一次"
        what = "像是“{}”改过的副本" if self.is_copy else "与“{}”大多相同"
        return f"{what.format(self.other)}：{self.same:,} 行相同，{said}"


def overlaps(table: Table) -> Iterator[Overlap]:
    """Each file that mostly repeats one before it; with several, the one it repeats most."""
    keyed = _keyed(table)
    if keyed is None:
        return
    names, rows = keyed
    first = rows[rows["key"].duplicated(keep=False).to_numpy()]
    if first.empty:
        return
    for place in sorted(first["file"].unique()):
        own = rows[rows["file"] == place]
        others = rows[(rows["file"] < place) & rows["key"].isin(own["key"])]
        if len(others):
            other = others.drop_duplicates(["file", "key"])["file"].mode().iloc[-1]
            both = _compared(table, names, own, rows[rows["file"] == other])
            if both:
                yield both


def _keyed(table: Table) -> tuple[Sequence[str], pd.DataFrame] | None:
    """The files in the order of their days and names, and each row's file and key; None for one."""
    days = {part.file: part.day for part in table.parts}
    if len(days) < 2:
        return None
    names = sorted(days, key=lambda file: (days[file], len(file), file))
    key = next((k for k in subject_keys(table.source) if all(p.has(k) for p in table.parts)), "")
    if not key:
        return None
    place = np.array([names.index(part.file) for part in table.parts])
    rows = pd.DataFrame({"key": table.rows[key], "file": place[table.rows["part"].to_numpy()]})
    return names, rows[rows["key"] != ""]


def _compared(
    table: Table, names: Sequence[str], own: pd.DataFrame, other: pd.DataFrame
) -> Overlap | None:
    keys, known = set(own["key"]), set(other["key"])
    if len(keys & known) < _MOSTLY * min(len(keys), len(known)):
        return None
    shared = _shared(table, own, other)
    said, before = (_said(table, shared, rows) for rows in (own, other))
    same = int(said.isin(set(before)).sum())
    kept = own["key"][said.isin(set(before))]
    return Overlap(
        names[own["file"].iloc[0]],
        names[other["file"].iloc[0]],
        same,
        int((own["key"].isin(known) & ~own["key"].isin(kept)).sum()),
        int((~own["key"].isin(known)).sum()),
        int((~other["key"].isin(keys)).sum()),
    )


def _shared(table: Table, *files: pd.DataFrame) -> list[str]:
    """The columns that every sheet of the files has."""
    numbers = {n for rows in files for n in table.rows["part"].loc[rows.index].unique()}
    return [
        name for name in table.source.names if all(table.parts[one].has(name) for one in numbers)
    ]


def _said(table: Table, columns: Sequence[str], rows: pd.DataFrame) -> pd.Series:
    """What each row says in these columns, as a number."""
    said = table.rows.loc[rows.index, [*columns]].astype(object)
    return pd.util.hash_pandas_object(said, index=False)


def _plain(file: str) -> str:
    return _COPIED.sub("", PurePosixPath(file).stem).strip().casefold()
