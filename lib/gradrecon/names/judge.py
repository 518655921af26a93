"""Judge one name with one submitted spelling, as a careful registrar would."""

import re
from dataclasses import replace

from gradrecon.names import tables, wording
from gradrecon.names.align import Fit, fit, given_options, surname_options
from gradrecon.names.doubt import doubt
from gradrecon.names.form import deviations, mended
from gradrecon.names.judgement import Judgement, Kind
from gradrecon.names.letters import Deviation, Letters, clean
from gradrecon.names.parse import ChineseName, NameKind, parse, second_surname
from gradrecon.names.profile import Profile, profile_of
from gradrecon.names.suggest import alternatives, written

_NOTHING = re.compile(r"[\W_]*|\W*无\W*")
_ASKED = {
    NameKind.MINORITY: wording.MINORITY,
    NameKind.LONG: wording.LONG,
    NameKind.LATIN: wording.LATIN,
    NameKind.DAMAGED: wording.DAMAGED,
    NameKind.EMPTY: wording.NO_NAME,
}


def judge(
    name: str,
    submitted: str,
    *,
    profile: str | Profile = "gb_title",
    by_document: bool = False,
) -> Judgement:
    """Return the judgement of a submitted spelling of a name; any two strings have one.

    `by_document`: the person's document decides the spelling (Hong Kong, Macao, Taiwan, foreign),
    so Mandarin readings are not looked at. Raises ValueError for an unknown profile.
    """
    rules, parsed = profile_of(profile), parse(name)
    if _NOTHING.fullmatch(submitted):
        return _say(Kind.BLANK, wording.BLANK, parsed, rules)
    if by_document and parsed.kind is not NameKind.EMPTY:
        return _say(Kind.ASK, wording.BY_DOCUMENT, parsed, rules)
    if parsed.kind in _ASKED:
        return _say(Kind.ASK, _ASKED[parsed.kind], parsed, rules)
    letters = clean(submitted)
    if not letters.flat:
        return _say(Kind.SYLLABLES, wording.NOT_PINYIN, parsed, rules)
    return _judge_han(parsed, submitted, letters, rules)


def _judge_han(name: ChineseName, submitted: str, letters: Letters, rules: Profile) -> Judgement:
    """Judge a name of readable characters."""
    if name.kind is NameKind.DOUBLE:
        return _double(name, submitted, letters, rules)
    if _divided_after_one(name, letters):
        return _say(Kind.ASK, wording.either_surname(name.surname), name, rules)
    surname, given = surname_options(name.surname), given_options(name.given)
    found = fit(letters, surname, given)
    if found:
        return _fitted(name, submitted, letters, found, rules)
    kind, reason = doubt(name, letters, surname, given)
    return _say(kind, reason, name, rules)


def _double(name: ChineseName, submitted: str, letters: Letters, rules: Profile) -> Judgement:
    """Judge a name that may have two surnames: where it divides, only the person can say."""
    second = second_surname(name)
    surname, rest = surname_options(name.surname), given_options(name.given)
    as_surname = surname_options(second) if len(second) == 1 else rest[:1]
    rest = (tuple(dict.fromkeys((*as_surname[0], *rest[0]))), *rest[1:])
    border = len(second)
    double = fit(letters, surname + rest[:border], rest[border:])
    single = fit(letters, surname, rest)
    if double is None or single is None:
        kind, reason = doubt(name, letters, surname, rest)
        return _say(kind, reason, name, rules)
    faults = min(
        deviations(submitted, letters, double, rules, surname_cut=1),
        deviations(submitted, letters, single, rules),
        key=len,
    )
    return _ask(wording.double_surname(name.surname, second), name, rules, faults)


def _fitted(
    name: ChineseName, submitted: str, letters: Letters, found: Fit, rules: Profile
) -> Judgement:
    """Judge letters that are a reading of the name: is it the usual one, and is the form right."""
    asked, usual = _asked(name, found)
    faults = deviations(submitted, letters, found, rules)
    if asked and not (faults and usual):
        return _ask(asked, name, rules, faults)
    differing = _differing(name, found)
    notes = asked + (wording.other_reading(differing) if differing else "")
    if faults:
        right = mended(letters, found, rules)
        return Judgement(
            Kind.FORMAT, faults, wording.format_reason(faults, right) + notes, right, ()
        )
    if differing:
        return _say(Kind.OTHER_READING, notes, name, rules)
    return Judgement(Kind.MATCH, (), wording.MATCH, submitted, ())


def _asked(name: ChineseName, found: Fit) -> tuple[str, bool]:
    """Return why to ask about the surname ("" if not), and whether its usual reading came."""
    known = tables.surname(name.surname)
    if known is None or len(name.surname) > 1:
        return "", True
    readings = [syllable for (syllable,) in known.readings]
    usual = found.surname[0].syllable == readings[0]
    if known.ask == "always" or not usual:
        return wording.several_readings(name.surname, readings), usual
    return "", True


def _differing(name: ChineseName, found: Fit) -> list[str]:
    """Say which characters of the given name came in another reading than is suggested."""
    options = given_options(name.given)
    return [
        wording.another(char, piece.syllable, likely[0], usual=_is_usual(char, piece.syllable))
        for char, piece, likely in zip(name.given, found.given, options, strict=True)
        if piece.syllable != likely[0]
    ]


def _is_usual(char: str, syllable: str) -> bool:
    known = tables.readings(char)
    return known is not None and syllable in known.usual


def _divided_after_one(name: ChineseName, letters: Letters) -> bool:
    """Say whether 钟离雪 was spelt Zhong Lixue: a single surname of characters that may be two."""
    known = tables.surname(name.surname)
    if len(name.surname) < 2 or known is None or known.ask != "either":
        return False
    head, rest = name.text[0], name.text[1:]
    single = fit(letters, surname_options(head), given_options(rest))
    compound = fit(letters, surname_options(name.surname), given_options(name.given))
    return single is not None and (compound is None or _space_after(single, letters))


def _space_after(found: Fit, letters: Letters) -> bool:
    """Say whether the letters were parted just where a division has its border."""
    return sum(len(piece.letters) for piece in found.heads[0]) in letters.gaps


def _ask(
    reason: str, name: ChineseName, rules: Profile, faults: tuple[Deviation, ...]
) -> Judgement:
    """Return that the person must be asked, with what is wrong with the form besides."""
    asked = _say(Kind.ASK, reason, name, rules)
    if not faults:
        return asked
    return replace(asked, deviations=faults, reason=reason + wording.form_besides(faults))


def _say(kind: Kind, reason: str, name: ChineseName, rules: Profile) -> Judgement:
    """Return a judgement that proposes the likeliest spelling and names the others."""
    return Judgement(kind, (), reason, written(name, rules), alternatives(name, rules))
