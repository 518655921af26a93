"""The figures that the checker promises, measured on the made-up names of this folder."""

from collections.abc import Callable, Iterable

import pytest

from gradrecon import names
from gradrecon.names import Kind
from gradrecon.names.syllables import SYLLABLES

Pairs = list[tuple[str, str]]
ACCEPTED = {Kind.MATCH, Kind.FORMAT, Kind.OTHER_READING}


def nasal(syllable: str) -> str:
    return syllable[:-1] if syllable.endswith("ng") else syllable + "g"


def flat_tongue(syllable: str) -> str:
    return (
        syllable.replace("h", "", 1) if syllable[1:2] == "h" else syllable[0] + "h" + syllable[1:]
    )


def liquid(syllable: str) -> str:
    return syllable.translate(str.maketrans("ln", "nl"))


def swapped(syllable: str) -> str:
    return syllable[:-2] + syllable[:-3:-1]


def dropped(syllable: str) -> str:
    return syllable[:-1]


def another(syllable: str) -> str:
    ordered = sorted(SYLLABLES)
    return ordered[(ordered.index(syllable) + 97) % len(ordered)]


def respelt(pair: tuple[str, str], change: Callable[[str], str]) -> Iterable[tuple[str, str]]:
    """Yield a name with each of its syllables changed in turn."""
    read = names.read(pair[1])
    syllables = (*read.surname[0], *read.given[0])
    cut = len(read.surname[0])
    for at, syllable in enumerate(syllables):
        changed = (*syllables[:at], change(syllable), *syllables[at + 1 :])
        surname, given = "".join(changed[:cut]), "".join(changed[cut:])
        if changed[at] != syllable and surname + given != "".join(syllables):
            yield pair[0], f"{surname.capitalize()} {given.capitalize()}"


@pytest.mark.parametrize("change", [nasal, flat_tongue, liquid, swapped, dropped, another])
def test_a_slip_is_caught(pairs: Pairs, change: Callable[[str], str]) -> None:
    slips = [slip for pair in pairs for slip in respelt(pair, change)]
    missed = [slip for slip in slips if names.judge(*slip).kind in ACCEPTED]
    assert len(slips) > 300
    assert len(missed) <= 0.01 * len(slips), missed


def test_another_persons_name_is_caught(pairs: Pairs) -> None:
    others = [spelling for _, spelling in pairs]
    shifted = [*others[7:], *others[:7]]
    missed = [
        (name, other)
        for (name, own), other in zip(pairs, shifted, strict=True)
        if other != own and names.judge(name, other).kind in ACCEPTED
    ]
    assert len(missed) <= 0.01 * len(pairs), missed


def turned(spelling: str) -> str:
    return " ".join(reversed(spelling.split()))


def full_width(spelling: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in spelling)


FORMS: list[tuple[Callable[[str], str], set[str]]] = [
    (turned, {"order"}),
    (str.lower, {"case"}),
    (str.upper, {"case"}),
    (lambda spelling: spelling.replace(" ", ""), {"space"}),
    (lambda spelling: spelling.replace(" ", "  "), {"space"}),
    (lambda spelling: spelling.replace(" ", "-"), {"space", "hyphen"}),
    (lambda spelling: spelling.replace("'", ""), {"apostrophe"}),
    (lambda spelling: spelling.replace("'", "’"), {"apostrophe"}),
    (lambda spelling: spelling.replace("ü", "v"), {"ü"}),
    (lambda spelling: spelling.replace(" ", "1 ") + "4", {"tone"}),
    (lambda spelling: spelling.replace("a", "ā").replace("i", "ǐ"), {"tone"}),
    (lambda spelling: spelling.replace("g", "ɡ").replace("a", "ɑ"), {"character"}),
    (full_width, {"character"}),
]


@pytest.mark.parametrize("form", range(len(FORMS)))
def test_a_deviation_of_form_alone_is_a_deviation_of_form(pairs: Pairs, form: int) -> None:
    change, expected = FORMS[form]
    changed = [(name, own, change(own)) for name, own in pairs if change(own) != own]
    wrong = [
        (name, spelling, judged)
        for name, own, spelling in changed
        if len(set(own.split())) > 1 or change is not turned
        for judged in [names.judge(name, spelling)]
        if (judged.kind, set(judged.deviations)) != (Kind.FORMAT, expected)
    ]
    assert len(changed) > 20
    assert len(wrong) <= 0.005 * len(changed), wrong
