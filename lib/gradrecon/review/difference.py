"""Which characters of a text differ from another's: `张晓[铭]` by `张晓明`, `Lin[g]` by `Lin`."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of characters that all differ from the other text, or all do not."""

    text: str
    differs: bool


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """The text cut where it begins or ends to differ; joined, the pieces are the text again.

    Nothing differs from a blank. What the other has and this lacks is marked at the character
    before the gap, so that every difference is seen on both sides.
    """
    if not text or not other or text == other:
        return (Piece(text, False),) if text else ()
    differs = [False] * len(text)
    for kind, start, end, _, _ in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if kind == "insert":
            differs[max(start - 1, 0)] = True
        elif kind != "equal":
            differs[start:end] = [True] * (end - start)
    return _joined(text, differs)


def _joined(text: str, differs: list[bool]) -> tuple[Piece, ...]:
    cuts = [0, *(at for at in range(1, len(text)) if differs[at] != differs[at - 1]), len(text)]
    return tuple(Piece(text[start:end], differs[start]) for start, end in pairwise(cuts))
