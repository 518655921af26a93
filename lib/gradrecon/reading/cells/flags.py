"""Cells of yes and no, and of money: closed vocabularies, everything else stands as it came."""

from __future__ import annotations

import re

from gradrecon import characters as c
from gradrecon.reading.cells.notes import Cell, NoteKind, Read

YES, NO = "是", "否"
_YES_WORDS = (
    "是 有 对 真 已 √ ✓ ✔ ☑ ● 1 Y YES T TRUE 同意 齐全 完成 正确 通过 签字 盖章 确认 "
    "已采集 已确认 已提交 已交 已签 已签字 已盖 已盖章 已补全 已完成 已核对 已复核 已上传 "
    "确认无误 无误 信息无误 补采集 补采 有照片 有图像"
)
_NO_WORDS = (
    "否 无 没有 错 假 未 × ✕ ✖ ✗ ✘ ☒ ☐ 0 N NO F FALSE 不同意 未通过 "
    "未采集 未确认 未提交 未交 未签 未签字 未盖 未盖章 未补全 未完成 未核对 未复核 未上传 "
    "无照片 无图像 待确认 待采集 待交"
)
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())
_DASHES = frozenset({"-", "—", "——", "/", "－"})
_AMOUNT = re.compile(r"(?:[￥¥]|人民币|RMB)?(\d+(?:\.\d+)?)(?:元整?|块|RMB)?", re.IGNORECASE)


def read_flag(cell: Cell) -> Read:
    """是 or 否; a dash is blank; any other word stands as it came."""
    word = c.plain(cell.text).replace(" ", "").strip("。.；;").upper()
    word = {"X": "×", "V": "√"}.get(word, word)
    if word in _YES:
        return YES, None
    if word in _NO:
        return NO, None
    if word in _DASHES or not word:
        return "", None
    return cell.text.strip(), NoteKind.UNREAD_WORD


def read_amount(cell: Cell) -> Read:
    """An amount in yuan as `20` or `20.5`."""
    text = c.plain(cell.text).replace(",", "").replace(" ", "")
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return cell.text, NoteKind.UNREAD_AMOUNT
    whole = found[1].rstrip("0").rstrip(".") if "." in found[1] else found[1]
    return whole.lstrip("0") or "0", None
