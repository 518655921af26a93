"""Characters: how two spellings of one text are folded into one, and how damage in a name shows.

Folding is for comparing only; what a file said is kept as it came. Traditional and simplified
characters are never folded into each other: 昇 and 升 are different legal names. Single texts need
no pandas: params files are read without it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gradrecon.values.characters import MIDDLE_DOT, MIDDLE_DOTS, RADICALS, visible

if TYPE_CHECKING:
    import pandas as pd

_DOTS = str.maketrans(dict.fromkeys(MIDDLE_DOTS, MIDDLE_DOT))
_SPACES = re.compile(r"\s+")
_PLAIN = "[\u4e00-\u9fff·]*"
_MASKED = "[\u4e00-\u9fff·*]*"
_BRACKETS = str.maketrans("（）［］【】", "()[][]")

# A name that cannot be printed on a certificate as it stands: marks written in place of a
# character, private-use code points of old systems, emoji, a character taken apart "(石羡)".
_DOUBTFUL = re.compile(
    r"[?？□■�*＊○]|[\ue000-\uf8ff\U000f0000-\U0010fffd]|[\u2600-\u27bf\U0001f000-\U0001faff]"
    r"|[(（][^()（）]*[)）]|[\u3400-\u9fff][A-Za-z]|[A-Za-z][\u3400-\u9fff]|\d"
)

# Pairs that are written for one another by mistake and are different legal names.
_VARIANTS = (
    "升昇 钟锺 钟鍾 宁甯 秘祕 肖萧 闫阎 付傅 代戴 于於 范範 沈瀋 余馀 姜薑 叶葉 曲麴 岳嶽 "
    "于余 周週 云雲 丑醜 后後 淼森 峰峯 群羣 杰傑 栋棟 华華 国國 晓暁 玮瑋 煊暄 喆哲 凌淩 "
    "况況 强強 笑咲 温溫 艳艷 恒恆 勋勳 泽澤 涛濤 韵韻"
)
VARIANTS = frozenset(
    pair for both in _VARIANTS.split() for pair in ((both[0], both[1]), (both[1], both[0]))
)


def fold_name_text(name: str) -> str:
    """One name as it is compared: no spaces or unseen marks; one dot, one width, one case."""
    dotted = visible(name).translate(_DOTS)
    folded = unicodedata.normalize("NFKC", dotted).translate(RADICALS)
    folded = _SPACES.sub("", folded).translate(_DOTS).casefold()
    return unicodedata.normalize("NFKC", folded)


def is_plain(names: pd.Series) -> pd.Series:
    """Whether a name is of common Han characters and the right dot: nothing to fold or doubt."""
    return names.str.fullmatch(_PLAIN)


def fold_name(names: pd.Series) -> pd.Series:
    """Names as they are compared, index kept."""
    from gradrecon.columns.arrow import put
    from gradrecon.columns.distinct import by_distinct

    other = ~names.str.fullmatch(_MASKED).to_numpy()
    return put(names, other, by_distinct(names[other], fold_name_text)) if other.any() else names


def fold_label_text(label: str) -> str:
    """A college's, major's or header's name as it is compared."""
    bracketed = visible(label).translate(_BRACKETS)
    folded = unicodedata.normalize("NFKC", bracketed).translate(RADICALS)
    return _SPACES.sub("", folded).casefold()


def fold_label(labels: pd.Series) -> pd.Series:
    """Labels as they are compared, index kept."""
    from gradrecon.columns.distinct import by_distinct

    return by_distinct(labels, fold_label_text)


def doubtful_marks(name: str) -> str:
    """The first thing in a name that cannot be printed as it stands, "" where there is none."""
    found = _DOUBTFUL.search(name)
    return found.group() if found else ""


def are_variants(left: str, right: str) -> bool:
    """Whether two names differ only in characters that are written for one another by mistake."""
    return len(left) == len(right) and all(
        a == b or (a, b) in VARIANTS for a, b in zip(left, right, strict=True)
    )
