"""Where one finding stands, given what reviewers decided on it: one function, no frames.

A decision holds while its evidence holds (law 7). Reviewers who disagree cancel each other out
whatever the order in which they spoke: a third decides, or one of them takes it back. A verdict
that changes something risky counts only when two reviewers gave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from gradrecon.cases.confirmation import contradicted, is_settled
from gradrecon.cohort.cohort import Cohort
from gradrecon.columns.lazy_rows import Rows
from gradrecon.decisions.entry import Entry
from gradrecon.decisions.log import Log
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.verdicts import MEANINGS, Effect, can_stand, changes, effect, matter
from gradrecon.vocabulary import Awaits, Matter, Move, Settlement, Verdict


@dataclass(frozen=True)
class Grounds:
    """What decisions are held against beside the finding itself.

    `risky`: what needs two reviewers. `known`: every 学号 of the roster, to which rows may be
    linked. `confirmed`: by 学号 the spellings that the student has confirmed (law 5), one, or
    the two between which the student's two confirmations leave the choice.
    """

    risky: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    confirmed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """Where a finding stands; `decided` are the decisions that count for it, oldest first.

    `verdict`, `value`: what was decided, or for a stale one what had been. While a second
    reviewer is awaited they are blank, so that nobody is led by the first.
    """

    state: Settlement = Settlement.OPEN
    awaits: Awaits = Awaits.NOTHING
    verdict: str = ""
    value: str = ""
    move: Move = Move.NOBODY
    decided: tuple[Entry, ...] = ()

    @property
    def reviewers(self) -> str:
        """Who decided, as one text; blank while a second reviewer is awaited."""
        hidden = self.awaits is Awaits.SECOND
        return "" if hidden else "、".join(entry.reviewer for entry in self.decided)


def grounds_of(
    cohort: Cohort, cases: pd.DataFrame, roster: pd.DataFrame | Rows, log: Log | None = None
) -> Grounds:
    """The grounds of a cohort; `roster`: the usable rows of the roster.

    With a log only of the students that its decisions name.
    """
    known = roster["student_no"]
    if log is not None:
        named = {name for one in log.decisions for name in (one.student_no, one.value)}
        cases = cases[cases["student_no"].isin(named)]
        known = known[known.isin(named)]
    sure = is_settled(cases) & (cases["spelling"] != "")
    both = contradicted(cases)
    confirmed = _by_student(cases[sure], "spelling")
    confirmed |= _by_student(cases[both], "pinyin", "returned_pinyin")
    return Grounds(frozenset(cohort.review.risky), frozenset(known), confirmed)


def _by_student(cases: pd.DataFrame, *columns: str) -> dict[str, tuple[str, ...]]:
    said = zip(*(cases[name] for name in columns), strict=True)
    return dict(zip(cases["student_no"], said, strict=True))


def standings(findings: Iterable[Seen], log: Log, grounds: Grounds) -> dict[str, Standing]:
    """By finding id, where each of them stands that was ever decided.

    Two findings on one student's spelling, or on whose one row is, that were settled differently
    are at odds as well: neither counts. So pass all findings of a student, or none.
    """
    rows = [row for row in findings if log.about(row.finding)]
    found = {row.finding: standing(row, log.in_force(row.finding), grounds) for row in rows}
    claims: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        if found[row.finding].state is Settlement.SETTLED:
            about, said = _claim(row, found[row.finding])
            claims.setdefault(about, {})[row.finding] = said
    for own in claims.values():
        if len(set(own.values())) > 1:
            at_odds = {
                one: Standing(awaits=Awaits.CONFLICT, decided=found[one].decided) for one in own
            }
            found.update(at_odds)
    return found


def _claim(row: Seen, settled: Standing) -> tuple[tuple[str, str], str]:
    """What a settled finding says of something that other findings speak of too, and of what."""
    about = matter(row)
    if about is Matter.SPELLING:
        return (row.student_no, row.field), settled.value
    if about is Matter.IDENTITY and settled.verdict in (Verdict.SAME, Verdict.NOT_SAME):
        return (row.source, str(row.row_id)), settled.verdict
    return (row.finding, ""), ""


def standing(row: Seen, in_force: list[Entry], grounds: Grounds) -> Standing:
    """Where one finding stands, given the decisions on it that stand."""
    now = [one for one in in_force if one.evidence == row.evidence and _holds(row, one, grounds)]
    votes, before = voting(now), voting(in_force)
    if not votes and (before or (in_force and not now)):
        return _stale(before or in_force)
    if not votes:
        return (
            Standing(awaits=Awaits.PENDING, verdict=Verdict.LOOK_INTO, decided=tuple(now))
            if now
            else Standing()
        )
    chosen = prevailing(votes)
    if not chosen:
        return Standing(awaits=Awaits.CONFLICT, decided=tuple(votes))
    return _decided(row, chosen, grounds)


def needs_second(row: Seen, verdict: str, risky: frozenset[str]) -> bool:
    """Whether a verdict on a finding changes what two reviewers must agree on."""
    return bool(changes(verdict, row) & risky)


def _decided(row: Seen, chosen: list[Entry], grounds: Grounds) -> Standing:
    last = chosen[-1]
    if len(chosen) < 2 and needs_second(row, last.verdict, grounds.risky):
        return Standing(awaits=Awaits.SECOND, decided=tuple(chosen))
    meaning = effect(last.verdict, row)
    settles = meaning.effect is Effect.SETTLES
    return Standing(
        state=Settlement.SETTLED if settles else Settlement.OPEN,
        awaits=Awaits.NOTHING if settles else Awaits.MOVED,
        verdict=last.verdict,
        value=last.value,
        move=meaning.move,
        decided=tuple(chosen),
    )


def voting(decisions: list[Entry]) -> list[Entry]:
    """The decisions that say something: to put a finding aside takes no side."""
    return [one for one in decisions if MEANINGS[Verdict(one.verdict)].effect is not Effect.WAITS]


def prevailing(votes: list[Entry]) -> list[Entry]:
    """The votes for the choice that more reviewers made than any other; none where they tie."""
    ranked = Counter((one.verdict, one.value) for one in votes).most_common(2)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return []
    return [one for one in votes if (one.verdict, one.value) == ranked[0][0]]


def _holds(row: Seen, entry: Entry, grounds: Grounds) -> bool:
    """Whether a decision can be made on such a finding, and what else it rests on is still so."""
    about = matter(row)
    if not can_stand(entry.verdict, row):
        return False
    if about is Matter.UNMATCHED and entry.verdict == Verdict.SAME:
        return entry.value in grounds.known
    spelt = about is Matter.SPELLING and row.field == "pinyin" and entry.value
    return not spelt or entry.value in grounds.confirmed.get(row.student_no, (entry.value,))


def _stale(in_force: list[Entry]) -> Standing:
    last = in_force[-1]
    return Standing(Settlement.STALE, verdict=last.verdict, value=last.value, decided=(last,))
