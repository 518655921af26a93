"""Identity numbers in running text: never shown in full (law 9)."""

from __future__ import annotations

import re

# Eighteen characters, or the fifteen of the old numbers with their birth date YYMMDD.
_NUMBER = re.compile(
    r"\d{17,}[\dXxＸｘ]|(?<![0-9A-Za-z])\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])"
)


def masked_text(text: str) -> str:
    """One text, with the last four characters (尾号) in place of every identity number."""
    return _NUMBER.sub(lambda found: f"尾号{found.group()[-4:]}", text)
