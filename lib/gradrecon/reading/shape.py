"""Whether a column holds what its header promises: a wrong mapping shows in the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from gradrecon.errors import Fault
from gradrecon.reading.frame import matches
from gradrecon.reading.piece import Piece
from gradrecon.source import Kind, Source
from gradrecon.table import letters

# What values of a kind look like that cannot be of this kind, and what they probably are.
_FOREIGN: Mapping[Kind, tuple[str, str]] = {
    Kind.STUDENT_NO: (r"^[\p{Han}·]{2,}$", "汉字"),
    Kind.ID_NO: (r"^[\p{Han}·]{2,}$", "汉字"),
    Kind.CODE: (r"^[\p{Han}·]{4,}$", "汉字"),
    Kind.NAME: (r"^[0-9]{6,}[0-9X]?$", "号码"),
    Kind.PINYIN: (r"^[0-9]{6,}[0-9X]?$", "号码"),
    Kind.DATE: (r"^[\p{Han}·]{2,4}$|^[0-9]{10,}X?$", "姓名或号码"),
}
_ENOUGH = 3


def shape_faults(source: Source, piece: Piece) -> Iterator[Fault]:
    """A fault for each column most of whose values are something else."""
    for column in source.columns:
        foreign = _FOREIGN.get(column.kind)
        place = piece.part.columns.get(column.name)
        if foreign is None or place is None:
            continue
        values = piece.rows[column.name]
        filled = values[values != ""]
        strange = pd.Series(matches(filled, foreign[0]), index=filled.index)
        if int(strange.sum()) >= _ENOUGH and strange.mean() > 0.5:
            yield _fault(column.title, foreign[1], piece, place, strange)


def _fault(title: str, what: str, piece: Piece, place: int, strange: pd.Series) -> Fault:
    part = piece.part
    row = int(piece.rows["row"].loc[strange.idxmax()])
    return Fault(
        f"{part.file}!{part.sheet}!{letters(place)}{row}",
        f"“{title}”列里有 {int(strange.sum())} 个值是{what}，表头与内容对不上",
        "检查是否错列或表头写错，改正后重放这个文件。",
    )
