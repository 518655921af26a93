"""The figures that the checker promises, measured on the made-up names of this folder."""

from collections.abc import Callable

import measure_names
import pytest

from gradrecon import names
from gradrecon.names import Kind

Pairs = list[tuple[str, str]]
ACCEPTED = {Kind.MATCH, Kind.FORMAT, Kind.OTHER_READING}


@pytest.mark.parametrize("change", measure_names.SLIPS)
def test_a_slip_is_caught(pairs: Pairs, change: Callable[[str], str]) -> None:
    slips = [slip for pair in pairs[::3] for slip in measure_names.respelt(pair, change)]
    missed = [slip for slip in slips if names.judge(*slip).kind in ACCEPTED]
    assert len(slips) > 100
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
    changed = [(name, own, change(own)) for name, own in pairs[::2] if change(own) != own]
    wrong = [
        (name, spelling, judged)
        for name, own, spelling in changed
        if len(set(own.split())) > 1 or change is not turned
        for judged in [names.judge(name, spelling)]
        if (judged.kind, set(judged.deviations)) != (Kind.FORMAT, expected)
    ]
    assert len(changed) > 5
    assert len(wrong) <= 0.005 * len(changed), wrong
