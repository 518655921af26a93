"""Write a table too long for a workbook as Parquet: a day as a day, a number as one, else text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from gradrecon.samples.workbook import Cell, as_text


def write_parquet(path: Path, columns: Iterable[tuple[str, Sequence[Cell]]]) -> None:
    """Write columns, each with its header; blank cells are null.

    A column of more than one type is text, where a long number has lost its digits as in a .csv.
    """
    import pyarrow as pa
    from pyarrow import parquet

    headers, arrays = [], []
    for header, cells in columns:
        headers.append(header)
        arrays.append(_array(cells))
    parquet.write_table(pa.Table.from_arrays(arrays, headers), path)


def _array(cells: Sequence[Cell]) -> object:
    import pyarrow as pa

    types = set(map(type, cells)) - {type(None)}
    if types in ({int}, {date}):
        return pa.array(cells)
    return pa.array([as_text(cell) or None for cell in cells], pa.string())
