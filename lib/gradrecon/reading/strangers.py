"""Files that speak of other people: the roster of last year, or a list of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from gradrecon.errors import Fault
from gradrecon.sources.table import Table

_FEW = 5
_HARDLY = 0.2
_MOSTLY = 0.5


def strange_files(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Each file hardly any of whose people are in the roster, or of the roster in other files.

    With what to say of it. Nothing where hardly any file fits the roster: then that is what is
    strange (see `strange_roster`).
    """
    known = _known(tables)
    total, ours = known["rows"].sum(), known["ours"].sum()
    if total < _FEW or ours < _HARDLY * total:
        return
    for file, rows, own in known.itertuples(index=False):
        if rows >= _FEW and own < _HARDLY * rows:
            yield file, f"像是别届的：{rows:,} 行里只有 {own:,} 行的人在学籍名册"
    yield from _strange_among_rosters(tables)


def strange_roster(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """A fault where hardly anybody of all other files is in the roster."""
    known = _known(tables)
    total, ours = int(known["rows"].sum()), int(known["ours"].sum())
    if total < _FEW or ours >= _HARDLY * total or tables["roster"].rows.empty:
        return
    roster = tables["roster"]
    files = "、".join(dict.fromkeys(part.file for part in roster.parts))
    yield Fault(
        files,
        f"像是别届的名册：其他文件的 {total:,} 行里只有 {ours:,} 行的人"
        f"在名册（{len(roster.rows):,} 人）",
        "换成本届的学籍名册；名册没有错的，检查其他文件是否放错了届。",
    )


def _known(tables: Mapping[str, Table]) -> pd.DataFrame:
    """For each file about students but the roster: its rows with a number, and those of ours."""
    counts = [
        _counted(table, tables["roster"].rows)
        for name, table in tables.items()
        if name != "roster"
        and "roster" in tables
        and table.source.subject == "student"
        and not table.source.pictures
    ]
    empty = pd.DataFrame({"file": [], "rows": [], "ours": []}).astype({"rows": int, "ours": int})
    return pd.concat([empty, *counts], ignore_index=True)


def _counted(table: Table, roster: pd.DataFrame) -> pd.DataFrame:
    rows = table.rows
    keys = [key for key in ("student_no", "id_no") if key in rows]
    said = np.logical_or.reduce([(rows[key] != "").to_numpy() for key in keys])
    ours = np.logical_or.reduce(
        [(rows[key].isin(roster[key]) & (rows[key] != "")).to_numpy() for key in keys]
    )
    files = pd.Series([part.file for part in table.parts], dtype="str")
    file = files.reindex(rows["part"]).to_numpy()
    frame = pd.DataFrame({"file": file, "rows": said.astype(int), "ours": ours.astype(int)})
    return frame.groupby("file", as_index=False).sum()


def _strange_among_rosters(tables: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """A roster of whom no other file speaks, beside one of whom others do."""
    roster = tables["roster"]
    if len({part.file for part in roster.parts}) < 2:
        return
    named = np.zeros(len(roster.rows), dtype=bool)
    for name, table in tables.items():
        if name != "roster" and table.source.subject == "student":
            for key in {"student_no", "id_no"} & {*table.rows}:
                own = roster.rows[key]
                named |= (own.isin(table.rows[key]) & (own != "")).to_numpy()
    file = pd.Series([part.file for part in roster.parts])[roster.rows["part"]].to_numpy()
    share = pd.Series(named).groupby(file).agg(["mean", "size", "sum"])
    if share["mean"].max() < _MOSTLY:
        return
    for name, mean, size, count in share.itertuples():
        if size >= _FEW and mean < _HARDLY:
            yield str(name), f"像是别届的名册：{size:,} 人里只有 {count:,} 人见于其他文件"
