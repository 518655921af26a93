"""How a character is written by its Cantonese reading, as on papers of Hong Kong and Macao.

There is no one scheme: the spellings that are usual there are made from each sound of 粤拼, in
which Unihan gives the readings (`data/cantonese.txt`, made by tools/make_readings.py).
"""

import re
from functools import cache
from importlib import resources

_SOUND = re.compile(r"(gw|kw|ng|[bpmfdtnlgkhwzcsj])?([a-z]+)")
_INITIALS = {
    "b": "b p", "d": "d t", "g": "g k", "gw": "gw kw", "kw": "kw", "z": "j ch ts z c",
    "c": "ch ts c", "s": "s sh", "j": "y j i", "ng": "ng _",
}  # fmt: skip
_FINALS = {
    "aa": "a ah", "aai": "ai aai", "aau": "au aau", "aam": "am aam", "aan": "an aan",
    "aang": "ang aang", "aap": "ap aap", "aat": "at aat", "aak": "ak aak",
    "ai": "ai", "au": "au ow", "am": "am um", "an": "an un", "ang": "ang ung", "ap": "ap up",
    "at": "at ut", "ak": "ak uk",
    "e": "e eh", "ei": "ei ee i ay", "eng": "eng ing", "ek": "ek ik",
    "i": "i ee y ze zu", "iu": "iu ew iew", "im": "im", "in": "in", "ing": "ing", "ip": "ip",
    "it": "it", "ik": "ik ick",
    "o": "o oh or", "oi": "oi oy", "ou": "o ou oo ow", "on": "on", "ong": "ong", "ot": "ot",
    "ok": "ok", "u": "u oo", "ui": "ui oi", "un": "un oon", "ung": "ung", "ut": "ut", "uk": "uk",
    "oe": "o eu oe", "oeng": "eung eong ong", "oek": "euk eok ok",
    "eoi": "ui oi eui oy", "eon": "un on eon", "eot": "ut",
    "yu": "yu ue u", "yun": "yuen uen un", "yut": "yuet uet ut",
}  # fmt: skip


@cache
def cantonese(char: str) -> tuple[str, ...]:
    """Return the usual spellings of a character's Cantonese reading; none if it has no reading."""
    return tuple(dict.fromkeys(one for sound in _sounds().get(char, ()) for one in _written(sound)))


@cache
def _written(sound: str) -> tuple[str, ...]:
    if sound in ("m", "ng"):
        return ("ng", "ung")
    found = _SOUND.fullmatch(sound)
    if found is None:
        return ()
    initials = _INITIALS.get(found[1], found[1] or "").split(" ")
    finals = _FINALS.get(found[2], found[2]).split()
    made = [initial.strip("_") + final for initial in initials for final in finals]
    return tuple(one.replace("yyu", "yu").replace("jyu", "yu") for one in made)


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    sounds: dict[str, tuple[str, ...]] = {}
    text = resources.files(__package__).joinpath("data", "cantonese.txt")
    for line in text.read_text(encoding="utf-8").splitlines():
        sound, _, chars = line.partition("\t")
        sounds.update((char, (*sounds.get(char, ()), sound)) for char in chars)
    return sounds
