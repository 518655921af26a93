"""Identity numbers in running text: never shown in full, however they are written (law 9).

A number is told by what it is, not by its look: blanks, hyphens, dots and marks of no width may
stand between its digits, and its last character may be any cross. Where digits stand in groups, it
is one if the groups together have a birth date where such a number has it.
"""

from __future__ import annotations

import re
from itertools import combinations

# What people and programs put between the digits: blanks, hyphens, dots, marks without width.
SEPARATORS = r"[\s\-_.·•‧・．－\u00ad\u200b-\u200f\u2010-\u2015\u2060-\u2064\u2212\ufeff]"
_CROSSES = "XxＸｘ×✕✖✗╳ХхΧχⅩⅹ"
_RUN = re.compile(rf"\d(?:\d|{SEPARATORS}{{1,3}}(?=\d))*(?:{SEPARATORS}{{0,2}}[{_CROSSES}])?")
_GROUP = re.compile(rf"[\d{_CROSSES}]+")
_LETTER = re.compile(r"[0-9A-Za-z]")
_BIRTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OLD_BIRTH = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_SURELY = 18  # that many digits in a row are nothing else
# Hong Kong, Macao and Taiwan: cards with their check digit in brackets, and travel permits, which
# no year begins (there 学号 do); and what stands behind a word that says that it is such a number.
_ABROAD = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}\s?\d{6}\s?[(（]\s?[\dAa]\s?[)）]|\d{7}\s?[(（]\s?\d\s?[)）]"
    r"|\d{8,10}\s?[(（]\s?[A-Za-z\d]\s?[)）]|[HMhm](?:(?!19|20)\d{8}|\d{10,11})(?![0-9A-Za-z]))"
)
_NAMED = re.compile(
    r"((?:护照|通行证|居留证?|回乡证|台胞证|身份证|证件|passport)"
    r"(?:号码?|\sno\.?)?[\s:：是为（(“\"]{0,3})"
    r"([A-Za-z]{0,3}\d{5,17}[A-Za-z]?)(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# What a text must have for any of these to be in it; also as Arrow understands it.
SUSPECT = (
    rf"[0-9０-９](?:{SEPARATORS}{{0,3}}[0-9０-９]){{14}}|[0-9][ ]?[(（][ ]?[0-9A-Za-z]"
    r"|[HMhm][0-9]{8}|护照|通行证|居留|回乡证|台胞证|身份证|证件|(?i:passport)"
)


def masked_text(text: str) -> str:
    """One text, with the last four characters (尾号) in place of every identity number."""
    text = _RUN.sub(_run, text)
    text = _ABROAD.sub(lambda found: _tail(found.group()), text)
    return _NAMED.sub(lambda found: found.group(1) + _tail(found.group(2)), text)


def _run(found: re.Match[str]) -> str:
    """A run of digits and what stands between them, with the numbers in it hidden."""
    groups = [(one.start(), one.end()) for one in _GROUP.finditer(found.group())]
    hidden = _first_number(found, groups)
    if hidden is None:
        return found.group()
    start, end = hidden
    text = found.group()
    rest = _RUN.sub(_run, text[end:]) if end < len(text) else ""
    return text[:start] + _tail(text[start:end]) + rest


def _first_number(found: re.Match[str], groups: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the first identity number of a run begins and ends."""
    places = combinations(range(len(groups) + 1), 2)
    for first, last in sorted(places, key=lambda pair: (pair[0], -pair[1])):
        start, end = groups[first][0], groups[last - 1][1]
        characters = "".join(_GROUP.findall(found.group()[start:end]))
        alone = not _touches(found, start, end)
        if _is_number(characters, last - first, alone=alone):
            return start, end
    return None


def _is_number(characters: str, groups: int, *, alone: bool) -> bool:
    """Whether the characters of some groups are an identity number."""
    if len(characters) >= _SURELY and groups == 1:
        return True
    if len(characters) in (17, 18):
        return bool(_BIRTH.match(_plain(characters[6:14])))
    return len(characters) == 15 and alone and bool(_OLD_BIRTH.match(_plain(characters[6:12])))


def _plain(digits: str) -> str:
    return "".join(str(int(one)) if one.isdecimal() else one for one in digits)


def _touches(found: re.Match[str], start: int, end: int) -> bool:
    """Whether a letter or digit stands right before or behind a part of a run."""
    text, before, behind = found.string, found.start() + start - 1, found.start() + end
    near = (text[before] if before >= 0 else "") + text[behind : behind + 1]
    return _LETTER.search(near) is not None


def _tail(number: str) -> str:
    return f"尾号{re.sub(SEPARATORS, '', number)[-4:]}"
