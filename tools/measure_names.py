"""Measure how well names are judged, on made-up names whose true spelling is known.

    python tools/measure_names.py

The names are the surnames of tests/names/surnames.txt, each with given names of
tests/names/given.txt: written by hand, the source of each reading beside it. Prints the table that
stands in docs/names.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT / "tests/names"
EACH = 2
MANY = 8000

Pairs = list[tuple[str, str]]


def main() -> int:
    """Print the figures."""
    sys.path.insert(0, str(ROOT / "lib"))
    truth = pairs(entries("surnames.txt"), entries("given.txt"), EACH)
    for title, figure in figures(truth):
        print(f"| {title} | {figure} |")  # noqa: T201
    return 0


def entries(file: str) -> Pairs:
    """Return the entries of a truth file: characters and their pinyin."""
    lines = (TRUTH / file).read_text(encoding="utf-8").splitlines()
    return [(line.split()[0], line.split()[1]) for line in lines if line[0] != "#"]


def pairs(surnames: Pairs, given: Pairs, each: int) -> Pairs:
    """Return names and spellings: every surname in turn with that many given names."""
    return [
        (surname + name, f"{family} {read}")
        for at, (surname, family) in enumerate(surnames)
        for name, read in (given[(each * at + turn) % len(given)] for turn in range(each))
    ]


def figures(truth: Pairs) -> Iterator[tuple[str, str]]:
    """Yield each figure with its title."""
    from gradrecon import names

    suggested = [names.suggest(name) for name, _ in truth]
    right = [one == own for one, (_, own) in zip(suggested, truth, strict=True)]
    heads = [
        one.split()[0] == own.split()[0] for one, (_, own) in zip(suggested, truth, strict=True)
    ]
    alarms = [pair for pair in truth if not is_accepted(*pair)]
    wrong = [slip for change in SLIPS for pair in truth for slip in respelt(pair, change)]
    caught = [slip for slip in wrong if not is_accepted(*slip)]
    open_ = [name for name, _ in truth if names.propose(name).alternatives]
    yield "made-up names", f"{len(truth):,}"
    yield "suggestion right", share(sum(right), len(right))
    yield "surname right", share(sum(heads), len(heads))
    yield "false alarms on true spellings", str(len(alarms))
    yield "wrong readings caught", f"{share(len(caught), len(wrong))} of {len(wrong):,}"
    yield (
        "names with another reading, each accepted one offered",
        share(sum(map(offers_what_it_accepts, open_)), len(open_)),
    )
    yield f"judging {MANY:,} names against lazy_pinyin", f"{speed(truth):.2f} of its time"


def share(part: int, whole: int) -> str:
    """Return a share in per cent."""
    return f"{100 * part / whole:.2f} %"


def is_accepted(name: str, spelling: str) -> bool:
    """Say whether a spelling passes: at most its form is wrong, or the person is asked."""
    from gradrecon.names import Kind, judge

    passed = {Kind.MATCH, Kind.FORMAT, Kind.OTHER_READING, Kind.ASK}
    return judge(name, spelling).kind in passed


def offers_what_it_accepts(name: str) -> bool:
    """Say whether every reading of the characters is accepted if, and only if, it is offered."""
    from itertools import product

    from gradrecon.names import propose
    from gradrecon.names.parse import parse
    from gradrecon.names.presets import profile_of
    from gradrecon.names.spelling import render
    from gradrecon.names.tables import readings
    from gradrecon.names.ways import ways_of

    proposed = propose(name)
    offered = {proposed.text, *proposed.alternatives}
    way = ways_of(parse(name))[0]
    choices = [
        {*one, *(found.usual if found else ()), *(found.possible if found else ()), "lan"}
        for one, found in zip((*way.family, *way.own), map(readings, name), strict=True)
    ]
    made = {render(way.spelling(one), profile_of("gb_title")) for one in product(*choices)}
    return all((one in offered) == is_accepted(name, one) for one in made | offered)


def speed(truth: Pairs) -> float:
    """Return how long judging takes, as a share of what lazy_pinyin takes; the best of three."""
    import pandas as pd
    from pypinyin import lazy_pinyin

    from gradrecon.names import judge_many

    rows = [truth[at % len(truth)] for at in range(MANY)]
    frame = pd.DataFrame(rows, columns=["name", "submitted"])
    judged = best_of_three(lambda: judge_many(frame))
    return judged / best_of_three(lambda: [lazy_pinyin(name) for name, _ in rows])


def best_of_three(work: Callable[[], object]) -> float:
    """Return the seconds of the quickest of three runs after one that warms up."""
    work()
    taken = []
    for _ in range(3):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


# Slips of one syllable, as people make them.


def nasal(syllable: str) -> str:
    """Return lin as ling, ling as lin."""
    return syllable[:-1] if syllable.endswith("ng") else syllable + "g"


def flat_tongue(syllable: str) -> str:
    """Return zhang as zang, zang as zhang."""
    if syllable[1:2] == "h":
        return syllable.replace("h", "", 1)
    return syllable[0] + "h" + syllable[1:]


def liquid(syllable: str) -> str:
    """Return liu as niu, niu as liu."""
    return syllable.translate(str.maketrans("ln", "nl"))


def swapped(syllable: str) -> str:
    """Return xiao as xioa."""
    return syllable[:-2] + syllable[:-3:-1]


def dropped(syllable: str) -> str:
    """Return xiao as xia."""
    return syllable[:-1]


def another(syllable: str) -> str:
    """Return a syllable that has nothing to do with it."""
    from gradrecon.names.syllables import SYLLABLES

    ordered = sorted(SYLLABLES)
    return ordered[(ordered.index(syllable) + 97) % len(ordered)]


SLIPS: tuple[Callable[[str], str], ...] = (nasal, flat_tongue, liquid, swapped, dropped, another)


def respelt(pair: tuple[str, str], change: Callable[[str], str]) -> Iterable[tuple[str, str]]:
    """Yield a name with each of its syllables changed in turn."""
    from gradrecon.names import read

    known = read(pair[1])
    syllables = (*known.surname[0], *known.given[0])
    cut = len(known.surname[0])
    for at, syllable in enumerate(syllables):
        changed = (*syllables[:at], change(syllable), *syllables[at + 1 :])
        surname, given = "".join(changed[:cut]), "".join(changed[cut:])
        if changed[at] != syllable and surname + given != "".join(syllables):
            yield pair[0], f"{surname.capitalize()} {given.capitalize()}"


if __name__ == "__main__":
    sys.exit(main())
