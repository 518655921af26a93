"""Say what is wrong with a spelling that no allowed reading of the name explains."""

from dataclasses import dataclass
from itertools import product

from gradrecon.names import wording
from gradrecon.names.align import Options, leftover, pieces
from gradrecon.names.confusion import confusion
from gradrecon.names.judgement import Kind
from gradrecon.names.letters import Letters
from gradrecon.names.parse import ChineseName
from gradrecon.names.syllables import counts, divisions

MOST_EXPECTED = 3


@dataclass(frozen=True, slots=True)
class Halves:
    """One way to take the letters for a surname and a given name."""

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


def doubt(
    name: ChineseName, letters: Letters, surname: Options, given: Options
) -> tuple[Kind, str]:
    """Return the class and the reason, by the division of the letters that explains most."""
    best = max(halves(letters, surname, given), key=Halves.rank)
    if best.surname_right:
        return _given(name.given, best.given, given)
    if best.given_right:
        expected = _joined(surname)
        return Kind.SURNAME_DOUBTFUL, wording.surname_doubtful(name.surname, best.surname, expected)
    return _both(name, letters, best, surname, given)


def halves(letters: Letters, surname: Options, given: Options) -> list[Halves]:
    """Return the ways to divide the letters: by the words typed, or by what either half may be."""
    words = letters.words()
    if len(words) > 1:
        ways = [(words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))]
    else:
        ways = _cuts(letters.flat, surname, given)
    return [
        Halves(one, other, bool(pieces(one, surname)), pieces(other, given) is not None)
        for one, other in ways
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


def _both(
    name: ChineseName, letters: Letters, best: Halves, surname: Options, given: Options
) -> tuple[Kind, str]:
    """Judge letters of which neither half agrees: a slip in each half, or somebody else's name."""
    first, last, rest = leftover(best.given, given)
    expected = _joined(given[first:last])
    pinyin = best.is_pinyin()
    if _is_slip(expected, rest) or (pinyin and last - first < len(given)):
        family = wording.at_fault(name.surname, best.surname, _joined(surname))
        own = wording.at_fault(name.given[first:last], rest, expected)
        return Kind.SURNAME_DOUBTFUL, wording.both_doubtful((family, own))
    told = wording.nothing_agrees(name.text, pinyin=pinyin)
    agrees = _count_agrees(best.surname, len(surname)) and _count_agrees(best.given, len(given))
    return (Kind.SURNAME_DOUBTFUL if agrees else Kind.SYLLABLES), told


def _given(chars: str, seen: str, options: Options) -> tuple[Kind, str]:
    """Judge a given name whose surname agrees."""
    first, last, rest = leftover(seen, options)
    if first == last and _is_slip(_joined(options), seen):
        first, last, rest = 0, len(chars), seen  # one letter too many is a slip, no syllable
    wrong, expected = chars[first:last], _joined(options[first:last])
    if _is_slip(expected, rest) or (rest and _count_agrees(rest, last - first)):
        return Kind.GIVEN_DOUBTFUL, wording.given_doubtful(wrong, rest, expected)
    return Kind.SYLLABLES, wording.syllables(wrong, rest, expected)


def _is_slip(expected: list[str], seen: str) -> bool:
    return any(confusion(one, seen) for one in expected)


def _count_agrees(seen: str, count: int) -> bool:
    """Say whether letters may be that many syllables; letters that are no pinyin may be any."""
    possible = counts(seen)
    return count > 0 and (not possible or count in possible)


def _joined(options: Options) -> list[str]:
    """Return the likeliest ways to read some characters, as letters."""
    few = [one[:MOST_EXPECTED] for one in options]
    return ["".join(way) for way in list(product(*few))[:MOST_EXPECTED]]
