"""Where the table is: the header row below titles and instructions, of one line or of two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gradrecon.sheets.grid import Sheet
from gradrecon.sources.headers import Assignment, Headers
from gradrecon.values.characters import visible

_LOOK_AT = 60
_LOOK_ON = 2  # below a header that has all that is required
_NUMBER = re.compile(r"\d{6,}")


@dataclass(frozen=True)
class Header:
    """The header of a sheet: its first row and how many it has (0-based from the sheet's top).

    `places`: our column names → columns of the sheet; `texts`: every column's header;
    `doubles`: columns whose meaning another one has; `meant` says what that is.
    """

    row: int
    height: int
    places: Mapping[str, int]
    texts: tuple[str, ...]
    doubles: tuple[int, ...] = ()
    meant: Mapping[int, str] = field(default_factory=dict)

    @property
    def below(self) -> int:
        """The first row below the header."""
        return self.row + self.height

    @property
    def unread(self) -> tuple[str, ...]:
        """The headers that no column claims."""
        used = set(self.places.values())
        return tuple(text for place, text in enumerate(self.texts) if text and place not in used)


def find_header(sheet: Sheet, headers: Headers) -> Header | None:
    """The header that names most of the source's columns, the upper one of equals; or None.

    Two rows count as one header where together they name more than the upper one.
    """
    rows = [tuple(map(visible, texts)) for texts in sheet.first(_LOOK_AT)]
    best: Header | None = None
    for row, texts in enumerate(rows):
        if best and row > best.below + _LOOK_ON and headers.suffice(best.places):
            break
        for candidate in _candidates(sheet, headers, rows, row, texts):
            if best is None or len(candidate.places) > len(best.places):
                best = candidate
    return best


def _candidates(
    sheet: Sheet, headers: Headers, rows: Sequence[Sequence[str]], row: int, texts: Sequence[str]
) -> list[Header]:
    single = headers.assign(texts)
    if not single.places:
        return []
    found = [_header(row, 1, single, texts)]
    if row + 1 < len(rows) and not any(_NUMBER.search(text) for text in rows[row + 1]):
        upper = _spread(sheet, row, texts)
        both = [_joined(headers, *pair) for pair in zip(upper, rows[row + 1], strict=True)]
        double = headers.assign(both)
        if len(double.places) > len(single.places):
            found.append(_header(row, 2, double, both))
    return found


def _header(row: int, height: int, assigned: Assignment, texts: Sequence[str]) -> Header:
    shown = tuple(" ".join(text.split()) for text in texts)
    return Header(row, height, assigned.places, shown, assigned.doubles, assigned.meant)


def _spread(sheet: Sheet, row: int, texts: Sequence[str]) -> list[str]:
    """The upper line, a header that is merged over several columns standing in each of them."""
    spread = list(texts)
    for (top, left), (bottom, right) in sheet.merged:
        if top <= sheet.top + row <= bottom and left < right:
            first = left - sheet.left
            for place in range(max(first, 0), min(right - sheet.left + 1, len(spread))):
                spread[place] = texts[first] if first >= 0 else ""
    return spread


def _joined(headers: Headers, upper: str, lower: str) -> str:
    """What two lines of header say together: whichever is known, the lower one first."""
    for text in (upper + lower, lower, upper):
        if headers.meaning(text):
            return text
    return upper + lower
