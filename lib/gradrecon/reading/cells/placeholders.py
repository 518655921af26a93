"""What people write into a cell that they have nothing for: it is blank in every column (law 13).

The cell itself is noted, so that one still sees where somebody wrote 待定.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gradrecon.sources.source import KEY_KINDS, Kind

_MARKS = r"[/\\|／＼\-‐-―−－_＿~～.。…·、,，:：]+"
_WORDS = (
    "无|暂无|没有|暂未|暂缺|缺|缺失|空|空白|空缺|无此项|无数据|未知|不详|不明|未定|待定|待补|待补充|"
    "待补录|待填|待填写|待录入|待核实|未填|未填写|未填报|未录入|不适用|尚无|"
    "n/a|n\\.a\\.?|n／a|null|none|nil|tbd|undefined|<null>|#null"
)
# Words that may be the whole of a name or of its spelling somewhere.
_MORE = "na|nan"
_ZERO = "0+"
_NAMES = (Kind.NAME, Kind.PINYIN)


def _pattern(kind: Kind) -> str:
    """The forms of a placeholder in a column of this kind (RE2 syntax)."""
    words = [_MARKS, _WORDS]
    words += [] if kind in _NAMES else [_MORE]
    words += [_ZERO] if kind in (*KEY_KINDS, *_NAMES, Kind.DATE) else []
    return rf"(?i)^[\s\x{{3000}}(（\[【]*(?:{'|'.join(words)})[\s\x{{3000}})）\]】]*$"


PLACEHOLDERS: Mapping[Kind, str] = {kind: _pattern(kind) for kind in Kind}
_COMPILED = {
    kind: re.compile(pattern.replace(r"\x{3000}", "\u3000"))
    for kind, pattern in PLACEHOLDERS.items()
}


def is_placeholder(text: str, kind: Kind) -> bool:
    """Whether a cell of a column of this kind says nothing."""
    return _COMPILED[kind].match(text) is not None
