"""Names that leave nothing to judge: every character has its reading, and it was written so.

Most rows of most lists. Their spelling is put together for whole columns here, the reading of
each distinct character looked up once; all other rows are for `judge`, which would say the same.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from gradrecon.arrow import TEXT, text_array, texts
from gradrecon.names import tables
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import SEPARATORS, write


def plainly_right(names: pd.Series, submitted: pd.Series, rules: Profile) -> np.ndarray:
    """Return which rows are spelt as the profile writes the one reading that is looked for.

    Only names of a single surname that nobody asks about and one or two characters, each with a
    settled reading. Both columns are text with no missing value.
    """
    known = texts(names)
    expected = pc.binary_join_element_wise(
        _each(_cut(known, 0, 1), lambda char: _surname(char, rules)),
        _each(_cut(known, 1, 2), lambda char: _given(char, rules)),
        _each(_cut(known, 2), lambda char: _joined(char, rules)),
        pa.scalar("", TEXT),
    )
    right = pc.fill_null(pc.equal(expected, texts(submitted)), False)
    found = pc.and_not(right, pc.or_(*_longer(known)))
    return np.asarray(found)


def _cut(known: pa.Array, start: int, stop: int | None = None) -> pa.Array:
    return pc.utf8_slice_codeunits(known, start, stop)


def _each(chars: pa.Array, spell: Callable[[str], str | None]) -> pa.Array:
    """What stands for each character, null where it is not settled."""
    coded = chars.dictionary_encode()
    spelt = text_array(spell(char) for char in coded.dictionary.to_pylist())
    return spelt.take(coded.indices)


def _surname(char: str, rules: Profile) -> str | None:
    """A surname that need not be asked about, with what follows it."""
    known = tables.surname(char) if _is_plain(char) else None
    if known is None or known.ask == "always":
        return None
    return write(known.readings[0], rules) + SEPARATORS[rules.separator]


def _given(char: str, rules: Profile) -> str | None:
    """The first character of a given name."""
    syllable = _settled(char)
    return syllable and write((syllable,), rules)


def _joined(char: str, rules: Profile) -> str | None:
    """The second character of a given name, joined to the first; "" where there is none."""
    syllable = _settled(char)
    return "" if not char else syllable and write(("a", syllable), rules)[1:]


def _settled(char: str) -> str | None:
    found = tables.readings(char) if _is_plain(char) else None
    return found.usual[0] if found and found.settled else None


def _is_plain(char: str) -> bool:
    return len(char) == 1 and "\u4e00" <= char <= "\u9fff"


def _longer(known: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Which names may begin with a longer surname, and which end in a word with its own reading."""
    compound = pc.is_in(_cut(known, 0, 2), value_set=_words(tables.surnames()))
    word = pc.is_in(_cut(known, 1), value_set=_words(tables.given_readings()))
    return compound, word


def _words(entries: Iterable[str]) -> pa.Array:
    return text_array(text for text in entries if len(text) > 1)
