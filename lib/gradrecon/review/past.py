"""What was decided on a finding before, as far as a reviewer may see it."""

from __future__ import annotations

from gradrecon.decisions.entry import Entry
from gradrecon.decisions.log import Log
from gradrecon.decisions.standing import Standing
from gradrecon.review.case import Before, Past
from gradrecon.vocabulary import Awaits, Settlement


def past(log: Log, finding: str, standing: Standing, reviewer: str) -> tuple[Past, ...]:
    """The decisions on a finding, oldest first.

    While a second reviewer is awaited, one who has not chosen yet does not see what others chose.
    """
    chose = any(entry.reviewer == reviewer for entry in standing.decided)
    blind = standing.awaits is Awaits.SECOND and not chose
    seen = [one for one in log.about(finding) if one.reviewer == reviewer or not blind]
    return tuple(one_past(log, entry, reviewer) for entry in seen)


def one_past(log: Log, entry: Entry, reviewer: str) -> Past:
    """One earlier decision."""
    own = entry.reviewer == reviewer
    standing = any(one.id == entry.id for one in log.in_force(entry.finding))
    return Past(
        entry.id, entry.finding, entry.time, entry.reviewer, entry.verdict, entry.value,
        entry.note, standing, own, own and not log.undone(entry),
    )  # fmt: skip


def before(standing: Standing) -> Before | None:
    """What a stale finding had been decided to be, None for any other."""
    if standing.state is not Settlement.STALE:
        return None
    last = standing.decided[-1]
    return Before(last.verdict, last.value, last.reviewer, last.time, last.observed, last.expected)
