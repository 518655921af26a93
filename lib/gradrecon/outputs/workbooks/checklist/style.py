"""How the cells of the 信息核对表 look, and which of them may be written in.

To be completed, to be confirmed, free, locked: told apart by ground, and by the lock itself.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from gradrecon.checklist.content import MARKS
from gradrecon.checklist.content import OPEN as _OPEN
from gradrecon.outputs import colours
from gradrecon.values.flags import YES
from gradrecon.vocabulary import State

LOCKED, OPEN, BLANK, WAITING, SUGGESTED = (
    "核对-锁定", "核对-可填", "核对-待补全", "核对-待确认", "核对-建议",
)  # fmt: skip
EVERY = (LOCKED, OPEN, BLANK, WAITING, SUGGESTED)
_FONT = "微软雅黑"


def style_of(column: str, cells: pd.DataFrame) -> Iterable[str]:
    """The style of each cell of a column: locked, or what is to be done in it."""
    if column not in _OPEN:
        return [LOCKED] * len(cells)
    blank = cells[column].to_numpy() == ""
    confirmed = np.zeros(len(cells), dtype=bool)
    if "confirmed" in cells:
        confirmed = cells["confirmed"].to_numpy() == YES
    looks = {
        "pinyin": np.select([blank, confirmed], [BLANK, LOCKED], WAITING),
        "confirmed": np.select([confirmed, _in_doubt(cells)], [OPEN, BLANK], WAITING),
        "major_en": np.where(blank, BLANK, LOCKED),
        "remark": np.where(blank, OPEN, SUGGESTED),
    }
    return looks[column].tolist()


def _in_doubt(cells: pd.DataFrame) -> np.ndarray:
    """Whether the remark tells the student to look again before signing."""
    if "remark" not in cells:
        return np.zeros(len(cells), dtype=bool)
    return cells["remark"].str.startswith(MARKS).to_numpy()


def styles() -> list[NamedStyle]:
    """The styles, for a workbook to know."""
    line = Side("thin", colours.LINE.argb)
    box = Border(line, line, line, line)
    ink = {"color": colours.INK.argb}
    middle = Alignment(vertical="center", wrap_text=True)
    grounds = {
        LOCKED: colours.PANEL,
        OPEN: colours.PAPER,
        BLANK: colours.STATES[State.DISPUTED].fill,
        WAITING: colours.STATES[State.DUE].fill,
        SUGGESTED: colours.PAPER,
    }
    return [
        NamedStyle(
            name,
            Font(_FONT, 10, italic=name == SUGGESTED, **ink),
            PatternFill("solid", ground.argb),
            box,
            middle,
            "@",
            Protection(locked=name == LOCKED),
        )
        for name, ground in grounds.items()
    ]
