"""What a name is most likely spelt like, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from gradrecon.names import tables
from gradrecon.names.parse import FREQUENT, ChineseName, NameKind, parse, second_surname
from gradrecon.names.profile import Profile, profile_of
from gradrecon.names.spelling import Group, Spelling, render

MOST_ALTERNATIVES = 5
# The frequent surnames, and others with which no name spelt by sound begins, as with 阿, 古 or 乌.
_SURNAMES = FREQUENT.union(
    "凌殷申聂邢岳庄辛管涂祁舒耿牟詹苗纪靳盛童甄游裴席屈鲍翁隋景阮闵冉岑季俞章伍焦柳骆施洪翟倪"
    "樊符芦柴蔺褚娄窦邬刁戚晏应瞿滕佟冀简鞠卞饶"
)


class Confidence(StrEnum):
    """How sure a suggestion is."""

    HIGH = "high"  # every character has one living reading, or names settle it
    MEDIUM = "medium"  # another living reading exists
    LOW = "low"  # only the person or a document can tell

    @property
    def label(self) -> str:
        """The word a user reads."""
        return {"high": "高", "medium": "中", "low": "低"}[self.value]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling proposed for a name, never filled in without the college's act.

    text          in the profile's form; "" where nothing can be proposed
    confidence    how sure it is
    alternatives  other spellings that a bearer may have, the likeliest first
    """

    text: str
    confidence: Confidence
    alternatives: tuple[str, ...]


def suggest(name: str, *, profile: str | Profile = "gb_title") -> str:
    """Return the likeliest spelling of a name in the profile's form, "" where none can be told."""
    return written(parse(name), profile_of(profile))


def propose(name: str, *, profile: str | Profile = "gb_title") -> Suggestion:
    """Return the likeliest spelling of a name with its confidence and the alternatives."""
    parsed, rules = parse(name), profile_of(profile)
    others = alternatives(parsed, rules)
    return Suggestion(written(parsed, rules), _confidence(parsed, others), others)


def written(name: ChineseName, rules: Profile) -> str:
    """Return the likeliest spelling of a parsed name; a Latin name stays as the roster has it."""
    if name.kind is NameKind.LATIN:
        return name.text.upper() if rules.case == "caps" else name.text
    if name.kind in (NameKind.DAMAGED, NameKind.EMPTY):
        return ""
    return render(spelling_of(name), profile=rules)


def spelling_of(name: ChineseName) -> Spelling:
    """Return the likeliest syllables of a name whose characters are all readable."""
    if name.kind is NameKind.MINORITY:
        return Spelling((), tuple(given_reading(part) for part in name.parts))
    if name.kind is NameKind.LONG and name.surname not in _SURNAMES:
        return Spelling((), (given_reading(name.text),))
    if name.kind is NameKind.DOUBLE:
        second = second_surname(name)
        double = (surname_reading(name.surname), surname_reading(second))
        return Spelling(double, (given_reading(name.given[len(second) :]),))
    given = (given_reading(name.given),) if name.given else ()
    return Spelling((surname_reading(name.surname),), given)


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


def alternatives(name: ChineseName, rules: Profile) -> tuple[str, ...]:
    """Return other spellings of a name: one other reading at a time, then other divisions."""
    if not _is_open(name):
        return ()
    best = spelling_of(name)
    others = [*_other_surnames(name, best), *_other_given(name, best), *_other_divisions(name)]
    texts = dict.fromkeys(render(other, profile=rules) for other in others)
    texts.pop(render(best, profile=rules), None)
    return tuple(texts)[:MOST_ALTERNATIVES]


def _is_open(name: ChineseName) -> bool:
    """Say whether a name has any other spelling; most have none."""
    if name.kind is NameKind.SINGLE or name.kind is NameKind.COMPOUND:
        known = tables.surname(name.surname)
        several = known is not None and (known.ask == "either" or len(known.readings) > 1)
        return several or any(len(_usual(char)) > 1 for char in name.given)
    return name.kind in (NameKind.DOUBLE, NameKind.LONG)


def _other_surnames(name: ChineseName, best: Spelling) -> list[Spelling]:
    known = tables.surname(name.surname) if best.surname else None
    readings = known.readings[1:] if known else ()
    return [Spelling((reading, *best.surname[1:]), best.given) for reading in readings]


def _other_given(name: ChineseName, best: Spelling) -> list[Spelling]:
    if not best.given or name.kind not in (NameKind.SINGLE, NameKind.COMPOUND):
        return []
    group = best.given[0]
    return [
        Spelling(best.surname, ((*group[:at], other, *group[at + 1 :]),))
        for at, char in enumerate(name.given)
        for other in _usual(char)
        if other != group[at]
    ]


def _usual(char: str) -> Group:
    known = tables.readings(char)
    return known.usual if known else ()


def _other_divisions(name: ChineseName) -> list[Spelling]:
    """Return the plain single surname of a name that may have two, a compound one, or none."""
    known = tables.surname(name.surname) if name.surname else None
    either = known is not None and known.ask == "either"
    if name.kind not in (NameKind.DOUBLE, NameKind.LONG) and not either:
        return []
    head, rest = name.text[0], name.text[1:]
    single = Spelling((surname_reading(head),), (given_reading(rest),))
    solid = [Spelling((), (given_reading(name.text),))] if name.kind is NameKind.LONG else []
    return [single, *solid]


def _confidence(name: ChineseName, others: tuple[str, ...]) -> Confidence:
    if name.kind not in (NameKind.SINGLE, NameKind.COMPOUND):
        return Confidence.LOW
    return Confidence.MEDIUM if others else Confidence.HIGH
