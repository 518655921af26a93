"""A spelling of a name: its syllables, and how a profile writes them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gradrecon.names.profile import Profile, profile_of

Group = tuple[str, ...]

_UMLAUT = {"ü": {"ü": "ü", "üe": "üe"}, "yu": {"ü": "yu", "üe": "ue"}, "v": {"ü": "v", "üe": "ue"}}
SEPARATORS = {"space": " ", "comma": ", "}
_APOSTROPHES = {"straight": "'", "curly": "’", "none": ""}
_DOUBLE = {"hyphen": "-", "solid": "", "capitals": ""}
_PARTS = {"space": " ", "dot": "·", "solid": ""}


@dataclass(frozen=True, slots=True)
class Spelling:
    """The syllables of a name, toneless and lower-case, ü kept in lü, lüe, nü, nüe.

    surname  one group of syllables; two for a double surname; none where the surname is not told
    given    one group; for a minority name one for each part
    raw      what came, when the spelling was read from somewhere; not compared
    """

    surname: tuple[Group, ...]
    given: tuple[Group, ...]
    raw: str = field(default="", compare=False)


def render(spelling: Spelling, *, profile: str | Profile = "gb_title") -> str:
    """Return a spelling as the profile writes it.

    `read(render(x)) == x` holds for every profile that keeps the borders of syllables and
    surnames, as gb_title does.
    """
    rules = profile_of(profile)
    family = _family(spelling.surname, rules)
    given = _PARTS[rules.minority].join(write(group, rules) for group in spelling.given)
    return SEPARATORS[rules.separator].join(filter(None, (family, given)))


def _family(groups: Iterable[Group], rules: Profile) -> str:
    """Return one surname, or the two of a double surname joined."""
    written = [write(group, rules) for group in groups]
    joined = _DOUBLE[rules.double_surname].join(written)
    return joined.capitalize() if rules.double_surname == "solid" and not _caps(rules) else joined


def write(syllables: Group, rules: Profile) -> str:
    """Return one word of a name."""
    apostrophe = _APOSTROPHES[rules.apostrophe]
    pieces = [
        (apostrophe if position and syllable[0] in "aoe" else "") + umlaut(syllable, rules.u_umlaut)
        for position, syllable in enumerate(syllables)
    ]
    word = "".join(pieces)
    return word.upper() if _caps(rules) else word[:1].upper() + word[1:]


def umlaut(syllable: str, style: str) -> str:
    """Return a syllable with its ü written in a style of `Profile.u_umlaut`; lüe is never lyue."""
    head, mark, tail = syllable.partition("ü")
    return (
        head + _UMLAUT[style][mark + tail] if mark and mark + tail in _UMLAUT[style] else syllable
    )


def _caps(rules: Profile) -> bool:
    return rules.case == "caps"
