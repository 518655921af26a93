"""The slips that are common between two spellings of one syllable, and what to call them."""

from functools import lru_cache

# Sounds that are mixed up, as initial letters of a syllable.
_INITIALS = (
    ("zh", "z", "平翘舌 zh/z"),
    ("ch", "c", "平翘舌 ch/c"),
    ("sh", "s", "平翘舌 sh/s"),
    ("l", "n", "声母 l/n"),
    ("f", "h", "声母 f/h"),
    ("r", "l", "声母 r/l"),
)


@lru_cache(maxsize=65536)
def confusion(expected: str, seen: str) -> str:
    """Return what a slip is called (Chinese), "" if it is none of the known ones.

    Both are letters without separators, ü as ü: `ling` and `lin`, `xiao` and `xioa`.
    """
    alike = expected and seen and abs(len(expected) - len(seen)) < 2
    if not alike or expected == seen:
        return ""
    return _sound(expected, seen) or _typing(expected, seen)


def _sound(expected: str, seen: str) -> str:
    if {expected, seen} == {(stem := min(expected, seen, key=len)), stem + "g"} and stem[-1] == "n":
        return "前后鼻音 n/ng"
    if expected.replace("ü", "u") == seen.replace("ü", "u"):
        return "ü 与 u"
    for one, other, called in _INITIALS:
        for a, b in ((one, other), (other, one)):
            if expected.startswith(a) and b + expected[len(a) :] == seen:
                return called
    return ""


def _typing(expected: str, seen: str) -> str:
    """Name a slip of the fingers: letters swapped, dropped, doubled or one wrong."""
    if len(expected) == len(seen):
        wrong = [at for at, (a, b) in enumerate(zip(expected, seen, strict=True)) if a != b]
        if len(wrong) == 2 and sorted(expected) == sorted(seen):
            return "字母颠倒"
        return "错了一个字母" if len(wrong) == 1 and len(expected) > 2 else ""
    if seen in _without_one(expected):
        return "漏了字母"
    return "多了字母" if expected in _without_one(seen) else ""


def _without_one(letters: str) -> set[str]:
    return {letters[:at] + letters[at + 1 :] for at in range(len(letters))}
