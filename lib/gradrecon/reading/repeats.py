"""Rows that say nothing new: a list of today beside that of all days, an export sent again.

Identical records are one (law 14). A row repeats a row of another file if that says the same in
every column which the row's own sheet has; within one file no row is taken for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from gradrecon.sources.table import Part, Table, no_repeats

Columns = frozenset[str]


def without_repeats(table: Table) -> Table:
    """The table with each record once, however many files hold it; `repeats` tells the others."""
    if len({part.file for part in table.parts}) < 2 or table.rows.empty:
        return table
    of = _repeated(table)
    if (of < 0).all():
        return table
    return _without(table, of)


def _repeated(table: Table) -> np.ndarray:
    """For each row the id of the row that it repeats, -1 for none; that one stays."""
    said = _hashes(table)
    parts = table.rows["part"].to_numpy()
    own_record = _is_record(table)
    columns = [frozenset(name for name in table.source.names if part.has(name))
               for part in table.parts]  # fmt: skip
    rank = _ranks(table.parts)
    of = np.full(len(parts), -1)
    for own in set(columns):
        mine = np.array([one == own for one in columns])[parts]
        more = np.array([one > own for one in columns])[parts]
        key = np.bitwise_xor.reduce([said[name] for name in sorted(own)], axis=0)
        mine, more = (np.flatnonzero(one & own_record) for one in (mine, more))
        _find(of, key, mine, more, rank[parts])
    return _to_the_end(of)


def _find(
    of: np.ndarray, key: np.ndarray, mine: np.ndarray, more: np.ndarray, rank: np.ndarray
) -> None:
    """Fill in what the rows `mine` repeat: a row that says more, else one of a file before."""
    found, first = (_first(key, rows, mine, rank) for rows in (more, mine))
    elsewhere = (found >= 0) & (rank[found] != rank[mine])
    of[mine] = np.where(elsewhere, found, np.where(rank[first] < rank[mine], first, -1))


def _first(key: np.ndarray, rows: np.ndarray, sought: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """The row, of those given, in the first file with the key of each row sought; -1 for none."""
    ordered = rows[np.argsort(rank[rows], kind="stable")]
    known = pd.Series(ordered, key[ordered])
    known = known[~known.index.duplicated()]
    return known.reindex(key[sought]).fillna(-1).to_numpy("int64")


def _is_record(table: Table) -> np.ndarray:
    """Which rows say which record they are: two captures without a time and a code may be two."""
    names = table.source.record
    if not names:
        return np.ones(len(table.rows), dtype=bool)
    said: np.ndarray = (table.rows[list(names)] != "").any(axis=1).to_numpy()
    return said


def _to_the_end(of: np.ndarray) -> np.ndarray:
    """What a row repeats may repeat another: the one at the end of each chain."""
    while True:
        beyond = np.where(of >= 0, of[of], -1)
        if (beyond < 0).all():
            return of
        of = np.where(beyond >= 0, beyond, of)


def _hashes(table: Table) -> Mapping[str, np.ndarray]:
    """What each row says in each column, as a number; a damaged cell says what came."""
    names = table.source.names
    rows = table.rows[names].copy()
    for column, notes in table.notes[table.notes["damage"]].groupby("column"):
        rows.loc[notes["id"], column] = notes["came"].to_numpy()
    return {
        name: pd.util.hash_array(rows[name].to_numpy(dtype=object)) * np.uint64(2 * place + 1)
        for place, name in enumerate(names)
    }


def _ranks(parts: tuple[Part, ...]) -> np.ndarray:
    """The place of each sheet's file in the order of files: a copy has the longer name."""
    files = sorted({part.file for part in parts}, key=lambda file: (len(file), file))
    place = {file: number for number, file in enumerate(files)}
    return np.array([place[part.file] for part in parts])


def _without(table: Table, of: np.ndarray) -> Table:
    kept = of < 0
    new_id = np.cumsum(kept) - 1
    rows = table.rows[kept].reset_index(drop=True)
    parts, rows["part"] = _still(table.parts, table.rows["part"].to_numpy(), kept)
    return replace(
        table,
        rows=rows,
        parts=parts,
        notes=_renumbered(table.notes, kept, new_id),
        rejected=_renumbered(table.rejected, kept, new_id),
        repeats=_told(table, of, new_id),
    )


def _still(
    parts: tuple[Part, ...], part_of: np.ndarray, kept: np.ndarray
) -> tuple[tuple[Part, ...], np.ndarray]:
    """The sheets without those all of whose rows are repeats, and the sheet of each row kept."""
    all_rows = np.bincount(part_of, minlength=len(parts))
    own_rows = np.bincount(part_of[kept], minlength=len(parts))
    stays = (own_rows > 0) | (all_rows == 0)
    place = np.cumsum(stays) - 1
    return tuple(np.array(parts, dtype=object)[stays]), place[part_of[kept]]


def _renumbered(frame: pd.DataFrame, kept: np.ndarray, new_id: np.ndarray) -> pd.DataFrame:
    ids = frame["id"].to_numpy()
    own = kept[ids]
    return frame[own].assign(id=new_id[ids[own]]).reset_index(drop=True)


def _told(table: Table, of: np.ndarray, new_id: np.ndarray) -> pd.DataFrame:
    ids = np.flatnonzero(of >= 0)
    parts = [table.parts[place] for place in table.rows["part"].to_numpy()[ids]]
    told = pd.DataFrame(
        {
            "file": [part.file for part in parts],
            "sheet": [part.sheet for part in parts],
            "day": [part.day for part in parts],
            "row": table.rows["row"].to_numpy()[ids],
            "of": new_id[of[ids]],
        }
    )
    return told.astype(no_repeats().dtypes)
