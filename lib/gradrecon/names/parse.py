"""A Chinese name taken apart: surname, given name, and what kind of name it is."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from gradrecon.names import tables
from gradrecon.names.peoples import is_of_native_words
from gradrecon.values.characters import MIDDLE_DOT
from gradrecon.values.folding import doubtful_marks, fold_name_text

_DOT_LIKE = re.compile(r"(?<=[\u3400-\u9fff])[.。\-－—](?=[\u3400-\u9fff])")
_LATIN = re.compile(r"[^\W\d_\u2e80-\U0010ffff]")
# The hundred most frequent surnames, by the ministry of public security's yearly report.
FREQUENT = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚"
    "邵万覃武钱戴严莫孔向常汤"
)
# These, and others with which no name spelt by sound begins, as one may with 阿, 古 or 乌.
SURE_SURNAMES = FREQUENT.union(
    "凌殷申聂邢岳庄辛管涂祁舒耿牟詹苗纪靳盛童甄游裴席屈鲍翁隋景阮闵冉岑季俞章伍焦柳骆施洪翟倪"
    "樊符芦柴蔺褚娄窦邬刁戚晏应瞿滕佟冀简鞠卞饶"
)
_BRACKETED = re.compile(r"\([^()]*\)|[a-z]+|\?{2}|.")


class NameKind(StrEnum):
    """What kind of name the characters show."""

    SINGLE = "single"  # 单姓
    COMPOUND = "compound"  # 复姓
    DOUBLE = "double"  # 可能是双姓: the characters cannot tell
    MINORITY = "minority"  # parts with a middle dot
    LONG = "long"  # four or more characters, or words of another language, that show no surname
    LATIN = "latin"  # Latin letters, wholly or in part
    DAMAGED = "damaged"  # a character is missing or unreadable
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ChineseName:
    """A name taken apart.

    text     the name, folded (spaces, dots, width), never converted between scripts; a Latin name
             keeps its case and single spaces
    surname  its surname, "" if none can be told
    given    the rest, without dots; an unreadable character is one "?"
    kind     see `NameKind`
    parts    the parts between middle dots, of a minority name
    """

    text: str
    surname: str
    given: str
    kind: NameKind
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def parse(name: str) -> ChineseName:
    """Return a Chinese name taken apart; any string at all has a result."""
    text = _DOT_LIKE.sub(MIDDLE_DOT, fold_name_text(name)).strip(MIDDLE_DOT)
    if not text:
        return ChineseName(text, "", "", NameKind.EMPTY)
    if MIDDLE_DOT in text and all(map(tables.readings, text.replace(MIDDLE_DOT, ""))):
        parts = tuple(part for part in text.split(MIDDLE_DOT) if part)
        return ChineseName(text, "", "".join(parts), NameKind.MINORITY, parts)
    if doubtful_marks(text) or not all(map(tables.readings, text)):
        return _odd(text, name)
    return _han(text)


def _odd(text: str, name: str) -> ChineseName:
    """Return a name with something in it that is no readable character."""
    pieces = _BRACKETED.findall(text)
    if _LATIN.search(text) and not any(tables.readings(piece) for piece in pieces):
        spaced = " ".join(unicodedata.normalize("NFKC", name).split())
        return ChineseName(spaced, "", spaced, NameKind.LATIN)
    readable = "".join(one if len(one) == 1 and tables.readings(one) else "?" for one in pieces)
    return ChineseName(text, readable[:1], readable[1:], NameKind.DAMAGED)


def _han(text: str) -> ChineseName:
    """Return a name of readable characters, the longest compound surname first."""
    for length in range(min(len(text) - 1, 6), 1, -1):
        if text[:length] in tables.surnames():
            return ChineseName(text, text[:length], text[length:], NameKind.COMPOUND)
    if is_of_native_words(text):
        return ChineseName(text, text[0], text[1:], NameKind.LONG)
    if len(text) < 4:
        return ChineseName(text, text[0], text[1:], NameKind.SINGLE)
    return ChineseName(text, text[0], text[1:], _long(text))


def _long(text: str) -> NameKind:
    """陈方玉梅 and 项司徒文良 may have two surnames; of rarer characters nothing can be said."""
    compound = len(text) == 5 and text[1:3] in tables.surnames()
    single = len(text) == 4 and text[0] in FREQUENT and may_be_surname(text[1])
    return NameKind.DOUBLE if compound or single else NameKind.LONG


def may_be_surname(char: str) -> bool:
    """Say whether a character after a surname may be a second one."""
    return char in FREQUENT or char in tables.surnames()


def second_surname(name: ChineseName) -> str:
    """Return the second surname that a possible double surname would have."""
    rest = name.text[1:]
    return rest[:2] if len(name.text) == 5 and rest[:2] in tables.surnames() else rest[:1]
