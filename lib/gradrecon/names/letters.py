"""What was typed into a pinyin cell, reduced to letters, with a record of what was odd about it.

Nothing is thrown away silently: each thing that is folded leaves a mark in `Letters.odd`, and the
separators stay where they stood, so that the form can be judged apart from the reading.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Deviation(StrEnum):
    """How a right reading may differ from the profile's way to write it."""

    ORDER = "order"
    SPACE = "space"
    CASE = "case"
    HYPHEN = "hyphen"
    APOSTROPHE = "apostrophe"
    UMLAUT = "ü"
    TONE = "tone"
    CHARACTER = "character"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters and what stood between them.

    flat     the letters, lower-case, only a-z and ü
    upper    for each letter, whether it was a capital
    gaps     separators before a letter, by its position: a string of space - ' · , and so on
    edges    separators before the first and after the last letter
    odd      what had to be folded: TONE, CHARACTER, APOSTROPHE (not the straight one)
    styles   how each ü was written, by its position: ü, v, u:, or jü where it is u after j q x y
    digits   whether tones were written as digits
    toneless the text without its tones, as it came otherwise
    """

    flat: str
    upper: tuple[bool, ...]
    gaps: dict[int, str]
    edges: str
    odd: frozenset[Deviation]
    styles: dict[int, str]
    digits: bool = False
    toneless: str = ""

    @property
    def umlauts(self) -> frozenset[str]:
        """The ways in which ü was written."""
        return frozenset(self.styles.values())

    def words(self) -> tuple[str, ...]:
        """Return the letters between spaces, commas and dots."""
        return tuple([self.flat[a:b] for a, b in self._stretches("-'", 0, len(self.flat))])

    def pieces(self, *, by_capitals: bool = False) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return the words, each as its parts, each as apostrophes and capitals divide it.

        A word has its parts between hyphens, and `by_capitals` between capital letters as well.
        """
        capitals = self.capitals()
        return tuple(
            tuple(
                tuple([self.flat[a:b] for a, b in self._stretches("", *part, capitals)])
                for part in self._stretches("'", *word, capitals if by_capitals else set())
            )
            for word in self._stretches("-'", 0, len(self.flat))
        )

    def capitals(self) -> set[int]:
        """Return where a capital follows a small letter: before the F of XiaoFang."""
        return {at for at in range(1, len(self.upper)) if self.upper[at] > self.upper[at - 1]}

    def _stretches(
        self, kept: str, start: int, end: int, further: Iterable[int] = ()
    ) -> list[tuple[int, int]]:
        """Return how gaps of more than the `kept` marks, and further borders, divide a stretch."""
        cuts = {at for at, gap in self.gaps.items() if gap.strip(kept)} | set(further)
        inner = sorted(at for at in cuts if start < at < end)
        return [(a, b) for a, b in pairwise((start, *inner, end)) if a < b]


# Letters that look like Latin ones and are not; NFKC leaves them as they are.
_LOOKALIKES = str.maketrans(
    "ɡɑаеорсухіһԁı" + "АВЕКМНОРСТХІ" + "ΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "gaaeopcyxihdi" + "ABEKMHOPCTXI" + "ABEHIKMNOPTYXZ",
)
_APOSTROPHES = "'’‘＇`´′ʼʹ‵＇‛ˈ"
_HYPHENS = "-‐‑‒–—―－−﹣_﹘"
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SEPARATORS = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys("·•‧∙・．.", "·"),
    **dict.fromkeys(",，、;；", ","),
}
_TONES = "\u0300\u0301\u0304\u0306\u030c"
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_FULL = re.compile(r"[Ａ-Ｚａ-ｚ]")
_TONE_DIGIT = re.compile(r"(?<=[A-Za-z:\u0308])[0-5](?![0-9])")


def clean(submitted: str) -> Letters:
    """Return the letters of what was submitted; any string at all has a result."""
    if "v" not in submitted and "V" not in submitted and _PLAIN.fullmatch(submitted):
        return _plain(submitted)
    return _Reader().read(submitted)


def _plain(submitted: str) -> Letters:
    """Return ASCII letters and single spaces, which need no care."""
    gaps: dict[int, str] = {}
    at = 0
    for word in submitted.split(" ")[:-1]:
        at += len(word)
        gaps[at] = " "
    bare = submitted.replace(" ", "")
    upper = tuple(map(str.isupper, bare))
    return Letters(bare.lower(), upper, gaps, "", frozenset(), {})


class _Reader:
    """Goes through a text once, character by character."""

    def __init__(self) -> None:
        self.flat: list[str] = []
        self.upper: list[bool] = []
        self.gaps: dict[int, str] = {}
        self.odd: set[Deviation] = set()
        self.styles: dict[int, str] = {}
        self.digits = False
        self.toneless = ""

    def read(self, submitted: str) -> Letters:
        text = self._fold(submitted)
        for char in text:
            self._take(char)
        self._plain_u()
        edges = self.gaps.pop(0, "") + self.gaps.pop(len(self.flat), "")
        return Letters(
            "".join(self.flat),
            tuple(self.upper),
            self.gaps,
            edges,
            frozenset(self.odd),
            self.styles,
            self.digits,
            self.toneless,
        )

    def _fold(self, submitted: str) -> str:
        """Fold width, look-alikes, tone marks and tone digits, keeping ü as one character."""
        if _FULL.search(submitted):
            self.odd.add(Deviation.CHARACTER)
        marked = "".join(_SEPARATORS.get(char, char) for char in self._strange(submitted))
        split = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", marked))
        unmarked = split.translate(dict.fromkeys(map(ord, _TONES)))
        bare = _TONE_DIGIT.sub("", unmarked)
        if bare != split:
            self.odd.add(Deviation.TONE)
        self.digits = bare != unmarked
        self.toneless = unicodedata.normalize("NFC", bare)
        seen = bare.translate(_LOOKALIKES)
        if seen != bare:
            self.odd.add(Deviation.CHARACTER)
        return unicodedata.normalize("NFC", seen).replace("u:", "\ufdd0").replace("U:", "\ufdd1")

    def _strange(self, submitted: str) -> str:
        """Note an apostrophe that is not straight, and spaces and hyphens of other kinds."""
        if any(char in _APOSTROPHES[1:] for char in submitted):
            self.odd.add(Deviation.APOSTROPHE)
        if any(char in _HYPHENS[1:] for char in submitted):
            self.odd.add(Deviation.HYPHEN)
        spaced = re.sub(r"\s", " ", _UNSEEN.sub("", submitted))
        if spaced != submitted:
            self.odd.add(Deviation.CHARACTER)
        return spaced

    def _take(self, char: str) -> None:
        here = len(self.flat)
        if char in _UMLAUTS:
            self.styles[here] = _UMLAUTS[char]
        elif char not in _LETTERS:
            self._part(char, here)
            return
        self.flat.append("ü" if char in _UMLAUTS else char.lower())
        self.upper.append(char.isupper() or char == "\ufdd1")

    def _part(self, char: str, here: int) -> None:
        """Note a sign that stands between letters."""
        if char not in " -'":
            self.odd.add(Deviation.CHARACTER)
        self.gaps[here] = self.gaps.get(here, "") + char

    def _plain_u(self) -> None:
        """Write u after j, q, x and y: ü there is one more way to write it."""
        for at in self.styles:
            if at and self.flat[at - 1] in "jqxy":
                self.flat[at] = "u"
                self.styles[at] = "jü"


# What stands for ü, and what it is called; u: is one noncharacter while a text is read.
_UMLAUTS = {"ü": "ü", "Ü": "ü", "v": "v", "V": "v", "\ufdd0": "u:", "\ufdd1": "u:"}
_LETTERS = frozenset("abcdefghijklmnopqrstuwxyzABCDEFGHIJKLMNOPQRSTUWXYZ")
