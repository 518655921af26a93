"""Characters that stand for another or for none: unseen, full-width, look-alike, radicals.

Tables first, then the small functions that use them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# The middle dot of names is U+00B7 by rule of twelve ministries (民委发〔2016〕33号); the others
# stand for it in files.
MIDDLE_DOT = "\u00b7"
MIDDLE_DOTS = "\u2022\u2027\u2219\u22c5\u2024\u30fb\uff65\uff0e\u25cf\u25aa\u0387\u16eb"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
DOUBTFUL = "?？□■▯�\\d()（）[\\]"
EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
X_LIKE = "xｘＸ×✕✖╳хХχΧ"

# CJK radicals that copies from PDF put in place of characters and that NFKC leaves alone
# (Kangxi radicals it folds); the unified ideographs are those of the Unicode character database.
RADICALS = str.maketrans(
    "⺁⺄⺇⺟⺠⻁⻃⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙几母民虎西西见角贝车長長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)

# Characters without a shape that are of no general category for such: Unicode's property
# Other_Default_Ignorable_Code_Point, its variation selectors, and three that show nothing (the
# blank Braille pattern, the object replacement character, the Khmer vowels in fonts without them).
_SHAPELESS = frozenset(
    (
        *map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0\ufffc"),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xFFF0, 0xFFF9),
        *range(0xE0000, 0xE1000),
    )
)
_LINE_MARKS = frozenset("\t\n\v\f\r\x85")
# Nearly all text consists of these; only other characters are asked for their properties.
_ODD = re.compile(r"[^\t-\r\x20-\x7e\x85\u00b7\u3001-\u3015\u3400-\u9fff\uff01-\uff5e]")
_SPACES = re.compile(f"[{SPACES}]")
_BETWEEN_LATIN = re.compile(rf"(?<=[0-9A-Za-z])[{SPACES}]+(?=[0-9A-Za-z])")
_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HAN = re.compile(f"[{HAN}]")
_TRICKS = re.compile(r"""^(?:="(?P<quoted>.*)"|['‘’`]+(?P<text>.+))$""", re.DOTALL)


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return _HAN.search(text) is not None


def unmarked(text: str) -> str:
    """Remove what is put before a number to keep Excel from touching it: `'`, tab, `="…"`."""
    text = text.strip("\t\r\n")
    while found := _TRICKS.match(text):
        text = (found["quoted"] or found["text"] or "").strip("\t\r\n")
    return text


def plain(text: str) -> str:
    """Reduce a number, a date or a single word to what it says: visible, unmarked, narrow."""
    return narrow(unmarked(visible(text).strip()))


@cache
def is_unseen(character: str) -> bool:
    """Whether a character shows nothing and takes no room: Unicode's properties decide."""
    if unicodedata.category(character) in ("Cf", "Cc"):
        return character not in _LINE_MARKS
    return ord(character) in _SHAPELESS


def visible(text: str) -> str:
    """Leave out the characters that nobody sees; control characters are among them."""
    if text.isascii() and text.isprintable():
        return text
    return _ODD.sub(lambda found: "" if is_unseen(found[0]) else found[0], text)


def unbroken(text: str) -> str:
    """Replace line breaks and tabs by a space."""
    lines = _BREAKS.split(text)
    return (" ".join(map(str.strip, lines)) if len(lines) > 1 else text).replace("\t", " ")


def plain_spaces(text: str) -> str:
    """Replace wide and no-break spaces by a space between Latin letters, elsewhere by nothing."""
    return _SPACES.sub("", _BETWEEN_LATIN.sub(" ", text))


def narrow(text: str) -> str:
    """Replace full-width letters, digits and marks by the usual ones."""
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)


def unified(text: str) -> str:
    """Replace radicals by the characters they look like: ⽂ U+2F42 → 文, ⻢ U+2EE2 → 马."""
    folded = text.translate(RADICALS)
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2f00" <= char <= "\u2fd5" else char
        for char in folded
    )
