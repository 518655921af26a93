"""What can be noted on a cell that was not taken as it came: a closed list of Chinese words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gradrecon.sheets.grid import CellType


class NoteKind(StrEnum):
    """Why a cell was not taken as it came; `damage` says whether its value can be trusted."""

    TRUNCATED = "长数字被截断"
    SCIENTIFIC = "科学计数法"
    LOST_ZERO = "丢失前导零"
    NOT_WHOLE = "号码带小数"
    BECAME_DATE = "号码变成日期"
    FORMATTED = "显示与值不同"
    HOLLOW = "公式无结果"
    ERROR = "错误值"
    HASHES = "只剩井号"
    CUT = "超长被截"
    FULL = "占满字段宽度"
    PRIVATE_USE = "私用区字符"
    DOUBTFUL = "存疑字符"
    EMOJI = "表情符号"
    UNREAD_DATE = "日期无法识别"
    UNREAD_TIME = "时间无法识别"
    UNREAD_AMOUNT = "金额无法识别"
    UNREAD_WORD = "词语无法识别"
    LOOK_ALIKE = "形近字符"
    RADICAL = "部首字符"
    MIDDLE_DOT = "间隔号"
    FULL_WIDTH = "全角字符"
    INVISIBLE = "不可见字符"
    MARKED_TEXT = "文本标记"
    SPACE = "空格"
    LINE_BREAK = "换行"

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
        NoteKind.HOLLOW,
        NoteKind.ERROR,
        NoteKind.HASHES,
        NoteKind.CUT,
    }
)


@dataclass(frozen=True)
class Cell:
    """A cell as it came: its text, its type where it is not simply text, its date system."""

    text: str
    type: CellType | None = None
    since_1904: bool = False


Read = tuple[str, NoteKind | None]
"""What a cell was read as, and the note on it where it was not simply taken."""


class Note(NamedTuple):
    """A note on one cell: its position in the column, why, as it came, and as it was read."""

    id: int
    kind: NoteKind
    came: str
    read: str
