"""Read a submitted spelling by itself, and make the keys on which spellings are joined."""

from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import column, put, texts
from gradrecon.columns.distinct import by_distinct
from gradrecon.names.letters import clean
from gradrecon.names.parse import parse
from gradrecon.names.spelling import Group, Spelling
from gradrecon.names.suggest import given_reading, surname_reading
from gradrecon.names.syllables import divide

_U = str.maketrans({"ü": "u"})
_JOINED = {"lyu": "lu", "nyu": "nu"}
# What `clean` has to look at letter by letter.
_ODD = "[^A-Za-z ']|[vV]"


def read(submitted: str) -> Spelling:
    """Return the syllables of a spelling; any string at all has a result.

    The first of several words is the surname, with a hyphen a double one; a single word may be
    either and counts as given name. Words divided by middle dots are the parts of a minority name.
    Letters that are no pinyin stay together as one piece.
    """
    words = [tuple(map(_syllables, word)) for word in clean(submitted).pieces()]
    if len(words) < 2 or "·" in submitted:
        return Spelling((), tuple(map(_joined, words)), submitted)
    given = tuple(syllable for word in words[1:] for syllable in _joined(word))
    return Spelling(words[0], (given,), submitted)


def key(submitted: str) -> str:
    """Return what a spelling is joined on: its letters, lower-case, ü, lyu and lv all as lu.

    The order of surname and given name is kept; "" where there is no letter.
    """
    return _key(clean(submitted).flat)


def keys(spellings: pd.Series) -> pd.Series:
    """Return the `key` of each spelling of a text column, its index kept."""
    known = texts(spellings)
    odd = pc.match_substring_regex(known, _ODD).to_numpy(zero_copy_only=False)
    found = column(_plain_key(known), spellings.index)
    return put(found, odd, by_distinct(spellings[odd], key)) if odd.any() else found


def _plain_key(spellings: pa.Array) -> pa.Array:
    """The `key` of each spelling that is nothing but letters, blanks and apostrophes."""
    letters = pc.ascii_lower(spellings)
    for mark in (" ", "'"):
        letters = pc.replace_substring(letters, mark, "")
    for written, joined in _JOINED.items():
        letters = pc.replace_substring(letters, written, joined)
    return letters


def readings_key(name: str) -> str:
    """Return the key of the likeliest spelling of a Chinese name, "" where none can be told."""
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
