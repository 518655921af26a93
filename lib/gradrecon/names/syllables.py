"""The syllables of Mandarin, toneless, and how letters divide into them.

Source: 汉语拼音方案. Syllables are lower-case; ü stands only in lü, lüe, nü and nüe, for after
j, q, x and y it is written u.
"""

from functools import lru_cache

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
"""Every legal syllable."""

_LONGEST = max(map(len, SYLLABLES))
_MOST = 24  # letters: longer than any word of a name, short enough to divide at once


@lru_cache(maxsize=1 << 16)
def divisions(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to divide letters into legal syllables, fewest syllables first.

    `xian` gives (xian) and (xi, an); letters that are no pinyin give nothing.
    """
    if not letters:
        return ((),)
    if len(letters) > _MOST:
        return ()
    ends = range(1, min(_LONGEST, len(letters)) + 1)
    heads = [letters[:end] for end in ends if letters[:end] in SYLLABLES]
    found = [(head, *rest) for head in heads for rest in divisions(letters[len(head) :])]
    return tuple(sorted(found, key=len))


@lru_cache(maxsize=1 << 16)
def counts(letters: str) -> frozenset[int]:
    """Return how many syllables letters may be: `xian` 1 or 2, letters that are no pinyin none."""
    if not letters:
        return frozenset((0,))
    if len(letters) > _MOST:
        return frozenset()
    ends = range(1, min(_LONGEST, len(letters)) + 1)
    rests = [counts(letters[end:]) for end in ends if letters[:end] in SYLLABLES]
    return frozenset(1 + count for rest in rests for count in rest)


def divide(letters: str) -> tuple[str, ...]:
    """Return the division a reader makes: a vowel never starts a syllable without an apostrophe.

    Letters that are no pinyin come back as one piece, so that nothing is lost.
    """
    ways = divisions(letters)
    plain = [way for way in ways if not any(one[0] in "aoe" for one in way[1:])]
    return (plain or ways or ((letters,),))[0]
