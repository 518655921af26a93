"""The check code that binds a whole table, as it is read from paper and cells."""

from __future__ import annotations

import re
import unicodedata

# Crockford's base 32: no I, L, O, U, so that a code can be read aloud and typed from paper.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_CODE = re.compile(r"核对码[:：\s]*([0-9A-Za-z]{5})\s*[-—–－]?\s*([0-9A-Za-z]{5})(?![0-9A-Za-z])")
LABEL = "核对码"


def code_in(text: str) -> str:
    """The check code that a text such as 「核对码：ABCDE-12345」 names, "" for none."""
    found = _CODE.search(unicodedata.normalize("NFKC", text))
    return "-".join(part.upper().translate(_READ_AS) for part in found.groups()) if found else ""
