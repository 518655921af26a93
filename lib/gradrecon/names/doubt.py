"""Say what is wrong with a spelling that no allowed reading of the name explains."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from gradrecon.names import wording
from gradrecon.names.align import leftover, pieces
from gradrecon.names.confusion import confusion
from gradrecon.names.judgement import Kind
from gradrecon.names.letters import Letters
from gradrecon.names.parse import ChineseName
from gradrecon.names.syllables import counts, divisions
from gradrecon.names.ways import Options, Way

MOST_EXPECTED = 3


class Doubt(NamedTuple):
    """The class, the reason, and whether it is Mandarin: pinyin, or nearly right."""

    kind: Kind
    reason: str
    mandarin: bool


@dataclass(frozen=True, slots=True)
class Halves:
    """One way to take the letters for a surname and a given name, and the characters so."""

    way: Way
    surname: str
    given: str
    surname_right: bool
    given_right: bool

    def is_pinyin(self) -> bool:
        """Say whether both halves divide into legal syllables."""
        return bool(counts(self.surname) and counts(self.given))

    def rank(self) -> tuple[int, bool, bool]:
        """Return how much this way explains: right halves, then both pinyin, then the surname."""
        return (self.surname_right + self.given_right, self.is_pinyin(), self.surname_right)


def doubt(name: ChineseName, letters: Letters, ways: Sequence[Way]) -> Doubt:
    """Return what is doubtful, by the division of the letters that explains most."""
    best = max(
        (one for way in ways if way.surname for one in halves(letters, way)), key=Halves.rank
    )
    chars = name.text[: len(best.way.family)], name.text[len(best.way.family) :]
    if best.surname_right:
        return _given(chars[1], best.given, best.way.own)
    if _is_short(name, letters, best):
        return Doubt(Kind.TOO_SHORT, wording.INITIALS, True)
    if best.given_right and chars[1]:
        expected = _joined(best.way.family)
        reason = wording.surname_doubtful(chars[0], best.surname, expected)
        return Doubt(Kind.SURNAME_DOUBTFUL, reason, True)
    return _both(name, letters, best)


def _is_short(name: ChineseName, letters: Letters, best: Halves) -> bool:
    """Say whether there is no more than a letter for each character: wf or W. F. for 王芳."""
    return len(letters.flat) <= len(name.text) and not best.given_right


def halves(letters: Letters, way: Way) -> list[Halves]:
    """Return the ways to divide the letters: by the words typed, or by what either half may be."""
    words, surname, given = letters.words(), way.family, way.own
    if len(words) > 1:
        cuts = [(words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))]
    else:
        cuts = _cuts(letters.flat, surname, given)
    return [
        Halves(way, one, other, bool(pieces(one, surname)), pieces(other, given) is not None)
        for one, other in cuts
    ]


def _cuts(flat: str, surname: Options, given: Options) -> list[tuple[str, str]]:
    """Return where letters without a space may be cut."""
    heads = [head for head in _joined(surname) if flat.startswith(head)]
    cuts = [(head, flat[len(head) :]) for head in heads]
    cuts += [(flat[:at], flat[at:]) for at in range(1, len(flat)) if pieces(flat[at:], given)]
    count = len(surname)
    ways = [way for way in divisions(flat) if len(way) == count + len(given)]
    cuts += [("".join(way[:count]), "".join(way[count:])) for way in ways]
    return cuts or [(flat, "")]


def _both(name: ChineseName, letters: Letters, best: Halves) -> Doubt:
    """Judge letters of which neither half agrees: a slip in each half, or somebody else's name."""
    surname, given = best.way.family, best.way.own
    chars = name.text[: len(surname)], name.text[len(surname) :]
    first, last, rest = leftover(best.given, given)
    expected = _joined(given[first:last])
    pinyin = best.is_pinyin()
    if _is_slip(expected, rest) or (pinyin and last - first < len(given)):
        family = wording.at_fault(chars[0], best.surname, _joined(surname))
        own = wording.at_fault(chars[1][first:last], rest, expected)
        return Doubt(Kind.SURNAME_DOUBTFUL, wording.both_doubtful((family, own)), True)
    told = wording.nothing_agrees(name.text, pinyin=pinyin)
    agrees = _count_agrees(best.surname, len(surname)) and _count_agrees(best.given, len(given))
    kind = Kind.SURNAME_DOUBTFUL if agrees else Kind.SYLLABLES
    return Doubt(kind, told, pinyin or _is_slip(_joined(surname), best.surname))


def _given(chars: str, seen: str, options: Options) -> Doubt:
    """Judge a given name whose surname agrees."""
    if seen and _are_initials(seen, options):
        return Doubt(Kind.TOO_SHORT, wording.INITIALS, True)
    first, last, rest = leftover(seen, options)
    if first == last and _is_slip(_joined(options), seen):
        first, last, rest = 0, len(chars), seen  # one letter too many is a slip, no syllable
    wrong, expected = chars[first:last], _joined(options[first:last])
    if _is_slip(expected, rest) or (rest and _count_agrees(rest, last - first)):
        return Doubt(Kind.GIVEN_DOUBTFUL, wording.given_doubtful(wrong, rest, expected), True)
    return Doubt(Kind.SYLLABLES, wording.syllables(wrong, rest, expected), True)


def _are_initials(seen: str, options: Options) -> bool:
    """Say whether the letters are the first one of each character: xf for 晓芳."""
    return len(seen) == len(options) and all(
        any(one.startswith(letter) and one != letter for one in readings)
        for letter, readings in zip(seen, options, strict=True)
    )


def _is_slip(expected: Iterable[str], seen: str) -> bool:
    return any(confusion(one, seen) for one in expected)


def _count_agrees(seen: str, count: int) -> bool:
    """Say whether letters may be that many syllables; letters that are no pinyin may be any."""
    possible = counts(seen)
    return count > 0 and (not possible or count in possible)


def _joined(options: Options) -> list[str]:
    """Return the likeliest ways to read some characters, as letters."""
    few = [one[:MOST_EXPECTED] for one in options]
    return ["".join(way) for way in list(product(*few))[:MOST_EXPECTED]]
