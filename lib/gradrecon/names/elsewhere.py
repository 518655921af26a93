"""Tell a name that is spelt by another scheme or language from one that is read wrongly.

陈大文 as Chan Tai Man is no slip: each syllable is the Cantonese of its character. Nothing is told
by resemblance alone, for Chang is 张 in Wade-Giles, and Zhang with a letter wrong: a spelling is
from elsewhere only if it cannot be pinyin, if two syllables agree, or if it is typed as there.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from gradrecon.names import wording
from gradrecon.names.align import Fit, fit, pieces, spellings_of
from gradrecon.names.cantonese import cantonese
from gradrecon.names.confusion import confusion
from gradrecon.names.judgement import Kind
from gradrecon.names.letters import Letters
from gradrecon.names.parse import ChineseName
from gradrecon.names.syllables import SYLLABLES, counts
from gradrecon.names.wade_giles import wade_giles
from gradrecon.names.ways import Options, Way

Speller = Callable[[str, tuple[str, ...]], tuple[str, ...]]
Found = tuple[Kind, str]


def from_elsewhere(name: ChineseName, letters: Letters, way: Way) -> Found | None:
    """Return in what scheme a name is spelt and the sentence that says so, None if in none."""
    plain = replace(letters, flat=letters.flat.replace("ü", "u"))
    for scheme, speller, told in _SPELLERS:
        if _is_spelt(name, plain, way, speller):
            return scheme, wording.from_elsewhere(told)
    return next(_by_surname(name, plain, way), None)


def _in_wade_giles(char: str, readings: tuple[str, ...]) -> tuple[str, ...]:
    made = [one for syllable in readings for one in (*wade_giles(syllable), syllable)]
    return tuple(dict.fromkeys([*made, *_surnames("taiwan").get(char, ())]))


def _in_cantonese(char: str, _: tuple[str, ...]) -> tuple[str, ...]:
    return cantonese(char)


_SPELLERS: tuple[tuple[Kind, Speller, str], ...] = (
    (Kind.WADE_GILES, _in_wade_giles, wording.WADE_GILES),
    (Kind.CANTONESE, _in_cantonese, wording.CANTONESE),
)


def _is_spelt(name: ChineseName, letters: Letters, way: Way, speller: Speller) -> bool:
    """Say whether every character is spelt so, and not all of them as in pinyin."""
    family, own = way.family, way.own
    spelt: Options = tuple(map(speller, name.text, (*family, *own)))
    surname, given = spelt[: len(family)], spelt[len(family) :]
    found = fit(letters, surname, given, given_first=False)
    return found is not None and _is_sure(found, letters, way)


def _is_sure(found: Fit, letters: Letters, way: Way) -> bool:
    came = [piece.letters for piece in (*found.surname, *found.given)]
    differing = [
        one
        for one, readings in zip(came, (*way.family, *way.own), strict=True)
        if one not in _as_pinyin(readings)
    ]
    beyond = any(one not in SYLLABLES for one in differing)
    return bool(differing) and (beyond or len(differing) > 1 or _typed_apart(found, letters))


def _as_pinyin(readings: tuple[str, ...]) -> set[str]:
    return {lettered for syllable in readings for lettered in spellings_of(syllable)}


def _typed_apart(found: Fit, letters: Letters) -> bool:
    """Say whether the syllables of the given name stand apart, as abroad: Mei Ling, Mei-ling."""
    at = sum(len(piece.letters) for piece in found.surname) if not found.swapped else 0
    borders = []
    for piece in found.given[:-1]:
        at += len(piece.letters)
        borders.append(at)
    return bool(borders) and all(border in letters.gaps for border in borders)


_BY_SURNAME = (
    ("wade_giles", Kind.WADE_GILES, wording.WADE_GILES),
    ("cantonese", Kind.CANTONESE, wording.CANTONESE),
    ("hokkien", Kind.HOKKIEN, wording.HOKKIEN),
    ("korean", Kind.OTHER_LANGUAGE, wording.OTHER_LANGUAGE.format("朝鲜语")),
    ("vietnamese", Kind.OTHER_LANGUAGE, wording.OTHER_LANGUAGE.format("越南语")),
)


def _by_surname(name: ChineseName, letters: Letters, way: Way) -> Iterator[Found]:
    """Yield the languages in which the surname is spelt so, and the rest is no pinyin of it."""
    words = letters.words()
    for scheme, kind, told in _BY_SURNAME if len(words) > 1 else ():
        known = _spelt_surname(scheme, name.surname, way)
        for head, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
            if head in known and _is_foreign(head, rest, letters, way):
                yield kind, wording.from_elsewhere(told)


def _spelt_surname(scheme: str, surname: str, way: Way) -> tuple[str, ...]:
    if scheme == "cantonese":
        return cantonese(surname)
    if scheme == "wade_giles" and len(surname) == 1:
        return tuple(one for syllable in way.family[0] for one in wade_giles(syllable))
    return _surnames(scheme).get(surname, ())


def _is_foreign(head: str, rest: tuple[str, ...], letters: Letters, way: Way) -> bool:
    given = "".join(rest)
    if head in _as_pinyin(way.family[0]):
        return False
    slip = any(confusion(one, head) for one in way.family[0])
    if head not in SYLLABLES and not slip and way.own:
        return True
    if pieces(given, way.own) is not None:
        return False
    parts = len(rest) + sum(gap.count("-") for gap in letters.gaps.values())
    return not counts(given) or 1 < len(way.own) == parts


@cache
def _surnames(scheme: str) -> dict[str, tuple[str, ...]]:
    """Return, for each surname, how it is spelt in a scheme."""
    text = resources.files(__package__).joinpath("data", "elsewhere.csv")
    rows = csv.reader(text.read_text(encoding="utf-8").splitlines())
    return {
        char: tuple(spelt.split()) for of, chars, spelt in rows if of == scheme for char in chars
    }
