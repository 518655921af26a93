"""Whether a column holds what its header promises: a wrong mapping shows in the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from gradrecon.arrow import bytes_at
from gradrecon.errors import Fault
from gradrecon.reading.frame import matches, matches_among
from gradrecon.reading.piece import Piece
from gradrecon.source import Kind, Source
from gradrecon.table import letters


class _Foreign(NamedTuple):
    """What something else probably is, and its patterns: of Chinese words, and of numbers."""

    what: str
    words: str = ""
    numbers: str = ""


# What values of a kind look like that cannot be of this kind, and what they probably are.
_FOREIGN: Mapping[Kind, _Foreign] = {
    Kind.STUDENT_NO: _Foreign("汉字", words=r"^\s*[\p{Han}·]{2,}$"),
    Kind.ID_NO: _Foreign("汉字", words=r"^\s*[\p{Han}·]{2,}$"),
    Kind.CODE: _Foreign("汉字", words=r"^\s*[\p{Han}·]{4,}$"),
    Kind.NAME: _Foreign("号码", numbers=r"^\s*[0-9]{6,}[0-9X]?$"),
    Kind.PINYIN: _Foreign("号码", numbers=r"^\s*[0-9]{6,}[0-9X]?$"),
    Kind.DATE: _Foreign("姓名或号码", words=r"^\s*[\p{Han}·]{2,4}$", numbers=r"^\s*[0-9]{10,}X?$"),
}
_ENOUGH = 3
# By its byte: what such words begin with, and what the first and fifth byte of such numbers is.
_OF_WORDS = np.isin(np.arange(256), [*b" \t\n\f\r", *range(128, 256)])
_OF_NUMBERS = np.isin(np.arange(256), list(b" \t\n\f\r0123456789"))


def shape_faults(source: Source, piece: Piece) -> Iterator[Fault]:
    """A fault for each column most of whose values are something else."""
    for column in source.columns:
        foreign = _FOREIGN.get(column.kind)
        place = piece.part.columns.get(column.name)
        if foreign is None or place is None:
            continue
        came = piece.came[column.name]
        strange = _strange(came, foreign)
        if strange.sum() >= _ENOUGH and 2 * strange.sum() > matches(came, r"\S").sum():
            yield _fault(column.title, foreign.what, piece, place, strange)


def _strange(came: pa.Array, foreign: _Foreign) -> np.ndarray:
    first = bytes_at(came, 0)
    strange = np.zeros(len(came), dtype=bool)
    if foreign.words:
        strange |= matches_among(_OF_WORDS[first], came, foreign.words)
    if foreign.numbers:
        likely = _OF_NUMBERS[first] & _OF_NUMBERS[bytes_at(came, 4)]
        strange |= matches_among(likely, came, foreign.numbers)
    return strange


def _fault(title: str, what: str, piece: Piece, place: int, strange: np.ndarray) -> Fault:
    part = piece.part
    row = int(piece.rows[strange.argmax()])
    return Fault(
        f"{part.file}!{part.sheet}!{letters(place)}{row}",
        f"“{title}”列里有 {int(strange.sum())} 个值是{what}，表头与内容对不上",
        "检查是否错列或表头写错，改正后重放这个文件。",
    )
