"""Write a table as dBASE III: fields of text with fixed widths, GB18030, no memo, no deleted row.

Format: a header of 32 bytes, 32 bytes a field, a mark, then the rows, each begun by a blank.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

_DBASE_III = 0x03
_GB = 0x4D  # language driver: Chinese (PRC) Windows
_END_OF_FIELDS, _END_OF_FILE = b"\r", b"\x1a"


def write_dbf(table: pd.DataFrame, widths: Sequence[int], day: date, path: Path) -> None:
    """Write a frame of text, each column as wide in bytes as said; `day` is its date of change.

    Raise ValueError for a value that does not fit: nothing is cut.
    """
    columns = [
        _column(table[name].tolist(), width) for name, width in zip(table, widths, strict=True)
    ]
    body = b"".join(b" " + b"".join(row) for row in zip(*columns, strict=True))
    size = 32 * (len(widths) + 1) + 1
    stamp = (day.year - 1900, day.month, day.day)
    head = struct.pack("<4BIHH17xBxx", _DBASE_III, *stamp, len(table), size, 1 + sum(widths), _GB)
    fields = b"".join(_field(name, width) for name, width in zip(table, widths, strict=True))
    path.write_bytes(head + fields + _END_OF_FIELDS + body + _END_OF_FILE)


def _field(name: str, width: int) -> bytes:
    return struct.pack("<11sc4xBB14x", name.encode("ascii"), b"C", width, 0)


def _column(values: Sequence[str], width: int) -> list[bytes]:
    """A column's cells, each made once: most columns say few different things."""
    made = {value: _cell(value, width) for value in set(values)}
    return [made[value] for value in values]


def _cell(value: str, width: int) -> bytes:
    cell = value.encode("gb18030")
    if len(cell) > width:
        raise ValueError(f"{len(cell)} bytes do not fit into {width}")
    return cell.ljust(width)
