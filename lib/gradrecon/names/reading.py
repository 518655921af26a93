"""Read a submitted spelling by itself, and make the keys on which spellings are joined."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import column, put, texts
from gradrecon.columns.distinct import by_distinct
from gradrecon.names.align import fit
from gradrecon.names.form import form_of
from gradrecon.names.letters import Letters, clean
from gradrecon.names.likely import given_reading, surname_reading
from gradrecon.names.parse import NameKind, parse
from gradrecon.names.presets import profile_of
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import Group, Spelling
from gradrecon.names.syllables import divide
from gradrecon.names.ways import ways_of

# How two surnames must be joined for their border to be seen.
_TOLD = ("hyphen", "hyphen_small", "capitals")
_U = str.maketrans({"ü": "u"})
_JOINED = {"lyu": "lu", "nyu": "nu"}
# What `clean` has to look at letter by letter.
_ODD = "[^A-Za-z ']|[vV]"


def read(submitted: str, profile: str | Profile = "gb_title", *, name: str = "") -> Spelling:
    """Return the syllables of a spelling in a profile's form; any string at all has a result.

    The Chinese name, where it is given and agrees, divides the letters: LYU XIAN for 吕西安 is
    lü | xi an, however little the form tells. Without it, the first of several words is the surname
    (the last if the profile puts it last), with a hyphen a double one; a single word counts as
    given name. Words divided by middle dots are the parts of a minority name. Letters that are no
    pinyin stay together as one piece.
    """
    rules, letters = profile_of(profile), clean(submitted)
    found = _by_characters(name, submitted, letters, rules) or _by_form(letters, rules)
    return replace(found, raw=submitted)


def _by_characters(name: str, submitted: str, letters: Letters, rules: Profile) -> Spelling | None:
    """Return the syllables as the characters of the name divide the letters."""
    parsed = parse(name)
    if parsed.kind in (NameKind.LATIN, NameKind.DAMAGED, NameKind.EMPTY):
        return None
    fitted = [
        (form_of(submitted, letters, found, spelling, rules).faults, spelling)
        for way in ways_of(parsed)
        if (found := fit(letters, way.family, way.own, given_first=rules.given_first))
        for spelling in [way.spelling([piece.syllable for piece in (*found.surname, *found.given)])]
    ]
    return min(fitted, key=lambda one: len(one[0]))[1] if fitted else None


def _by_form(letters: Letters, rules: Profile) -> Spelling:
    """Return the syllables as words, signs and capitals divide the letters."""
    letters = _parted_by_case(letters, rules)
    by_capitals = rules.double_surname == "capitals"
    words = [tuple(map(_syllables, word)) for word in letters.pieces(by_capitals=by_capitals)]
    if len(words) < 2 or any("·" in gap for gap in letters.gaps.values()):
        return Spelling((), tuple(map(_joined, words)))
    surname = words.pop(-1 if rules.given_first else 0)
    given = tuple(syllable for word in words for syllable in _joined(word))
    family = surname if rules.double_surname in _TOLD else (_joined(surname),)
    return Spelling(family, (given,))


def _parted_by_case(letters: Letters, rules: Profile) -> Letters:
    """Put a space between surname and given name where only capitals part them: ZHANGSan."""
    upper = letters.upper
    borders = letters.capitals()
    borders |= {at - 1 for at in range(2, len(upper)) if upper[at - 2 : at + 1] == (1, 1, 0)}
    if rules.separator != "none" or letters.gaps or not borders:
        return letters
    border = max(borders) if rules.given_first else min(borders)
    return replace(letters, gaps={border: " "})


def key(submitted: str) -> str:
    """Return what a spelling is joined on: its letters, lower-case, ü, lyu and lv all as lu.

    The order of surname and given name is kept; "" if there is no letter.
    """
    return _key(clean(submitted).flat)


def keys(spellings: pd.Series) -> pd.Series:
    """Return the `key` of each spelling of a text column, its index kept."""
    known = texts(spellings)
    odd = pc.match_substring_regex(known, _ODD).to_numpy(zero_copy_only=False)
    found = column(_plain_key(known), spellings.index)
    return put(found, odd, by_distinct(spellings[odd], key)) if odd.any() else found


def _plain_key(spellings: pa.Array) -> pa.Array:
    """Return the `key` of each spelling that is nothing but letters, blanks and apostrophes."""
    letters = pc.ascii_lower(spellings)
    for mark in (" ", "'"):
        letters = pc.replace_substring(letters, mark, "")
    for written, joined in _JOINED.items():
        letters = pc.replace_substring(letters, written, joined)
    return letters


def readings_key(name: str) -> str:
    """Return the key of the likeliest spelling of a Chinese name, "" if none can be told."""
    parsed = parse(name)
    syllables = (*surname_reading(parsed.surname), *given_reading(parsed.given))
    return "" if "?" in syllables or not parsed.text else _key("".join(syllables))


def _key(letters: str) -> str:
    letters = letters.translate(_U)
    for written, joined in _JOINED.items():
        letters = letters.replace(written, joined)
    return letters


def _syllables(part: Iterable[str]) -> Group:
    return _joined(map(divide, part))


def _joined(groups: Iterable[Group]) -> Group:
    return tuple(syllable for group in groups for syllable in group)
