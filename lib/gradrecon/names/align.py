"""Fit submitted letters to the readings that the characters of a name may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gradrecon.names import tables
from gradrecon.names.letters import Letters
from gradrecon.names.suggest import given_reading
from gradrecon.names.syllables import counts

Options = tuple[tuple[str, ...], ...]
"""For each character, the syllables it may be read as, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One syllable as it was found: the syllable, and the letters that stood for it."""

    syllable: str
    letters: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Submitted letters, divided among the characters of a name.

    surname, given  their syllables as found
    swapped         whether the given name came first
    """

    surname: tuple[Piece, ...]
    given: tuple[Piece, ...]
    swapped: bool

    @property
    def heads(self) -> tuple[tuple[Piece, ...], ...]:
        """The two halves in the order in which they came."""
        halves = (self.given, self.surname) if self.swapped else (self.surname, self.given)
        return tuple(half for half in halves if half)


@cache
def spellings_of(syllable: str) -> tuple[str, ...]:
    """Return how a syllable may be lettered: lü also as lyu and lu, lüe as lue and lyue."""
    if "ü" not in syllable:
        return (syllable,)
    return (syllable, syllable.replace("ü", "yu"), syllable.replace("ü", "u"))


@cache
def surname_options(surname: str) -> Options:
    """Return what each character of a surname may be read as; "?" stands for anything."""
    known = tables.surname(surname)
    if known is None:
        return tuple(() for _ in surname)
    if len(surname) == 1:
        return (tuple(reading[0] for reading in known.readings),)
    return tuple((syllable,) for syllable in known.readings[0])


@lru_cache(maxsize=65536)
def given_options(given: str) -> Options:
    """Return what each character of a given name may be read as, the suggested reading first."""
    return tuple(
        tuple(dict.fromkeys((likely, *found.usual, *found.possible))) if found else ()
        for char, likely in zip(given, given_reading(given), strict=True)
        for found in (tables.readings(char),)
    )


def fit(letters: Letters, surname: Options, given: Options) -> Fit | None:
    """Return the letters divided among the characters, None where they do not agree.

    The surname comes first unless only the other order fits, or only the other order agrees with
    the space that was typed (`Lili Li`).
    """
    straight = pieces(letters.flat, surname + given)
    cut = len(surname)
    if straight and (not letters.gaps or _length(straight[:cut]) in letters.gaps or not given):
        return Fit(straight[:cut], straight[cut:], swapped=False)
    turned = pieces(letters.flat, given + surname) if given else None
    cut_turned = len(given)
    if turned and (not straight or _length(turned[:cut_turned]) in letters.gaps):
        return Fit(turned[cut_turned:], turned[:cut_turned], swapped=True)
    return Fit(straight[:cut], straight[cut:], swapped=False) if straight else None


def pieces(flat: str, options: Sequence[Sequence[str]]) -> tuple[Piece, ...] | None:
    """Return one piece for each character, using up all letters, None where that cannot be."""
    if not options:
        return () if not flat else None
    for syllable in options[0]:
        for lettered in spellings_of(syllable):
            if flat.startswith(lettered):
                rest = pieces(flat[len(lettered) :], options[1:])
                if rest is not None:
                    return (Piece(syllable, lettered), *rest)
    return None


def leftover(flat: str, options: Options) -> tuple[int, int, str]:
    """Return the part that does not agree: first and last character, and the letters for them.

    Agreeing syllables are taken off both ends, as many as can be. `("xiaomin", 晓明)` gives
    (1, 2, "min"): the second character is at fault. Letters left over when no character is must be
    pinyin: `("xiaoling", 晓琳)` is (1, 2, "ling"), not one g too many.
    """
    fronts = _reach(flat, options)
    backs = _reach(flat[::-1], tuple(tuple(s[::-1] for s in one) for one in options[::-1]))
    best = (0, len(options), flat)
    for first, start in fronts:
        for count, length in backs:
            last, end = len(options) - count, len(flat) - length
            if first > last or start > end or last - first >= best[1] - best[0]:
                continue
            if first < last or counts(flat[start:end]):
                best = (first, last, flat[start:end])
    return best


def _reach(flat: str, options: Options) -> list[tuple[int, int]]:
    """Return how many characters, using how many letters, can be read off the front."""
    reached = [(0, 0)]
    for count, start in reached:
        if count < len(options):
            ends = {start + len(one) for one in options[count] if flat.startswith(one, start)}
            reached.extend((count + 1, end) for end in sorted(ends))
    return reached


def _length(part: Sequence[Piece]) -> int:
    return sum(len(piece.letters) for piece in part)
