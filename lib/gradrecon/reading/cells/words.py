"""Cells of words: free text, names of people and their pinyin."""

from __future__ import annotations

import re

from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.values import characters as c

_DOTS = re.compile(f"[ ]*[{c.MIDDLE_DOT}{c.MIDDLE_DOTS}][ ]*")
# A full stop or hyphen is a middle dot only between Chinese characters.
_STOPS = re.compile(f"(?<=[{c.HAN}])[ ]*[.\\-－﹒][ ]*(?=[{c.HAN}])")
_GAPS = re.compile(" {2,}")
_PRIVATE_USE = re.compile(f"[{c.PRIVATE_USE}]")
_EMOJI = re.compile(f"[{c.EMOJI}]")
_DOUBTFUL = re.compile(f"[{c.DOUBTFUL}]")


def read_text(cell: Cell) -> Read:
    """Free text: trimmed, on one line, without characters that nobody sees."""
    text, note = _tidy(cell.text)
    single = _GAPS.sub(" ", text)
    return single, note or (NoteKind.SPACE if single != text else None)


def read_pinyin(cell: Cell) -> Read:
    """Pinyin: as `read_text`, but inner spaces stand, for the spelling is judged elsewhere."""
    text = c.unbroken(c.unmarked(c.visible(cell.text))).strip(" \u3000\u00a0")
    return text, None if text == cell.text else NoteKind.SPACE


def read_name(cell: Cell) -> Read:
    """A person's name: no space within a Chinese one, one kind of middle dot, real characters.

    What cannot be mended (private-use characters, `?`, emoji) stands and is noted.
    """
    text, note = _tidy(cell.text)
    for kind, step in _NAME_STEPS:
        changed = step(text)
        note = note or (kind if changed != text else None)
        text = changed
    return text, _doubt(text) or note


def _tidy(came: str) -> Read:
    text, note = came, None
    for kind, step in _STEPS:
        changed = step(text)
        note = note or (kind if changed != text else None)
        text = changed
    return text, note


def _dotted(text: str) -> str:
    return _STOPS.sub(c.MIDDLE_DOT, _DOTS.sub(c.MIDDLE_DOT, text))


def _spaced(text: str) -> str:
    return text.replace(" ", "") if c.has_han(text) else _GAPS.sub(" ", text)


def _doubt(name: str) -> NoteKind | None:
    for pattern, kind in _DOUBTS:
        if pattern.search(name):
            return kind
    return None


_STEPS = (
    (NoteKind.INVISIBLE, c.visible),
    (NoteKind.MARKED_TEXT, c.unmarked),
    (NoteKind.LINE_BREAK, c.unbroken),
    (NoteKind.SPACE, lambda text: c.plain_spaces(text).strip(" ")),
)
_NAME_STEPS = (
    (NoteKind.FULL_WIDTH, c.narrow),
    (NoteKind.RADICAL, c.unified),
    (NoteKind.MIDDLE_DOT, _dotted),
    (NoteKind.SPACE, _spaced),
)
_DOUBTS = (
    (_PRIVATE_USE, NoteKind.PRIVATE_USE),
    (_EMOJI, NoteKind.EMOJI),
    (_DOUBTFUL, NoteKind.DOUBTFUL),
)
