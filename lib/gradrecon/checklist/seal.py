"""Keyed hashes of cells, and the short check code that binds a whole table.

A cell's seal is SipHash-2-4 (64 bits) of whose cell it is, which, and what it says, under a key
that stays on this machine. Without the key nobody can tell from a seal what the cell said: a
plain hash would not do, for there are only some thirty thousand birth dates to try.
"""

from __future__ import annotations

import hashlib
import re
import secrets

import numpy as np
import pandas as pd

from gradrecon.values.check_code import _LETTERS

_KEY = re.compile(r"[0-9a-f]{16}")


def new_key() -> str:
    """A fresh random key."""
    return secrets.token_hex(8)


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def seals(key: str, subject: pd.Series, field: str, values: pd.Series | str = "") -> np.ndarray:
    """The seal of a field's value for each subject (学号), unsigned 64-bit numbers."""
    said = values if isinstance(values, str) else values.to_numpy(dtype=object)
    texts = subject.to_numpy(dtype=object) + f"\x1f{field}\x1f" + said
    return pd.util.hash_array(texts, hash_key=key, categorize=False)


def check_code(key: str, lines: list[str]) -> str:
    """The check code `ABCDE-12345` of a text, 50 bits of a keyed BLAKE2b."""
    digest = hashlib.blake2b("\n".join(lines).encode(), key=key.encode(), digest_size=8).digest()
    bits = int.from_bytes(digest, "big") >> 14
    letters = "".join(_LETTERS[bits >> 5 * place & 31] for place in range(9, -1, -1))
    return f"{letters[:5]}-{letters[5:]}"
