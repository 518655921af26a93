"""What stands in a pinyin cell and is no spelling at all: nothing, a number, an address, 汉字."""

import re
import unicodedata
from functools import lru_cache

from gradrecon.names import wording
from gradrecon.names.judgement import Kind
from gradrecon.names.letters import Letters
from gradrecon.values.characters import HAN

_NOTHING = re.compile(r"[\W_]*")
_WORDS = (
    "无 没有 没 空 空白 暂无 暂缺 缺 缺失 待定 待补 待补充 待补全 待填 待填写 待确认 未填 未填写 "
    "未知 不详 不知道 略 同上 请填写 无拼音 暂无拼音 0 00 000"
)
_WORDS_FOR_NOTHING = frozenset(_WORDS.split())
# Letters that may be a name as well: they count as nothing only if they do not fit it.
_LATIN = "na nan nil null none no nothing tbd tbc todo test empty blank unknown pinyin xx xxx xxxx"
_LATIN_FOR_NOTHING = frozenset(_LATIN.split())
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_NUMBER = re.compile(r"[A-Za-z]{0,4}(?=.*\d{4})[\d\-/. ]+[A-Za-z]{0,4}\d*[Xx]?")
_LONGEST_NUMBER = 40
_PHONE = re.compile(r"(\+?86)?1[3-9]\d{9}")
_ID_NO = re.compile(r"\d{17}[\dXx]|\d{15}")
_HAN = re.compile(f"[{HAN}\u3100-\u312f\u31a0-\u31bf\u3040-\u30ff]")


@lru_cache(maxsize=4096)
def is_nothing(submitted: str) -> bool:
    """Say whether nothing was filled in: blank, signs only, or a word that says so."""
    if _NOTHING.fullmatch(submitted):
        return True
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", submitted)) in _WORDS_FOR_NOTHING


def says_nothing(letters: Letters) -> bool:
    """Say whether letters that do not fit the name are a word for nothing, as N/A is."""
    return letters.flat in _LATIN_FOR_NOTHING


def intruder(submitted: str, letters: Letters, longest: int) -> tuple[Kind, str] | None:
    """Return the class and the reason of what is no spelling, None if it may be one."""
    text = unicodedata.normalize("NFKC", submitted).strip()
    if _EMAIL.search(text):
        return Kind.EMAIL, wording.EMAIL
    if _HAN.search(text):
        return Kind.CHINESE, wording.mixed_with_han(letters.flat != "")
    if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return Kind.NUMBER, _of_number(re.sub(r"\W", "", text))
    between = letters.edges + "".join(letters.gaps.values())
    if any(char.isdigit() for char in between):
        return Kind.DIGITS, wording.DIGITS
    if not letters.flat or any(map(_is_of_other_script, between)):
        return Kind.OTHER_SCRIPT, wording.OTHER_SCRIPT
    if 0 < longest < len(text):
        return Kind.TOO_LONG, wording.too_long(len(text), longest)
    return None


def _is_of_other_script(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith("LATIN")


def _of_number(text: str) -> str:
    if _ID_NO.fullmatch(text):
        return wording.ID_NO
    return wording.PHONE if _PHONE.fullmatch(text) else wording.NUMBER
