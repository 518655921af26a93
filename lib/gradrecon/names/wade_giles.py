"""How Wade and Giles wrote a syllable of Mandarin, apostrophes left out.

Passports of Taiwan and older papers have it so: Chang Chih-ming, Hsu, Tsai.
"""

from functools import cache

_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch",
    "x": "hs", "r": "j", "z": "ts", "c": "ts",
}  # fmt: skip
# Whole syllables that no rule makes.
_WHOLE = {
    "zi": ("tzu", "tsu"), "ci": ("tzu", "tsu"), "si": ("ssu", "szu", "su"),
    "zhi": ("chih",), "chi": ("chih",), "shi": ("shih",), "ri": ("jih",),
    "er": ("erh",), "yan": ("yen",), "you": ("yu",), "yong": ("yung",), "yi": ("i", "yi"),
    "ye": ("yeh",), "yue": ("yueh",), "ge": ("ko", "ke"), "ke": ("ko", "ke"), "he": ("ho", "he"),
    "e": ("o", "e"), "gui": ("kuei",), "kui": ("kuei",), "shuo": ("shuo",), "guo": ("kuo",),
    "kuo": ("kuo",), "huo": ("huo",), "lüe": ("lueh", "lio"), "nüe": ("nueh", "nio"),
    "lü": ("lu",), "nü": ("nu",), "feng": ("feng", "fong"), "peng": ("peng", "pong"),
}  # fmt: skip
_FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung", "uo": "o"}


@cache
def wade_giles(syllable: str) -> tuple[str, ...]:
    """Return how a syllable is written, ü as u; `zhang` is chang, `xu` is hsu."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "")
    if not initial:
        initial = syllable[0] if syllable[0] not in "aeo" else ""
    final = syllable[len(initial) :]
    return (_INITIALS.get(initial, initial) + _FINALS.get(final, final),)
