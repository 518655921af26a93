"""Fit submitted letters to the readings that the characters of a name may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gradrecon.names.letters import Letters
from gradrecon.names.syllables import counts
from gradrecon.names.ways import Options


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


def fit(letters: Letters, surname: Options, given: Options, *, given_first: bool) -> Fit | None:
    """Return the letters divided among the characters, None if they do not agree.

    The surname comes first (last if `given_first`) unless only the other order fits, or only the
    other order agrees with the space that was typed (`Lili Li`).
    """
    orders = (True, False) if given_first else (False, True)
    found = [one for turned in orders if (one := _in_order(letters, surname, given, turned))]
    parted = [one for one in found if is_parted(one, letters)]
    return next(iter((*parted, *found)), None)


def _in_order(letters: Letters, surname: Options, given: Options, turned: bool) -> Fit | None:
    if turned and not (surname and given):
        return None
    first, second = (given, surname) if turned else (surname, given)
    found = pieces(letters.flat, first + second)
    if found is None:
        return None
    one, other = found[: len(first)], found[len(first) :]
    return Fit(other, one, swapped=True) if turned else Fit(one, other, swapped=False)


def is_parted(found: Fit, letters: Letters) -> bool:
    """Say whether the letters were parted where surname and given name meet, or not at all."""
    return not letters.gaps or len(found.heads) < 2 or _length(found.heads[0]) in letters.gaps


def pieces(flat: str, options: Sequence[Sequence[str]]) -> tuple[Piece, ...] | None:
    """Return one piece for each character, using up all letters, None if that cannot be."""
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
