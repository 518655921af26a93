"""Cells of yes and no, and of money: closed vocabularies, everything else stands as it came."""

from __future__ import annotations

import re

from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.reading.cells.placeholders import is_placeholder
from gradrecon.sources.source import Kind
from gradrecon.values import characters as c
from gradrecon.values.flags import DASHES, NO, NO_WORDS, YES, YES_WORDS

# One box ticked, and perhaps another left open: ☑是 ☐否.
_BOXES = re.compile(r"(?:[☐□]\w+)?[☑√✓✔■](\w+)(?:[☐□]\w+)?")
_AMOUNT = re.compile(r"(?:[￥¥]|人民币|RMB)?(\d+(?:\.\d+)?)(?:元整?|块|RMB)?", re.IGNORECASE)


def read_flag(cell: Cell) -> Read:
    """是 or 否; a dash is blank; any other word stands as it came."""
    word = c.plain(cell.text).replace(" ", "").strip("。.；;").upper()
    word = {"X": "×", "V": "√"}.get(word, word)
    ticked = _BOXES.fullmatch(word)
    word = ticked[1] if ticked else word
    if word in YES_WORDS:
        return YES, None
    if word in NO_WORDS:
        return NO, None
    if word in DASHES or not word:
        return "", None
    if is_placeholder(cell.text, Kind.FLAG):
        return "", NoteKind.PLACEHOLDER
    return cell.text.strip(), NoteKind.UNREAD_WORD


def read_amount(cell: Cell) -> Read:
    """An amount in yuan as `20` or `20.5`."""
    text = c.plain(cell.text).replace(",", "").replace(" ", "")
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return cell.text, NoteKind.UNREAD_AMOUNT
    whole = found[1].rstrip("0").rstrip(".") if "." in found[1] else found[1]
    return whole.lstrip("0") or "0", None
