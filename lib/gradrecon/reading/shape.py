"""Whether a column holds what its header promises: a wrong mapping shows in the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from gradrecon.errors import Fault
from gradrecon.reading.frame import matches
from gradrecon.reading.piece import Piece
from gradrecon.source import Kind, Source
from gradrecon.table import letters

# What values of a kind look like that cannot be of this kind, and what they probably are.
_FOREIGN: Mapping[Kind, tuple[str, str]] = {
    Kind.STUDENT_NO: (r"^\s*[\p{Han}·]{2,}$", "汉字"),
    Kind.ID_NO: (r"^\s*[\p{Han}·]{2,}$", "汉字"),
    Kind.CODE: (r"^\s*[\p{Han}·]{4,}$", "汉字"),
    Kind.NAME: (r"^\s*[0-9]{6,}[0-9X]?$", "号码"),
    Kind.PINYIN: (r"^\s*[0-9]{6,}[0-9X]?$", "号码"),
    Kind.DATE: (r"^\s*[\p{Han}·]{2,4}$|^\s*[0-9]{10,}X?$", "姓名或号码"),
}
_ENOUGH = 3


def shape_faults(source: Source, piece: Piece) -> Iterator[Fault]:
    """A fault for each column most of whose values are something else."""
    for column in source.columns:
        foreign = _FOREIGN.get(column.kind)
        place = piece.part.columns.get(column.name)
        if foreign is None or place is None:
            continue
        came = piece.came[column.name]
        strange = matches(came, foreign[0])
        if strange.sum() >= _ENOUGH and 2 * strange.sum() > matches(came, r"\S").sum():
            yield _fault(column.title, foreign[1], piece, place, strange)


def _fault(title: str, what: str, piece: Piece, place: int, strange: np.ndarray) -> Fault:
    part = piece.part
    row = int(piece.rows[strange.argmax()])
    return Fault(
        f"{part.file}!{part.sheet}!{letters(place)}{row}",
        f"“{title}”列里有 {int(strange.sum())} 个值是{what}，表头与内容对不上",
        "检查是否错列或表头写错，改正后重放这个文件。",
    )
