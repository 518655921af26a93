"""Whether a column holds what its header promises: a wrong mapping shows in the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import bytes_at, column, lengths
from gradrecon.errors import Fault
from gradrecon.reading.frame import matches, matches_among
from gradrecon.reading.piece import Piece
from gradrecon.sources.source import Kind, Source
from gradrecon.sources.table import letters
from gradrecon.values.id_number import birth_dates, has_right_check


class _Foreign(NamedTuple):
    """What something else probably is, and how it is known.

    By a pattern of Chinese words or of numbers, or because it is an identity number of a citizen.
    """

    what: str
    words: str = ""
    numbers: str = ""
    citizens: bool = False


# What values of a kind look like that cannot be of this kind, and what they probably are.
_FOREIGN: Mapping[Kind, tuple[_Foreign, ...]] = {
    Kind.STUDENT_NO: (
        _Foreign("汉字", words=r"^\s*[\p{Han}·]{2,}$"),
        _Foreign("身份证号", citizens=True),
    ),
    Kind.ID_NO: (_Foreign("汉字", words=r"^\s*[\p{Han}·]{2,}$"),),
    Kind.CODE: (_Foreign("汉字", words=r"^\s*[\p{Han}·]{4,}$"),),
    Kind.NAME: (_Foreign("号码", numbers=r"^\s*[0-9]{6,}[0-9X]?$"),),
    Kind.PINYIN: (_Foreign("号码", numbers=r"^\s*[0-9]{6,}[0-9X]?$"),),
    Kind.DATE: (
        _Foreign("姓名或号码", words=r"^\s*[\p{Han}·]{2,4}$", numbers=r"^\s*[0-9]{10,}X?$"),
    ),
}
_ENOUGH = 3
_ID_DIGITS = 18
_EXAM_NO = r"^\s*[0-9]{15}\s*$"
# By its byte: what such words begin with, and what the first and fifth byte of such numbers is.
_OF_WORDS = np.isin(np.arange(256), [*b" \t\n\f\r", *range(128, 256)])
_OF_NUMBERS = np.isin(np.arange(256), list(b" \t\n\f\r0123456789"))


def shape_faults(source: Source, piece: Piece) -> Iterator[Fault]:
    """A fault for each column most of whose values are something else."""
    for name, place in piece.part.columns.items():
        declared, came = source.column(name), piece.came[name]
        for foreign in _FOREIGN.get(declared.kind, ()):
            strange = _strange(came, foreign)
            if strange.sum() >= _ENOUGH and 2 * strange.sum() > matches(came, r"\S").sum():
                yield _fault(declared.title, foreign.what, piece, place, strange)
    if _are_swapped(piece):
        strange = matches(piece.came["student_no"], _EXAM_NO)
        yield _fault("学号", "考生号", piece, piece.part.columns["student_no"], strange)


def _are_swapped(piece: Piece) -> bool:
    """Whether what has the 15 digits of a 考生号 stands under 学号, and no such under 考生号.

    A school may have a 学号 of 15 digits; then the 考生号 beside it has as many.
    """
    if not {"student_no", "exam_no"} <= piece.came.keys():
        return False
    numbers, exams = piece.came["student_no"], piece.came["exam_no"]
    filled = matches(exams, r"\S").sum()
    found = matches(numbers, _EXAM_NO).sum()
    enough = found >= _ENOUGH and 2 * found > matches(numbers, r"\S").sum()
    return bool(enough and filled >= _ENOUGH and not matches(exams, _EXAM_NO).any())


def _strange(came: pa.Array, foreign: _Foreign) -> np.ndarray:
    first = bytes_at(came, 0)
    strange = np.zeros(len(came), dtype=bool)
    if foreign.words:
        strange |= matches_among(_OF_WORDS[first], came, foreign.words)
    if foreign.numbers:
        likely = _OF_NUMBERS[first] & _OF_NUMBERS[bytes_at(came, 4)]
        strange |= matches_among(likely, came, foreign.numbers)
    if foreign.citizens:
        strange |= _of_citizens(came)
    return strange


def _of_citizens(came: pa.Array) -> np.ndarray:
    """Which values are surely identity numbers: no 学号 has 18 characters, a date and the check."""
    long = lengths(came) >= _ID_DIGITS
    if not long.any():
        return long
    ids = column(pc.utf8_upper(pc.utf8_trim_whitespace(came)), pd.RangeIndex(len(came)))
    found: np.ndarray = (has_right_check(ids) & (birth_dates(ids) != "")).to_numpy()
    return found


def _fault(title: str, what: str, piece: Piece, place: int, strange: np.ndarray) -> Fault:
    part = piece.part
    row = int(piece.rows[strange.argmax()])
    return Fault(
        f"{part.file}!{part.sheet}!{letters(place)}{row}",
        f"“{title}”列里有 {int(strange.sum())} 个值是{what}，表头与内容对不上",
        "检查是否错列或表头写错，改正后重放这个文件。",
    )
