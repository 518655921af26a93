"""Judge one name with one submitted spelling, as a careful registrar would."""

from dataclasses import dataclass, replace

from gradrecon.names import tables, wording
from gradrecon.names.align import Fit, fit, is_parted
from gradrecon.names.doubt import doubt
from gradrecon.names.elsewhere import from_elsewhere
from gradrecon.names.form import Form, form_of
from gradrecon.names.intruders import intruder, is_nothing, says_nothing
from gradrecon.names.judgement import Judgement, Kind
from gradrecon.names.letters import Deviation, Letters, clean
from gradrecon.names.parse import ChineseName, NameKind, parse
from gradrecon.names.peoples import has_own_names
from gradrecon.names.presets import profile_of
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import Spelling
from gradrecon.names.suggest import alternatives, written
from gradrecon.names.ways import Way, ways_of

_ASKED = {
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
    ethnicity: str = "",
) -> Judgement:
    """Return the judgement of a submitted spelling of a name; any two strings have one.

    `by_document`: the person's document decides the spelling (Hong Kong, Macao, Taiwan, foreign),
    so Mandarin readings are not looked at. `ethnicity`: the person's 民族 as the roster has it
    (汉族, 藏); who belongs to a people with names of its own is asked where others need not be.
    Raise ValueError for an unknown profile.
    """
    rules, parsed = profile_of(profile), parse(name)
    if is_nothing(submitted):
        told = wording.PLACEHOLDER if submitted.strip() else wording.BLANK
        return _say(Kind.BLANK, told, parsed, rules)
    letters = clean(submitted)
    if found := intruder(submitted, letters, rules.longest):
        return _say(*found, parsed, rules)
    if by_document and parsed.kind is not NameKind.EMPTY:
        return _say(Kind.ASK, wording.BY_DOCUMENT, parsed, rules)
    if parsed.kind in _ASKED:
        return _say(Kind.ASK, _ASKED[parsed.kind], parsed, rules)
    return _Case(parsed, submitted, letters, rules, ethnicity).judged()


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A way to take the name that the letters fit."""

    way: Way
    fit: Fit
    spelling: Spelling
    form: Form


@dataclass(frozen=True, slots=True)
class _Case:
    """A name of readable characters, what was submitted for it, and whose it is."""

    name: ChineseName
    submitted: str
    letters: Letters
    rules: Profile
    ethnicity: str

    def judged(self) -> Judgement:
        """Judge by the way of taking the name that fits best, the likeliest of equals."""
        fitted = [one for way in ways_of(self.name) if (one := self._fitted(way))]
        if not fitted:
            return self._unread()
        best = min(fitted, key=self._unfitness)
        asked = self._asked_of_people(best) or self._asked_of_way(best)
        return self._ask(asked, best.form.faults) if asked else self._read(best)

    def _unfitness(self, one: _Fitted) -> tuple[bool, bool, bool, int]:
        """Return how badly a way fits: any fault, then where it is parted, then how many faults.

        A space after two surnames says that they are two, whatever stands between them.
        """
        parted = is_parted(one.fit, self.letters)
        said = bool(self.letters.gaps) and one.way.doubt == "double" and parted
        faults = one.form.faults
        return (bool(faults), not parted, not said, len(faults))

    def _fitted(self, way: Way) -> _Fitted | None:
        found = fit(self.letters, way.family, way.own, given_first=self.rules.given_first)
        if found is None or (way.doubt == "either" and not is_parted(found, self.letters)):
            return None
        spelling = way.spelling([piece.syllable for piece in (*found.surname, *found.given)])
        form = form_of(self.submitted, self.letters, found, spelling, self.rules)
        return _Fitted(way, found, spelling, form)

    def _asked_of_people(self, best: _Fitted) -> str:
        """Return why a name that is, or may be, of another people is asked about."""
        if self.name.kind is NameKind.MINORITY:
            return wording.MINORITY if self.rules.minority_by == "document" else ""
        own = has_own_names(self.ethnicity)
        if self.name.kind is NameKind.LONG:
            known = self.ethnicity and not own and best.way.surname
            by_characters = self.rules.minority_by == "characters" and not best.way.surname
            return "" if known or by_characters else wording.LONG
        return wording.LONG if own and self.name.kind is NameKind.DOUBLE else ""

    def _asked_of_way(self, best: _Fitted) -> str:
        """Return why it must be asked whether the name is divided so."""
        if best.way.doubt == "double":
            second = self.name.text[1 : 1 + len(best.way.surname[-1])]
            return wording.double_surname(self.name.surname, second)
        if best.way.doubt == "either":
            return wording.either_surname(self.name.surname)
        return ""

    def _read(self, best: _Fitted) -> Judgement:
        """Judge letters that are a reading of the name: the usual one, and in the right form?"""
        asked, usual = self._asked_of_surname(best)
        faults = best.form.faults
        if asked and not (faults and usual):
            return self._ask(asked, faults)
        differing = _differing(self.name, best)
        notes = asked + (wording.other_reading(differing) if differing else "")
        if faults:
            reason = wording.format_reason(faults, best.form.mended) + notes
            return Judgement(Kind.FORMAT, faults, reason, best.form.mended, ())
        if differing:
            return self._say(Kind.OTHER_READING, notes)
        return Judgement(Kind.MATCH, (), wording.MATCH, self.submitted, ())

    def _asked_of_surname(self, best: _Fitted) -> tuple[str, bool]:
        """Return why to ask about the surname ("" if not), and whether its usual reading came."""
        known = tables.surname(self.name.surname)
        if known is None or len(self.name.surname) > 1 or not best.fit.surname:
            return "", True
        readings = [syllable for (syllable,) in known.readings]
        usual = best.fit.surname[0].syllable == readings[0]
        if known.ask == "always" or not usual:
            return wording.several_readings(self.name.surname, readings), usual
        return "", True

    def _unread(self) -> Judgement:
        """Judge letters that are no reading of the name."""
        if says_nothing(self.letters):
            return self._say(Kind.BLANK, wording.PLACEHOLDER)
        way = ways_of(self.name)[0]
        if self._is_native():
            return self._say(Kind.NATIVE, wording.NATIVE)
        if way.surname and (found := from_elsewhere(self.name, self.letters, way)):
            return self._say(*found)
        kind, reason, mandarin = doubt(self.name, self.letters, ways_of(self.name))
        if not mandarin and has_own_names(self.ethnicity):
            return self._say(Kind.NATIVE, wording.NATIVE)
        return self._say(kind, reason)

    def _is_native(self) -> bool:
        """Say whether the name itself shows that it may be spelt as its own language sounds."""
        if self.name.kind is NameKind.LONG:
            return not self.ethnicity or has_own_names(self.ethnicity)
        return self.name.kind is NameKind.MINORITY

    def _ask(self, reason: str, faults: tuple[Deviation, ...]) -> Judgement:
        """Return that the person must be asked, with what is wrong with the form besides."""
        asked = self._say(Kind.ASK, reason)
        if not faults:
            return asked
        return replace(asked, deviations=faults, reason=reason + wording.form_besides(faults))

    def _say(self, kind: Kind, reason: str) -> Judgement:
        return _say(kind, reason, self.name, self.rules)


def _differing(name: ChineseName, best: _Fitted) -> list[str]:
    """Say which characters of the given name came in another reading than is suggested."""
    given = name.text[len(best.fit.surname) :] if name.kind is not NameKind.MINORITY else name.given
    return [
        wording.another(char, piece.syllable, likely[0], usual=_is_usual(char, piece.syllable))
        for char, piece, likely in zip(given, best.fit.given, best.way.own, strict=True)
        if piece.syllable != likely[0]
    ]


def _is_usual(char: str, syllable: str) -> bool:
    known = tables.readings(char)
    return known is not None and syllable in known.usual


def _say(kind: Kind, reason: str, name: ChineseName, rules: Profile) -> Judgement:
    """Return a judgement that proposes the likeliest spelling and names the others."""
    return Judgement(kind, (), reason, written(name, rules), alternatives(name, rules))
