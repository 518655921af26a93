"""Read a whole column: what is plainly good is taken at once, only the rest is looked at.

Columns are tested in one sweep against the form that good values of their kind have; the cells
that fail it are read by value, each distinct one once. A clean column costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.cells import characters as c
from gradrecon.reading.cells.dates import read_clock, read_date, read_time
from gradrecon.reading.cells.flags import read_amount, read_flag
from gradrecon.reading.cells.keys import read_id_no, read_key
from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.reading.cells.words import read_name, read_pinyin, read_text
from gradrecon.reading.frame import matches
from gradrecon.sheets.grid import CellType
from gradrecon.source import KEY_KINDS, Kind

_READERS: Mapping[Kind, Callable[[Cell], Read]] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_name,
    Kind.STUDENT_NO: read_key,
    Kind.ID_NO: read_id_no,
    Kind.CODE: read_key,
    Kind.PINYIN: read_pinyin,
    Kind.DATE: read_date,
    Kind.TIME: read_time,
    Kind.CLOCK: read_clock,
    Kind.AMOUNT: read_amount,
    Kind.FLAG: read_flag,
}

_HAN = r"\x{3007}\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{20000}-\x{323AF}"
_LATIN = r"[A-Za-z]+(?:[ '\-][A-Za-z]+)*"
# Values of these forms stand as they are (RE2 syntax). An ID number that ends in 000 is not
# among them: its end may have been lost.
_GOOD: Mapping[Kind, str] = {
    Kind.TEXT: rf"[{_HAN}0-9A-Za-z（）()、，。·:：/&,.\-]+(?: [{_HAN}0-9A-Za-z（）()&,.\-]+)*",
    Kind.NAME: rf"[{_HAN}]+(?:·[{_HAN}]+)*\*{{0,3}}[{_HAN}]?|{_LATIN}",
    Kind.STUDENT_NO: r"[0-9A-Z\-]+",
    Kind.ID_NO: r"\d{15}(?:\d\d[1-9X]|\d[1-9]\d|[1-9]\d\d)|[A-Z]{1,3}\d{6,12}|\d{3,6}\*+[\dX]{0,4}",
    Kind.CODE: r"[0-9A-Z\-]+",
    Kind.PINYIN: _LATIN,
    Kind.DATE: r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])",
    Kind.TIME: r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d",
    Kind.CLOCK: r"(?:[01]\d|2[0-3]):[0-5]\d",
    Kind.AMOUNT: r"0|[1-9]\d*",
    Kind.FLAG: "是|否",
}
_ERRORS = re.compile(r"#(?:N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|GETTING_DATA)")
# 20000131 → 2000-01-31; days after the 28th are left to `read_date`, which knows the calendar.
_PACKED_DATE = (r"^(\d{4})(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])$", r"\1-\2-\3")
# Types that a cell may have and still be judged by its text alone; keys are stricter.
_AS_TEXT = frozenset({CellType.NUMBER, CellType.DATE, CellType.DATETIME, CellType.BOOLEAN})
_CUTS = {CellType.CUT: NoteKind.CUT, CellType.FULL: NoteKind.FULL}
_NUMBER = frozenset({CellType.NUMBER})


def read_column(
    came: pd.Series, kind: Kind, types: Mapping[int, CellType], since_1904: bool = False
) -> tuple[pd.Series, pd.DataFrame]:
    """What a column is read as, and its notes.

    `came` is text, blank as "", with the index 0 … n-1; `types` are the cells that are not
    simply text. The result has the same index; notes have the columns `id` (that index),
    `kind`, `came`, `read` and `damage`.
    """
    swept = _sweep(came, kind)
    places = _doubtful(swept, kind, types)
    if not len(places):
        return swept, _notes(places, [], [])
    texts = came.iloc[places].tolist()
    cells = list(zip(texts, map(types.get, places.tolist()), strict=True))
    known = {cell: _read(Cell(*cell, since_1904), kind) for cell in dict.fromkeys(cells)}
    reads = [_safe(known[cell], kind) for cell in cells]
    swept.iloc[places] = [read for read, _ in reads]
    return swept, _notes(places, texts, reads)


def _sweep(came: pd.Series, kind: Kind) -> pd.Series:
    """The column with the commonest other form of its kind rewritten, all cells at once."""
    if kind is not Kind.DATE:
        return came.copy()
    packed = pc.replace_substring_regex(pa.array(came), *_PACKED_DATE)
    return pd.Series(pd.array(packed, dtype="str"), index=came.index)


def _doubtful(came: pd.Series, kind: Kind, types: Mapping[int, CellType]) -> np.ndarray:
    """The positions of the cells that must be looked at."""
    mask = ~matches(came, f"^(?:{_GOOD[kind]})?$")
    told_by_text = _NUMBER if kind in KEY_KINDS else _AS_TEXT
    mask[[place for place, type_ in types.items() if type_ not in told_by_text]] = True
    return np.flatnonzero(mask)


def _read(cell: Cell, kind: Kind) -> Read:
    if cell.type is CellType.HOLLOW:
        return "", NoteKind.HOLLOW
    if cell.type is CellType.ERROR or _ERRORS.fullmatch(cell.text.strip()):
        return cell.text, NoteKind.ERROR
    if not c.plain_spaces(c.visible(cell.text)).strip():
        return "", None
    read, note = _READERS[kind](cell)
    return read, _CUTS.get(cell.type, note) if cell.type else note


def _safe(read: Read, kind: Kind) -> Read:
    """A damaged key is emptied: it must never join (law 3)."""
    note = read[1]
    return ("", note) if note and note.damage and kind in KEY_KINDS else read


def _notes(places: np.ndarray, texts: Sequence[str], reads: Sequence[Read]) -> pd.DataFrame:
    noted = [at for at, (_, note) in enumerate(reads) if note]
    kinds = [reads[at][1] for at in noted]
    return pd.DataFrame(
        {
            "id": places[noted],
            "kind": pd.array([str(kind) for kind in kinds], dtype="str"),
            "came": pd.array([texts[at] for at in noted], dtype="str"),
            "read": pd.array([reads[at][0] for at in noted], dtype="str"),
            "damage": np.array([bool(kind and kind.damage) for kind in kinds], dtype="bool"),
        }
    )
