"""Cells that rows are joined by: student numbers, ID numbers, codes.

A number that the file keeps as a number is good up to 15 digits; beyond, Excel has replaced
its end by zeros, and nothing here tries to guess it back.
"""

from __future__ import annotations

import re

from gradrecon.reading.cells.notes import Cell, NoteKind, Read
from gradrecon.sheets.grid import CellType
from gradrecon.values import characters as c

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_E_NOTATION = re.compile(r"([+-]?\d)(?:\.(\d+))?[Ee]\+(\d+)|([+-]?\d)\.(\d+)[Ee](\d+)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.0*)?")
_FRACTION = re.compile(r"-?\d+\.\d*[1-9]")
_WHOLE = re.compile(r"(\d+)\.0*")
_X_END = re.compile(f"(?<=\\d)[{c.X_LIKE}]$")
_MOST_DIGITS = 15  # that a number of Excel keeps
_DATE_TYPES = (CellType.DATE, CellType.DATETIME, CellType.TIME)


def read_key(cell: Cell) -> Read:
    """Read a student number or code: narrow, upper case, without spaces."""
    if cell.type in _DATE_TYPES:
        return cell.text, NoteKind.BECAME_DATE
    if cell.type in (CellType.NUMBER, CellType.DRESSED):
        text, note = _number(cell.text)
        return text, note or (NoteKind.DRESSED if cell.type is CellType.DRESSED else None)
    return _written(cell.text)


def read_id_no(cell: Cell) -> Read:
    """Read an ID number: as `read_key`, and what looks like an X at its end becomes one."""
    text, note = read_key(cell)
    if note is not None and note.damage:
        return text, note
    ended = _X_END.sub("X", text)
    if ended != text or cell.text.endswith("x"):
        note = note or NoteKind.LOOK_ALIKE
    if len(ended) == 18 and ended.endswith("000") and not check_digit_fits(ended):
        return ended, NoteKind.TRUNCATED
    return ended, note


def check_digit_fits(number: str) -> bool:
    """Whether 17 digits and a check character fit together (GB 11643, ISO 7064 MOD 11-2)."""
    if not (len(number) == 18 and number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECKS[total % 11]


def _number(text: str) -> Read:
    if "E" in text:
        return text, NoteKind.TRUNCATED
    if "." in text or text.startswith("-"):
        return text, NoteKind.NOT_WHOLE
    return text, None


def _written(came: str) -> Read:
    text = c.plain(came)
    note = None if text == came.strip() else _mend(came)
    squeezed = re.sub(rf"[\s{c.SPACES}]+", "", text)
    if squeezed != came:
        note = note or NoteKind.SPACE
    if power := _E_NOTATION.fullmatch(squeezed):
        return _powered(squeezed, power)
    if squeezed and not squeezed.strip("#"):
        return squeezed, NoteKind.HASHES
    if _GROUPED.fullmatch(squeezed):
        return _whole(squeezed.replace(",", "").partition(".")[0], NoteKind.DRESSED)
    if whole := _WHOLE.fullmatch(squeezed):
        return _whole(whole[1], NoteKind.MARKED_TEXT)
    if _FRACTION.fullmatch(squeezed):
        return squeezed, NoteKind.NOT_WHOLE
    return squeezed.upper(), note


def _mend(came: str) -> NoteKind:
    return NoteKind.INVISIBLE if c.visible(came) != came else NoteKind.MARKED_TEXT


def _whole(digits: str, note: NoteKind) -> Read:
    """Take a number that a program has written; beyond 15 digits its end is not the office's."""
    return digits, NoteKind.NOT_WHOLE if len(digits) > _MOST_DIGITS else note


def _powered(text: str, power: re.Match[str]) -> Read:
    """Take a number in scientific notation if that gives every digit of it, no more and no less."""
    first, rest, exponent = power[1] or power[4], power[2] or power[5] or "", power[3] or power[6]
    complete = len(rest) == int(exponent) and rest and not rest.endswith("0")
    if complete and first.isdigit() and len(rest) < _MOST_DIGITS:
        return first + rest, NoteKind.DRESSED
    return text, NoteKind.SCIENTIFIC
