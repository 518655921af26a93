"""A spelling of a name: its syllables, and how a profile writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gradrecon.names.presets import profile_of
from gradrecon.names.profile import Profile

Group = tuple[str, ...]

SEPARATORS = {"space": " ", "comma": ", ", "none": ""}
_APOSTROPHES = {"straight": "'", "curly": "’", "full_width": "＇", "none": ""}
_MARKS = {"capitals": "", "hyphen": "-", "hyphen_small": "-", "space": " ", "dot": "·"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """The syllables of a name, toneless and lower-case, ü kept in lü, lüe, nü, nüe.

    surname  one group of syllables; two for a double surname; none if the surname is not told
    given    one group; for a minority name one for each part
    raw      what came, if the spelling was read from somewhere; not compared
    """

    surname: tuple[Group, ...]
    given: tuple[Group, ...]
    raw: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One syllable as a profile lays it out: the sign before it, and its case."""

    syllable: str
    gap: str
    case: str


def render(spelling: Spelling, profile: str | Profile = "gb_title") -> str:
    """Return a spelling as the profile writes it; `reading.read` is its inverse."""
    rules = profile_of(profile)
    return "".join(cell.gap + lettered(cell, rules) for cell in cells(spelling, rules))


def cells(spelling: Spelling, rules: Profile) -> list[Cell]:
    """Return the syllables in the profile's order, each with what stands before it."""
    join, case = rules.compound_surname, rules.surname_case
    surnames = [_word(group, join, case, rules) for group in spelling.surname]
    parts = [_word(group, rules.given_name, rules.given_case, rules) for group in spelling.given]
    family = _joined(surnames, rules.double_surname, rules)
    given = _joined(parts, rules.minority, rules)
    first, second = (given, family) if rules.given_first else (family, given)
    if first and second:
        second = [replace(second[0], gap=SEPARATORS[rules.separator]), *second[1:]]
    return _all_in_capitals([*first, *second], rules)


def _word(group: Group, join: str, case: str, rules: Profile) -> list[Cell]:
    """Lay out the syllables of one surname or given name."""
    later = [_later(syllable, join, case, rules) for syllable in group[1:]]
    return [*(Cell(syllable, "", case) for syllable in group[:1]), *later]


def _joined(words: Iterable[Sequence[Cell]], join: str, rules: Profile) -> list[Cell]:
    """Lay out two surnames, or the parts of a minority name, one after the other."""
    laid: list[Cell] = []
    for word in filter(None, words):
        head = _later(word[0].syllable, join, word[0].case, rules) if laid else word[0]
        laid += [head, *word[1:]]
    return laid


def _later(syllable: str, join: str, case: str, rules: Profile) -> Cell:
    """Lay out a syllable that is joined to the one before it."""
    if join == "solid" or (join == "capitals" and case != "title"):
        mark = _APOSTROPHES[rules.apostrophe] if syllable[0] in "aoe" else ""
        return Cell(syllable, mark, "lower" if case == "title" else case)
    small = join == "hyphen_small" and case == "title"
    return Cell(syllable, _MARKS[join], "lower" if small else case)


def _all_in_capitals(laid: list[Cell], rules: Profile) -> list[Cell]:
    """Put a name into capitals if its ü asks for it."""
    asked = rules.umlaut_case == "caps" and rules.u_umlaut != "ü"
    if asked and any("ü" in cell.syllable for cell in laid):
        return [replace(cell, case="caps") for cell in laid]
    return laid


def lettered(cell: Cell, rules: Profile) -> str:
    """Return the letters of a syllable in its case."""
    letters = umlaut(cell.syllable, rules, caps=cell.case == "caps")
    if cell.case == "caps":
        return letters.upper()
    return letters[:1].upper() + letters[1:] if cell.case == "title" else letters


def umlaut(syllable: str, rules: Profile, *, caps: bool) -> str:
    """Return a syllable with its ü written as the profile wants it in large or small letters."""
    if "ü" not in syllable:
        return syllable
    style = rules.u_umlaut
    if style == "yu_in_caps":
        style = "yu" if caps else "ü"
    if syllable.endswith("üe"):
        return syllable[:-2] + (rules.umlaut_e or ("üe" if style == "ü" else "ue"))
    return syllable.replace("ü", style)
