"""Make the tables of characters' readings from the Unihan database, and check our own by it.

    python tools/make_readings.py [/usr/share/unicode]

Needs the Unihan files as Debian's package `unicode-data` installs them. Writes readings.txt and
cantonese.txt in lib/gradrecon/names/data, then compares the `source` column of surnames.csv and
given.csv with what Unihan holds, and names each row that claims too much or too little.
"""

import bz2
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "lib/gradrecon/names/data"
MODERN = ("kTGHZ2013", "kXHC1983", "kMandarin")
FIELDS = (*MODERN, "kHanyuPinlu", "kSimplifiedVariant", "kCantonese")
TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")

Unihan = dict[str, dict[str, list[str]]]


def main() -> int:
    """Write the table; return 1 when a row of our own tables misstates its source."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    unihan = load(folder)
    lines = grouped({char: tiers(char, unihan) for char in sorted(unihan)})
    (DATA / "readings.txt").write_text("".join(lines), encoding="utf-8")
    sounds = by_sound(unihan)
    (DATA / "cantonese.txt").write_text("".join(sounds), encoding="utf-8")
    wrong = [*misstated("surnames.csv", unihan), *misstated("given.csv", unihan)]
    print(f"{len(lines)} groups, {len(unihan)} characters", *wrong, sep="\n")  # noqa: T201
    return 1 if wrong else 0


def load(folder: Path) -> Unihan:
    """Return, for each character, the toneless values of the fields in use."""
    unihan: Unihan = defaultdict(dict)
    for file in ("Unihan_Readings.txt.bz2", "Unihan_Variants.txt.bz2"):
        for line in bz2.decompress((folder / file).read_bytes()).decode("utf-8").splitlines():
            code, _, rest = line.partition("\t")
            field, _, value = rest.partition("\t")
            if code.startswith("U+") and field in FIELDS:
                unihan[chr(int(code[2:], 16))][field] = values(field, value)
    return {char: found for char, found in unihan.items() if any(map(found.get, MODERN))}


def values(field: str, value: str) -> list[str]:
    """Return what one field says, without tones, page numbers and frequencies."""
    if field == "kSimplifiedVariant":
        return [chr(int(code[2:], 16)) for code in value.split()]
    if field == "kCantonese":
        return list(dict.fromkeys(sound.rstrip("123456") for sound in value.split()))
    words = [re.sub(r"\(.*?\)|^[\d.,*]+:", "", word) for word in value.split()]
    readings = [toneless(reading) for word in words for reading in word.split(",")]
    return [
        reading
        for reading in dict.fromkeys(readings)
        if re.fullmatch("[a-zü]*[aeiouü][a-zü]*", reading)
    ]


def toneless(reading: str) -> str:
    """Return a syllable without its tone mark, ü kept."""
    bare = unicodedata.normalize("NFD", reading).translate(TONES)
    return unicodedata.normalize("NFC", bare)


def tiers(char: str, unihan: Unihan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a character's usual readings, the customary one first, and its possible ones.

    Usual is what the list of the 通用规范汉字 (kTGHZ2013) gives, or else the first of the other
    modern sources. Possible is what the rest adds; a traditional form takes over what its
    simplified form may be read as.
    """
    own = unihan[char]
    usual = next(own[field] for field in MODERN if own.get(field))
    customary = [one for one in own.get("kMandarin", []) if one in usual]
    usual = list(dict.fromkeys([*customary, *usual]))
    simplified = [] if "kTGHZ2013" in own else own.get("kSimplifiedVariant", [])
    inherited = [one for form in simplified for one in unihan.get(form, {}).get("kTGHZ2013", [])]
    others = [one for field in (*MODERN, "kHanyuPinlu") for one in own.get(field, [])]
    possible = [one for one in dict.fromkeys([*others, *inherited]) if one not in usual]
    return tuple(usual), tuple(possible)


def grouped(readings: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> list[str]:
    """Return one line for each set of readings: `usual/possible`, a tab, its characters."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char, (usual, possible) in readings.items():
        groups["/".join(filter(None, (",".join(usual), ",".join(possible))))].append(char)
    return [f"{key}\t{''.join(chars)}\n" for key, chars in sorted(groups.items())]


def by_sound(unihan: Unihan) -> list[str]:
    """Return one line for each Cantonese sound: the sound, a tab, the common characters of it.

    Common are the 通用规范汉字 and their traditional forms.
    """
    sounds: dict[str, list[str]] = defaultdict(list)
    for char, own in sorted(unihan.items()):
        forms = [char, *own.get("kSimplifiedVariant", [])]
        if any("kTGHZ2013" in unihan.get(form, {}) for form in forms):
            for sound in own.get("kCantonese", []):
                sounds[sound].append(char)
    return [f"{sound}\t{''.join(chars)}\n" for sound, chars in sorted(sounds.items())]


def misstated(file: str, unihan: Unihan) -> list[str]:
    """Return the rows whose `source` is not the first field that holds all their readings."""
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        rows = [(row[0], row[1].split(), row[-1]) for row in list(csv.reader(handle))[1:]]
    return [
        f"{file}: {text} should cite {best}, not {source}"
        for text, readings, source in rows
        if source != (best := source_of(text, readings, unihan))
    ]


def source_of(text: str, readings: list[str], unihan: Unihan) -> str:
    """Return the first field that holds every reading, or `usage`: known from its bearers."""
    pairs = (
        [(text, one) for one in readings] if len(text) == 1 else zip(text, readings, strict=True)
    )
    wanted = list(pairs)
    for field in MODERN:
        if all(one in unihan.get(char, {}).get(field, []) for char, one in wanted):
            return field
    return "usage"


if __name__ == "__main__":
    sys.exit(main())
