"""Judge the form alone: how a spelling whose reading is right departs from the profile."""

from dataclasses import dataclass, replace

from gradrecon.names.align import Fit, Piece
from gradrecon.names.letters import Deviation, Letters
from gradrecon.names.presets import forms
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import Cell, Spelling, cells, render, umlaut

_GAPS = {
    "-": Deviation.HYPHEN,
    "'": Deviation.APOSTROPHE,
    " ": Deviation.SPACE,
}
_PLAIN_SIGN = str.maketrans({"’": "'", "＇": "'"})


@dataclass(frozen=True, slots=True)
class Form:
    """What is said of a form: its deviations, and how the same reading is written rightly."""

    faults: tuple[Deviation, ...]
    mended: str


def form_of(submitted: str, letters: Letters, fit: Fit, spelling: Spelling, rules: Profile) -> Form:
    """Compare a spelling with each form that the profile accepts, and return the nearest."""
    text = _without_allowed(submitted, letters, rules)
    judged = []
    for form in forms(rules):
        right = render(spelling, form)
        if text == right:
            return Form(_length(submitted, rules), submitted)
        judged.append(Form(_faults(letters, fit, spelling, form), right))
    nearest = min(judged, key=lambda one: len(one.faults))
    return Form((*nearest.faults, *_length(nearest.mended, rules)), nearest.mended)


def _without_allowed(submitted: str, letters: Letters, rules: Profile) -> str:
    """Return what was submitted without tone marks, if the profile allows them."""
    if rules.tone_marks != "allowed" or letters.odd != {Deviation.TONE} or letters.digits:
        return submitted
    return letters.toneless


def _length(text: str, rules: Profile) -> tuple[Deviation, ...]:
    return (Deviation.LENGTH,) if 0 < rules.longest < len(text) else ()


def _faults(letters: Letters, fit: Fit, spelling: Spelling, form: Profile) -> tuple[Deviation, ...]:
    """Return how the form departs from one accepted form, in the order of `Deviation`."""
    found = set(letters.odd)
    if form.apostrophe in ("curly", "full_width"):
        found.discard(Deviation.APOSTROPHE)
    if form.tone_marks == "allowed" and not letters.digits:
        found.discard(Deviation.TONE)
    laid = _laid_as_typed(fit, spelling, form)
    found |= {Deviation.ORDER} if fit.given and fit.swapped != form.given_first else set()
    found |= _umlaut_faults(letters, laid, form)
    found |= _gap_faults(letters, {one.at: one.cell.gap for one in laid if one.at})
    found |= set() if _case_right(letters, laid) else {Deviation.CASE}
    found = found or _sign_faults(form)
    return tuple(one for one in Deviation if one in found)


def _sign_faults(form: Profile) -> set[Deviation]:
    """Return what is left where letters, capitals and borders agree and the text does not."""
    curved = form.apostrophe in ("curly", "full_width")
    return {Deviation.APOSTROPHE if curved else Deviation.CHARACTER}


@dataclass(frozen=True, slots=True)
class _Laid:
    """A syllable as the form lays it out, and the letters that came for it, from `at` on."""

    cell: Cell
    piece: Piece
    at: int


def _laid_as_typed(fit: Fit, spelling: Spelling, form: Profile) -> list[_Laid]:
    """Lay out the syllables by the form, surname and given name in the order of the typing."""
    order = "given_first" if fit.swapped else "surname_first"
    pieces = [piece for half in fit.heads for piece in half]
    laid, at = [], 0
    for cell, piece in zip(cells(spelling, replace(form, order=order)), pieces, strict=True):
        laid.append(_Laid(cell, piece, at))
        at += len(piece.letters)
    return laid


def _umlaut_faults(letters: Letters, laid: list[_Laid], form: Profile) -> set[Deviation]:
    """Return whether an ü was written in another way than the form has it."""
    wrong = any("ü" in one.piece.syllable and _miswritten(letters, one, form) for one in laid)
    return {Deviation.UMLAUT} if wrong or "jü" in letters.umlauts else set()


def _miswritten(letters: Letters, one: _Laid, form: Profile) -> bool:
    caps = letters.upper[one.at + len(one.piece.letters) - 1]
    return _as_typed(letters, one) != umlaut(one.piece.syllable, form, caps=caps)


def _as_typed(letters: Letters, one: _Laid) -> str:
    """Return the letters of a syllable with ü as it was typed: ü, v or u:."""
    typed = enumerate(one.piece.letters, one.at)
    return "".join(letters.styles.get(at, letter) for at, letter in typed)


def _gap_faults(letters: Letters, expected: dict[int, str]) -> set[Deviation]:
    """Return what is wrong with the separators: missing, needless, or another one."""
    faults = {_GAPS.get(mark, Deviation.CHARACTER) for mark in letters.edges}
    for at in {*expected, *letters.gaps}:
        wanted = expected.get(at, "").translate(_PLAIN_SIGN)
        seen = letters.gaps.get(at, "")
        for mark in {*wanted, *seen} if wanted != seen else ():
            if wanted.count(mark) != seen.count(mark):
                faults.add(_GAPS.get(mark, Deviation.CHARACTER))
    return faults


def _case_right(letters: Letters, laid: list[_Laid]) -> bool:
    """Say whether capitals stand where they should; a word typed apart may begin with one."""
    return all(_cased(letters, one) for one in laid)


def _cased(letters: Letters, one: _Laid) -> bool:
    end = one.at + len(one.piece.letters)
    first, rest = letters.upper[one.at], letters.upper[one.at + 1 : end]
    if one.cell.case == "caps":
        return first and all(rest)
    if any(rest):
        return False
    apart = letters.gaps.get(one.at, "").strip("'") and not one.cell.gap.strip("'’＇")
    return first == (one.cell.case == "title") or bool(first and apart)
