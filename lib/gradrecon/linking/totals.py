"""Every row of a source is linked, unmatched, rejected or out of scope (law 1).

Sources of students are matched to students; sources of colleges and majors to the cohort's
colleges and the majors that its students study. In those a row about a college or major without
a student is out of scope, and one that names none is unmatched.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gradrecon.columns.arrow import category
from gradrecon.columns.lookup import take
from gradrecon.errors import Fault, TotalsError
from gradrecon.linking.evidence import field_names, pass_names
from gradrecon.linking.matches import Matches
from gradrecon.sources.table import Table

_NO_ROWS = np.zeros(0, dtype="int64")
_TEXTS = dict.fromkeys(("source", "file", "sheet"), "str")
COUNT_COLUMNS = ("source", "rows_in", "linked", "stray", "rejected", "out_of_scope", "repeated")


def links(
    tables: Mapping[str, Table],
    found: Mapping[str, Matches],
    students: pd.DataFrame,
    asides: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Every linked row of every source, one row each, in the order of the sources.

    Columns source, file, sheet, row, student_no, rung, agreed, differed; a row of a source of
    colleges or majors has no student_no. `aside`: why a row does not count (`asides`: those of
    each source). What many rows share is kept as categories.
    """
    rows, links = _listed(tables, {name: match.links for name, match in found.items()})
    return rows.assign(
        student_no=take(students["student_no"], links["student"].to_numpy(), rows.index),
        rung=pass_names(links["match_pass"]),
        agreed=field_names(links["agreed"]),
        differed=field_names(links["differed"]),
        aside=_aside(rows, asides or {}),
    )


def _aside(rows: pd.DataFrame, asides: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Why each row does not count, "" for one that does."""
    words = ["", *sorted({why for one in asides.values() for why in one["why"].unique()})]
    codes = np.zeros(len(rows), dtype="int8")
    for name, aside in asides.items():
        own = np.flatnonzero(rows["source"] == name) if len(aside) else _NO_ROWS
        place = aside.index.get_indexer(rows["row_id"].to_numpy()[own])
        given = np.array([words.index(why) for why in aside["why"]] + [0], dtype="int8")
        codes[own] = given[place]
    return category(codes, words, rows.index)


def strays(
    tables: Mapping[str, Table], found: Mapping[str, Matches], students: pd.DataFrame
) -> pd.DataFrame:
    """Every unmatched row: source, file, sheet, row, reason, proposed_student_no, evidence."""
    rows, strays = _listed(tables, {name: match.unmatched for name, match in found.items()})
    places = strays["candidate"].to_numpy(dtype="int64")
    return rows.astype(_TEXTS).assign(
        reason=strays["reason"],
        proposed_student_no=take(students["student_no"], places, rows.index),
        evidence=strays["evidence"],
    )


def rejected(tables: Mapping[str, Table]) -> pd.DataFrame:
    """Every row that could not be used: source, file, sheet, row, reason."""
    frames = {name: table.rejected.set_index("id") for name, table in tables.items()}
    rows, reasons = _listed(tables, frames)
    return pd.concat([rows.astype(_TEXTS), reasons], axis=1)


def _listed(
    tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where each row of frames indexed by row id stands, source by source, and what they say."""
    held = [name for name, frame in frames.items() if len(frame)] or [*frames][:1]
    said = [frames[name].sort_index() for name in held]
    ids = [frame.index.to_numpy(dtype="int64") for frame in said]
    parts = [part for name in held for part in tables[name].parts]
    first = np.cumsum([0, *(len(tables[name].parts) for name in held)])
    index = pd.RangeIndex(sum(map(len, ids)))

    def of_rows(column: str) -> list[np.ndarray]:
        taken = zip(held, ids, strict=True)
        return [tables[name].rows[column].to_numpy()[own] for name, own in taken]

    part = np.concatenate(
        [
            own.astype("int32") + np.int32(at)
            for own, at in zip(of_rows("part"), first, strict=False)
        ]
    )
    which = np.repeat(np.arange(len(held), dtype="int8"), [*map(len, ids)])
    places = {
        "source": category(which, held, index),
        "file": category(part, [one.file for one in parts], index),
        "sheet": category(part, [one.sheet for one in parts], index),
        "row": np.concatenate(of_rows("row")),
        "row_id": np.concatenate(ids),
    }
    return pd.DataFrame(places, index), pd.concat(said, ignore_index=True)


def counts(tables: Mapping[str, Table], found: Mapping[str, Matches]) -> pd.DataFrame:
    """One row per source with the columns `COUNT_COLUMNS`, integers.

    A row that repeats another is where that is; `repeated` says how many there are.
    """
    return pd.DataFrame(
        [(name, *_counted(table, found[name])) for name, table in tables.items()],
        columns=list(COUNT_COLUMNS),
    )


def _counted(table: Table, match: Matches) -> tuple[int, ...]:
    of = table.repeats["of"]
    went = (
        match.links.index,
        match.unmatched.index,
        table.rejected["id"],
        match.out_of_scope.index,
    )
    counts = (len(ids) + int(of.isin(ids).sum()) for ids in went)
    return len(table.rows) + len(of), *counts, len(of)


def require_closed(table: pd.DataFrame) -> None:
    """Raise TotalsError with every source whose rows do not add up (law 1)."""
    parts = table[["linked", "stray", "rejected", "out_of_scope"]].sum(axis=1)
    faults = [
        Fault(
            row.source,
            f"读入 {row.rows_in} 行，去向合计 {total} 行",
            "这是程序缺陷，请把 gradrecon check 的输出发给维护者；原有结果未动。",
        )
        for row, total in zip(table.itertuples(), parts, strict=True)
        if row.rows_in != total
    ]
    if faults:
        raise TotalsError(faults)
