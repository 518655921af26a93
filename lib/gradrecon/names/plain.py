"""Names that leave nothing to judge: every character has its reading.

Most names of most lists. Their spelling is put together for whole columns here, the reading of
each distinct character looked up once. Where it was written so, or nothing was, there is nothing
to look at; all other rows are for `judge`, which would say the same of these.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.columns.arrow import TEXT, text_array, texts
from gradrecon.names import tables
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import SEPARATORS, Spelling, cells, lettered, render


def spelt(names: pd.Series, rules: Profile) -> pa.Array:
    """Return the one spelling that is looked for, as the profile writes it; else null.

    Only for names of a surname that nobody asks about and one or two characters, each with a
    settled reading. The names are text with no missing value.
    """
    found = _spelt(texts(names), rules)
    if not rules.longest:
        return found
    return pc.if_else(pc.greater(pc.utf8_length(found), rules.longest), None, found)


def _spelt(known: pa.Array, rules: Profile) -> pa.Array:
    compound = pc.is_in(_cut(known, 0, 2), value_set=_words(tables.surnames()))
    single = pc.if_else(compound, None, _put_together(known, 1, rules))
    return pc.replace_with_mask(single, compound, _put_together(known.filter(compound), 2, rules))


def has_one_spelling(names: pd.Series) -> np.ndarray:
    """Return which names have no other spelling to propose, among those that `spelt` spells.

    A name with a compound surname is left out: it may be divided otherwise.
    """
    known = texts(names)
    one = pc.is_in(_cut(known, 0, 2), value_set=_words(tables.surnames()))
    for place, is_open in enumerate((_is_open_surname, _is_open, _is_open)):
        one = pc.or_(one, _which(_cut(known, place, place + 1), is_open))
    return ~np.asarray(one)


def _put_together(known: pa.Array, size: int, rules: Profile) -> pa.Array:
    """Spell names with a surname of that many characters; null if it is not settled."""
    family = _each(_cut(known, 0, size), lambda text: _surname(text, rules))
    own = pc.binary_join_element_wise(
        _each(_cut(known, size, size + 1), lambda char: _given(char, rules)),
        _each(_cut(known, size + 1), lambda char: _joined(char, rules)),
        pa.scalar("", TEXT),
    )
    order = (own, family) if rules.given_first else (family, own)
    whole = pc.binary_join_element_wise(*order, pa.scalar(SEPARATORS[rules.separator], TEXT))
    longer = pc.is_in(_cut(known, 0, size + 1), value_set=_words(tables.surnames()))
    word = pc.is_in(_cut(known, size), value_set=_words(tables.given_readings()))
    return pc.if_else(pc.or_(longer, word), None, whole)


def _cut(known: pa.Array, start: int, stop: int | None = None) -> pa.Array:
    return pc.utf8_slice_codeunits(known, start, stop)


def _each(chars: pa.Array, spell: Callable[[str], str | None]) -> pa.Array:
    """Return what stands for each character, null if it is not settled."""
    coded = chars.dictionary_encode()
    spelt = text_array(spell(char) for char in coded.dictionary.to_pylist())
    return spelt.take(coded.indices)


def _which(chars: pa.Array, holds: Callable[[str], bool]) -> pa.Array:
    """Say of which characters it holds."""
    coded = chars.dictionary_encode()
    said = pa.array((holds(char) for char in coded.dictionary.to_pylist()), pa.bool_())
    return said.take(coded.indices)


def _surname(text: str, rules: Profile) -> str | None:
    """Return a surname that need not be asked about."""
    known = tables.surname(text) if all(map(_is_plain, text)) else None
    if known is None or known.ask in ("always", "either"):
        return None
    reading = known.readings[0]
    return None if _by_whole(reading, rules) else render(Spelling((reading,), ()), rules)


def _given(char: str, rules: Profile) -> str | None:
    """Return the first character of a given name."""
    syllable = _settled(char, rules)
    return syllable and render(Spelling((), ((syllable,),)), rules)


def _joined(char: str, rules: Profile) -> str | None:
    """Return the second character as it is joined to the first; "" if there is none."""
    syllable = _settled(char, rules)
    if not syllable:
        return syllable if char else ""
    cell = cells(Spelling((), (("a", syllable),)), rules)[1]
    return cell.gap + lettered(cell, rules)


def _settled(char: str, rules: Profile) -> str | None:
    found = tables.readings(char) if _is_plain(char) else None
    settled = found is not None and found.settled and not _by_whole(found.usual[:1], rules)
    return found.usual[0] if found and settled else None


def _by_whole(syllables: Iterable[str], rules: Profile) -> bool:
    """Say whether these syllables decide how the whole name is written."""
    return rules.umlaut_case != "" and any("ü" in one for one in syllables)


def _is_plain(char: str) -> bool:
    return len(char) == 1 and "\u4e00" <= char <= "\u9fff"


def _is_open_surname(char: str) -> bool:
    known = tables.surname(char)
    return known is not None and len(known.readings) > 1


def _is_open(char: str) -> bool:
    known = tables.readings(char)
    return known is not None and len(known.usual) + len(known.possible) > 1


def _words(entries: Iterable[str]) -> pa.Array:
    return text_array(text for text in entries if len(text) > 1)
