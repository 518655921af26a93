"""The notes that a cell can carry, as a closed list of Chinese words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gradrecon.sheets.grid import CellType


class NoteKind(StrEnum):
    """What is to be said of a cell; `damage` says whether its value can be trusted."""

    TRUNCATED = "长数字被截断"
    SCIENTIFIC = "科学计数法"
    LOST_ZERO = "丢失前导零"
    NOT_WHOLE = "号码带小数"
    BECAME_DATE = "号码变成日期"
    FORMATTED = "显示与值不同"
    LOST_TEXT = "文字丢失"
    SHIFTED = "单元格错位"
    HOLLOW = "公式无结果"
    ERROR = "错误值"
    HASHES = "只剩井号"
    CUT = "超长被截"
    FULL = "占满字段宽度"
    BEFORE_MIDNIGHT = "日期差几十秒"
    TIME_OF_DAY = "日期带有时刻"
    PRIVATE_USE = "私用区字符"
    DOUBTFUL = "存疑字符"
    EMOJI = "表情符号"
    UNREAD_DATE = "日期无法识别"
    UNREAD_TIME = "时间无法识别"
    UNREAD_AMOUNT = "金额无法识别"
    UNREAD_WORD = "词语无法识别"
    DRESSED = "千分位等格式"
    PLACEHOLDER = "占位文字"
    LOOK_ALIKE = "形近字符"
    RADICAL = "部首字符"
    MIDDLE_DOT = "间隔号"
    FULL_WIDTH = "全角字符"
    INVISIBLE = "不可见字符"
    MARKED_TEXT = "文本标记"
    SPACE = "空格"
    LINE_BREAK = "换行"
    STRUCK = "删除线"
    COMMENT = "批注"

    @property
    def damage(self) -> bool:
        """Whether the cell cannot be trusted; a damaged key is emptied, so that it never joins."""
        return self in _DAMAGE


_DAMAGE = frozenset(
    {
        NoteKind.TRUNCATED,
        NoteKind.SCIENTIFIC,
        NoteKind.LOST_ZERO,
        NoteKind.NOT_WHOLE,
        NoteKind.BECAME_DATE,
        NoteKind.FORMATTED,
        NoteKind.LOST_TEXT,
        NoteKind.SHIFTED,
        NoteKind.HOLLOW,
        NoteKind.ERROR,
        NoteKind.HASHES,
        NoteKind.CUT,
    }
)


@dataclass(frozen=True)
class Cell:
    """A cell as it came: its text, its type if it is not simply text, its date system."""

    text: str
    type: CellType | None = None
    since_1904: bool = False


Read = tuple[str, NoteKind | None]
"""What a cell was read as, and the note on it if it was not simply taken."""


class Note(NamedTuple):
    """A note on one cell: its position in the column, why, as it came, and as it was read."""

    id: int
    kind: NoteKind
    came: str
    read: str
