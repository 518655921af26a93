"""Characters that stand for another or for none: invisible, full-width, look-alike, radicals.

Tables first, then the small functions that use them; all are told in section 2 of the domain
facts.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
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

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(f"[{SPACES}]")
_BETWEEN_LATIN = re.compile(rf"(?<=[0-9A-Za-z])[{SPACES}]+(?=[0-9A-Za-z])")
_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HAN = re.compile(f"[{HAN}]")
_TRICKS = re.compile(r"""^(?:="(?P<quoted>.*)"|['‘’`]+(?P<text>.+))$""", re.DOTALL)


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def unmarked(text: str) -> str:
    """Without what is put before a number to keep Excel from touching it: `'`, tab, `="…"`."""
    text = text.strip("\t\r\n")
    while found := _TRICKS.match(text):
        text = (found["quoted"] or found["text"] or "").strip("\t\r\n")
    return text


def plain(text: str) -> str:
    """Visible, unmarked and narrow: what is left of a number, a date or a single word."""
    return narrow(unmarked(visible(text).strip()))


def visible(text: str) -> str:
    """Without characters that nobody sees; control characters are among them."""
    return _CONTROLS.sub("", _INVISIBLE.sub("", text))


def unbroken(text: str) -> str:
    """Line breaks and tabs become a space."""
    lines = _BREAKS.split(text)
    return (" ".join(map(str.strip, lines)) if len(lines) > 1 else text).replace("\t", " ")


def plain_spaces(text: str) -> str:
    """Wide and no-break spaces become a space between Latin letters, else nothing."""
    return _SPACES.sub("", _BETWEEN_LATIN.sub(" ", text))


def narrow(text: str) -> str:
    """Full-width letters, digits and marks become the usual ones."""
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)


def unified(text: str) -> str:
    """Radicals become the characters they look like: ⽂ U+2F42 → 文, ⻢ U+2EE2 → 马."""
    folded = text.translate(RADICALS)
    return "".join(
        unicodedata.normalize("NFKC", char) if "\u2f00" <= char <= "\u2fd5" else char
        for char in folded
    )
