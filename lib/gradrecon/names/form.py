"""Judge the form alone: how a spelling whose reading is right departs from the profile."""

from dataclasses import replace
from functools import cache

from gradrecon.names.align import Fit, Piece
from gradrecon.names.letters import Deviation, Letters
from gradrecon.names.profile import Profile
from gradrecon.names.spelling import Spelling, render

_GAPS = {
    "-": Deviation.HYPHEN,
    "'": Deviation.APOSTROPHE,
    " ": Deviation.SPACE,
}
_UMLAUT = Deviation.UMLAUT


def spelling_of_fit(fit: Fit, surname_cut: int = 0) -> Spelling:
    """Return what was read as a spelling; `surname_cut` divides the two halves of a 双姓."""
    syllables = tuple(piece.syllable for piece in fit.surname)
    family = (syllables[:surname_cut], syllables[surname_cut:]) if surname_cut else (syllables,)
    given = tuple(piece.syllable for piece in fit.given)
    return Spelling(tuple(filter(None, family)), (given,) if given else ())


def mended(letters: Letters, fit: Fit, rules: Profile, surname_cut: int = 0) -> str:
    """Return what was read, written as the profile wants it, an accepted ü kept as it came."""
    return render(spelling_of_fit(fit, surname_cut), profile=_keeping_umlaut(letters, fit, rules))


def deviations(
    submitted: str, letters: Letters, fit: Fit, rules: Profile, surname_cut: int = 0
) -> tuple[Deviation, ...]:
    """Return how the form departs from the profile, in the order of `Deviation`; none is right."""
    kept = _keeping_umlaut(letters, fit, rules)
    if submitted == render(spelling_of_fit(fit, surname_cut), profile=kept):
        return ()
    found = set(letters.odd)
    if rules.apostrophe == "curly":
        found.discard(Deviation.APOSTROPHE)
    found.update([Deviation.ORDER] if fit.swapped else [])
    found.update([] if _styles(letters, fit) <= _accepted(rules) else [_UMLAUT])
    found.update(_gap_faults(letters, _expected_gaps(fit, rules, surname_cut)))
    found.update([] if _case_right(letters, fit, rules, surname_cut) else [Deviation.CASE])
    return tuple(one for one in Deviation if one in found)


def _styles(letters: Letters, fit: Fit) -> set[str]:
    """Return how each ü was written: ü, v, u:, yu, u, lyue, jü."""
    styles = {style for style in letters.umlauts if style == "jü"}
    for piece in (*fit.surname, *fit.given):
        if "ü" in piece.syllable:
            styles.update(_style(piece, letters))
    return styles


def _style(piece: Piece, letters: Letters) -> set[str]:
    if "ü" in piece.letters:
        return set(letters.umlauts - {"jü"})
    if piece.syllable.endswith("e"):
        return {"lyue"} if "yu" in piece.letters else {"lue"}
    return {"yu"} if "yu" in piece.letters else {"u"}


@cache
def _accepted(rules: Profile) -> set[str]:
    styles = {rules.u_umlaut, *rules.u_umlaut_also}
    return styles | ({"lue"} if styles & {"yu", "v"} else set())


def _keeping_umlaut(letters: Letters, fit: Fit, rules: Profile) -> Profile:
    """Return the profile with the accepted way in which ü was written, so that it is kept."""
    styles = _styles(letters, fit) & {"ü", "yu", "v"} & _accepted(rules)
    return rules if not styles or rules.u_umlaut in styles else replace(rules, u_umlaut=min(styles))


def _expected_gaps(fit: Fit, rules: Profile, surname_cut: int) -> dict[int, str]:
    """Return which separator belongs before which letter."""
    expected: dict[int, str] = {}
    at = 0
    for half in fit.heads:
        expected[at] = ", " if rules.separator == "comma" else " "
        for position, piece in enumerate(half):
            border = half is fit.surname and position == surname_cut > 0
            if border and rules.double_surname == "hyphen":
                expected[at] = "-"
            elif (
                position
                and not border
                and piece.syllable[0] in "aoe"
                and rules.apostrophe != "none"
            ):
                expected[at] = "'"
            at += len(piece.letters)
    expected.pop(0, None)
    return expected


def _gap_faults(letters: Letters, expected: dict[int, str]) -> set[Deviation]:
    """Return what is wrong with the separators: missing, needless, or another one."""
    faults = {_GAPS.get(mark, Deviation.CHARACTER) for mark in letters.edges}
    for at in {*expected, *letters.gaps}:
        wanted, seen = expected.get(at, ""), letters.gaps.get(at, "")
        if wanted == seen:
            continue
        for mark in {*wanted, *seen}:
            if wanted.count(mark) != seen.count(mark):
                faults.add(_GAPS.get(mark, Deviation.CHARACTER))
    return faults


def _case_right(letters: Letters, fit: Fit, rules: Profile, surname_cut: int) -> bool:
    """Say whether capitals stand where they should; a word typed apart may begin with one."""
    if rules.case == "caps":
        return all(letters.upper)
    must = _starts(fit, surname_cut if rules.double_surname != "solid" else 0)
    may = {at for at, gap in letters.gaps.items() if gap.strip("'")}
    return all(
        capital if at in must else not capital or at in may
        for at, capital in enumerate(letters.upper)
    )


def _starts(fit: Fit, surname_cut: int) -> set[int]:
    """Return the positions of the letters that a title-case spelling has as capitals."""
    starts, at = set(), 0
    for half in fit.heads:
        starts.add(at)
        for position, piece in enumerate(half):
            if half is fit.surname and position == surname_cut:
                starts.add(at)
            at += len(piece.letters)
    return starts
