"""Read a whole column: take what is plainly good at once, and look only at the rest.

Columns are tested in one sweep against the form that good values of their kind have; the cells
that fail it are read by value, each distinct one once. A clean column costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.reading.cells.dates import read_clock, read_date, read_time
from gradrecon.reading.cells.flags import read_amount, read_flag
from gradrecon.reading.cells.keys import read_id_no, read_key
from gradrecon.reading.cells.notes import Cell, Note, NoteKind, Read
from gradrecon.reading.cells.placeholders import PLACEHOLDERS, is_placeholder
from gradrecon.reading.cells.words import read_name, read_pinyin, read_text
from gradrecon.reading.frame import matches, text_array
from gradrecon.reading.types import Types
from gradrecon.sheets.grid import CellType
from gradrecon.sources.source import KEY_KINDS, Kind
from gradrecon.values import characters as c

_READERS: Mapping[Kind, Callable[[Cell], Read]] = {
    Kind.TEXT: read_text,
    Kind.NAME: read_name,
    Kind.STUDENT_NO: read_key,
    Kind.ID_NO: read_id_no,
    Kind.CODE: read_key,
    Kind.NUMBER: read_key,
    Kind.PINYIN: read_pinyin,
    Kind.DATE: read_date,
    Kind.TIME: read_time,
    Kind.CLOCK: read_clock,
    Kind.AMOUNT: read_amount,
    Kind.FLAG: read_flag,
}

_HAN = r"\x{3007}\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{20000}-\x{323AF}"
_LATIN = r"[A-Za-z]+(?:[ '\-][A-Za-z]+)*"
# Any day but 29 February, which not every year has.
_DAY = (
    r"\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|(?:0[13578]|1[02])-31)"
)
# Values of these forms stand as they are (RE2 syntax). An ID number that ends in 000 is not
# among them: its end may have been lost.
_GOOD: Mapping[Kind, str] = {
    Kind.TEXT: rf"[{_HAN}0-9A-Za-z（）()、，。·:：/&,.\-]+(?: [{_HAN}0-9A-Za-z（）()&,.\-]+)*",
    Kind.NAME: rf"[{_HAN}]+(?:·[{_HAN}]+)*\*{{0,3}}[{_HAN}]?|{_LATIN}",
    Kind.STUDENT_NO: r"[0-9A-Z\-]+",
    Kind.ID_NO: r"\d{15}(?:\d\d[1-9X]|\d[1-9]\d|[1-9]\d\d)|[A-Z]{1,3}\d{6,12}|\d{3,6}\*+[\dX]{0,4}",
    Kind.CODE: r"[0-9A-Z\-]+",
    Kind.NUMBER: r"[0-9A-Z\-]+",
    Kind.PINYIN: _LATIN,
    Kind.DATE: _DAY,
    Kind.TIME: rf"{_DAY}(?: (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?",
    Kind.CLOCK: r"(?:[01]\d|2[0-3]):[0-5]\d",
    Kind.AMOUNT: r"0|[1-9]\d*",
    Kind.FLAG: "是|否",
}
_ERRORS = re.compile(r"#(?:N/A|VALUE!|REF!|DIV/0!|NUM!|NAME\?|NULL!|SPILL!|CALC!|GETTING_DATA)")
# Dates in digits, or with another separator, and times without seconds.
_DATE_SWEEPS = (
    (r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3"),
    (r"^(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?", r"\1-\2-\3"),
    (r"^(\d{4})-(\d)-", r"\1-0\2-"),
    (r"^(\d{4}-\d\d)-(\d)( |$)", r"\1-0\2\3"),
)
_SWEEPS: Mapping[Kind, Sequence[tuple[str, str]]] = {
    Kind.DATE: _DATE_SWEEPS,
    Kind.TIME: (
        *_DATE_SWEEPS,
        (r"^(\d{4}-\d\d-\d\d) (\d:\d\d)", r"\1 0\2"),
        (r"^(\d{4}-\d\d-\d\d \d\d:\d\d)$", r"\1:00"),
    ),
}
# Kinds of which hardly two rows have the same value; of others each distinct one is tested once.
_OWN = frozenset({Kind.STUDENT_NO, Kind.ID_NO, Kind.NUMBER, Kind.NAME, Kind.PINYIN})
# Types that a cell may have and still be judged by its text alone; keys are stricter.
_AS_TEXT = frozenset(
    {CellType.NUMBER, CellType.DRESSED, CellType.DATE, CellType.DATETIME, CellType.BOOLEAN}
)
_LATE = r" 23:59:(?:[0-4]\d|5[0-8])$"
_EMPTIED = {CellType.HOLLOW: NoteKind.HOLLOW, CellType.LOST: NoteKind.LOST_TEXT}
_BY_TYPE = {
    CellType.CUT: NoteKind.CUT,
    CellType.FULL: NoteKind.FULL,
    CellType.FORMATTED: NoteKind.FORMATTED,
    CellType.SHIFTED: NoteKind.SHIFTED,
}
_MOST_DIGITS = 15  # that a number of Excel keeps
# Nothing longer is a number, a name or a date; patterns would only lose their time on it.
_LONGEST = 200
_ANY_LENGTH = frozenset({Kind.TEXT, Kind.PINYIN})
_UNREAD = {
    Kind.DATE: NoteKind.UNREAD_DATE,
    Kind.TIME: NoteKind.UNREAD_TIME,
    Kind.CLOCK: NoteKind.UNREAD_TIME,
    Kind.AMOUNT: NoteKind.UNREAD_AMOUNT,
    Kind.FLAG: NoteKind.UNREAD_WORD,
}
_NUMBER = frozenset({CellType.NUMBER})


def read_column(
    came: pa.Array,
    kind: Kind,
    types: Types,
    since_1904: np.ndarray | None = None,
) -> tuple[pa.Array, list[Note]]:
    """What a column is read as, and its notes.

    `came` is text, blank as ""; `types` are the cells that are not simply text, by position;
    `since_1904` says of each cell whether its file counts days from 1904.
    """
    values, doubtful = _swept(came, kind)
    if kind is Kind.TIME and _are_days(values, types):
        return read_column(came, Kind.DATE, types, since_1904)
    _doubt(doubtful, values, kind, types)
    places = np.flatnonzero(doubtful)
    if not len(places):
        return values, []
    texts = came.take(pa.array(places)).to_pylist()
    systems = [False] * len(texts) if since_1904 is None else since_1904[places].tolist()
    cells = list(zip(texts, types.at(places), systems, strict=True))
    known = {cell: _safe(_read(Cell(*cell), kind), kind) for cell in dict.fromkeys(cells)}
    reads = [known[cell] for cell in cells]
    mended = text_array([read for read, _ in reads])
    notes = [
        Note(place, note, text, read)
        for place, text, (read, note) in zip(places.tolist(), texts, reads, strict=True)
        if note
    ]
    return pc.replace_with_mask(values, pa.array(doubtful), mended), notes


def _swept(came: pa.Array, kind: Kind) -> tuple[pa.Array, np.ndarray]:
    """The column with the commonest other forms of its kind rewritten, and which are not good."""
    good = f"^(?:{_GOOD[kind]})?$"
    nothing = PLACEHOLDERS[kind]
    if kind in _OWN:
        return came, ~matches(came, good) | matches(came, nothing)
    known = came.dictionary_encode()
    texts = known.dictionary
    for pattern, replacement in _SWEEPS.get(kind, ()):
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    doubtful = ~matches(texts, good) | matches(texts, nothing)
    doubtful = doubtful[known.indices.to_numpy()]
    return (texts.take(known.indices) if kind in _SWEEPS else came), doubtful


def _doubt(doubtful: np.ndarray, values: pa.Array, kind: Kind, types: Types) -> None:
    """Mark also the cells that must be looked at for their type."""
    if len(types.places):
        told_by_text = _NUMBER if kind in KEY_KINDS else _AS_TEXT
        doubtful[types.where(told_by_text, other=True)] = True
        numbers = types.where(_NUMBER)
        doubtful[numbers] |= _longer(values.take(pa.array(numbers)))


def _are_days(values: pa.Array, types: Types) -> bool:
    """Whether all times of a column stand a few seconds before midnight: those of lost seconds."""
    late = matches(values, _LATE)
    if not late.any() or (late != matches(values, r":\d\d$")).any():
        return False
    return bool(np.isin(np.flatnonzero(late), types.where({CellType.DATETIME})).all())


def _longer(numbers: pa.Array) -> np.ndarray:
    """Which numbers have more digits than a number can keep."""
    longer: np.ndarray = pc.utf8_length(numbers).to_numpy() > _MOST_DIGITS
    return longer


def _read(cell: Cell, kind: Kind) -> Read:
    if cell.type in _EMPTIED:
        return "", _EMPTIED[cell.type]
    if cell.type is CellType.ERROR or _ERRORS.fullmatch(cell.text.strip()):
        return cell.text, NoteKind.ERROR
    if "\ufffd" in cell.text and kind is not Kind.NAME:
        return cell.text, NoteKind.LOST_TEXT
    seen = c.plain(cell.text).strip()
    if not seen:
        return "", None
    if kind is not Kind.FLAG and is_placeholder(seen, kind):
        return "", NoteKind.PLACEHOLDER
    if cell.type is CellType.NUMBER and len(cell.text) > _MOST_DIGITS and cell.text.isdigit():
        return cell.text, NoteKind.TRUNCATED
    if len(cell.text) > _LONGEST and kind not in _ANY_LENGTH:
        return cell.text, _UNREAD.get(kind, NoteKind.DOUBTFUL)
    read, note = _READERS[kind](cell)
    return read, _BY_TYPE.get(cell.type, note) if cell.type and kind not in _UNREAD else note


def _safe(read: Read, kind: Kind) -> Read:
    """A damaged key is emptied: it must never join (law 3)."""
    note = read[1]
    return ("", note) if note and note.damage and kind in KEY_KINDS else read
