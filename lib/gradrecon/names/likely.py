"""The likeliest reading of a surname and of a given name."""

from collections.abc import Sequence
from functools import cache, lru_cache

from gradrecon.names import tables
from gradrecon.names.spelling import Group


@cache
def surname_reading(surname: str) -> Group:
    """Return the most common reading of a surname."""
    known = tables.surname(surname)
    return known.readings[0] if known else ("?",)


@lru_cache(maxsize=65536)
def given_reading(given: str) -> Group:
    """Return the likeliest reading of a given name, by words of names, then by its characters."""
    found = [tables.readings(char) for char in given]
    syllables = [one.usual[0] if one else "?" for one in found]
    if not all(one is None or one.settled for one in found):
        syllables = _in_context(given, syllables)
    return tuple(_by_words(given, syllables))


def _by_words(given: str, syllables: list[str]) -> list[str]:
    """Put in the readings of words that names use: 朝 is chao, but 朝晖 is zhaohui."""
    if len(given) < 2:
        return syllables
    words = tables.given_readings()
    for length in range(2, min(len(given), tables.longest_word()) + 1):
        for start in range(len(given) - length + 1):
            if word := words.get(given[start : start + length]):
                syllables[start : start + length] = word
    return syllables


def _in_context(given: str, syllables: Sequence[str]) -> list[str]:
    """Ask pypinyin's phrases for the characters that names do not settle."""
    from pypinyin import lazy_pinyin

    phrased = lazy_pinyin(given, errors="ignore", v_to_u=True)
    if len(phrased) != len(given):
        return list(syllables)
    return [
        heard if _may_be(char, heard) else own
        for char, heard, own in zip(given, phrased, syllables, strict=True)
    ]


def _may_be(char: str, heard: str) -> bool:
    """Say whether pypinyin's reading of a character that names leave open is a living one."""
    known = tables.readings(char)
    return known is not None and not known.settled and heard in known.usual
