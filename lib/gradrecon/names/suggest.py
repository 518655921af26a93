"""What a name is most likely spelt like, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum

from gradrecon.names.parse import ChineseName, NameKind, parse
from gradrecon.names.presets import profile_of
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import render
from gradrecon.names.ways import POSSIBLE, ways_of

_NOT_READ = (NameKind.LATIN, NameKind.DAMAGED, NameKind.EMPTY)


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

    text          in the profile's form; "" if nothing can be proposed
    confidence    how sure it is
    alternatives  every other spelling that would be accepted, the likeliest first
    """

    text: str
    confidence: Confidence
    alternatives: tuple[str, ...]


def suggest(name: str, *, profile: str | Profile = "gb_title") -> str:
    """Return the likeliest spelling of a name in the profile's form, "" if none can be told."""
    return written(parse(name), profile_of(profile))


def propose(name: str, *, profile: str | Profile = "gb_title") -> Suggestion:
    """Return the likeliest spelling of a name with its confidence and the alternatives."""
    parsed, rules = parse(name), profile_of(profile)
    others = alternatives(parsed, rules)
    return Suggestion(written(parsed, rules), _confidence(parsed), others)


def written(name: ChineseName, rules: Profile) -> str:
    """Return the likeliest spelling of a parsed name; a Latin name stays as the roster has it."""
    if name.kind is NameKind.LATIN:
        return name.text.upper() if rules.foreign_case == "caps" else name.text
    if name.kind in _NOT_READ:
        return ""
    return render(ways_of(name)[0].likeliest(), rules)


def alternatives(name: ChineseName, rules: Profile) -> tuple[str, ...]:
    """Return every other spelling that a bearer of the name may have, the likeliest first."""
    if name.kind in _NOT_READ or not _is_open(name):
        return ()
    ranked = sorted(
        (pair for way in ways_of(name) for pair in way.spellings()), key=lambda pair: pair[0]
    )
    texts = dict.fromkeys(render(spelling, rules) for _, spelling in ranked)
    texts.pop(written(name, rules), None)
    return tuple(texts)


def _is_open(name: ChineseName) -> bool:
    """Say whether a name has any other spelling; most have none."""
    ways = ways_of(name)
    return len(ways) > 1 or any(len(costs) > 1 for costs in ways[0].costs)


def _confidence(name: ChineseName) -> Confidence:
    if name.kind not in (NameKind.SINGLE, NameKind.COMPOUND):
        return Confidence.LOW
    ways = ways_of(name)
    usual = all(len(costs) < 2 or costs[1] >= POSSIBLE for costs in ways[0].costs)
    return Confidence.HIGH if usual and len(ways) == 1 else Confidence.MEDIUM
