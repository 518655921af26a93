"""One verdict for many findings of one safe kind: first exactly what would change, then all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gradrecon.decisions.entry import Draft
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.standing import Grounds, needs_second
from gradrecon.decisions.verdicts import Effect, bulk_why_not, effect
from gradrecon.review.choices import value_of
from gradrecon.review.refused import Refused
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Verdict


class Change(NamedTuple):
    """One finding that would be decided: what is there, and what it would come to."""

    finding: str
    student_no: str
    name: str
    before: str
    after: str


class LeftOut(NamedTuple):
    """One finding of the list that would not be decided, and why."""

    finding: str
    student_no: str
    name: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What a bulk decision would do; nothing is written yet.

    `drafts` are what would be written; `seen` is the last entry of the log that was known.
    """

    rule: str
    title: str
    verdict: Verdict
    lines: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]
    drafts: tuple[Draft, ...]
    seen: int


def require_one_safe_kind(rows: Iterable[Seen], verdict: Verdict) -> str:
    """The one rule that all findings are of. Refused for none or several, or an unsafe verdict."""
    rules = {row.rule for row in rows}
    if not rules:
        raise Refused("列表里没有待处理的问题。")
    if len(rules) > 1:
        names = "、".join(sorted(BY_CODE[rule].title for rule in rules))
        raise Refused(f"批量处理只限同一种问题，列表里有：{names}。请先筛选。")
    return rules.pop()


def sorted_out(
    rows: Iterable[Seen], verdict: Verdict, grounds: Grounds,
    name_of: Callable[[Seen], str], held: Mapping[str, str],
) -> tuple[list[tuple[Seen, str]], list[LeftOut]]:  # fmt: skip
    """The findings that a verdict may be given to, each with its value, and those left out."""
    taken, left = [], []
    for row in rows:
        name = name_of(row)
        try:
            if row.finding in held:
                raise Refused(f"{held[row.finding]} 正在处理。")
            taken.append((row, _safe_value(row, verdict, grounds)))
        except Refused as refusal:
            left.append(LeftOut(row.finding, row.student_no, name, str(refusal)))
    return taken, left


def change(row: Seen, verdict: Verdict, value: str, name: str, grounds: Grounds) -> Change:
    """What a verdict would make of a finding, in words."""
    meaning = effect(verdict, row)
    second = "（待第二人复核）" if needs_second(row, verdict, grounds.risky) else ""
    after = value or {
        Effect.SETTLES: "已处理", Effect.WAITS: "待查",
        Effect.PASSES_ON: f"转{meaning.move}" if meaning.move else "保留",
    }[meaning.effect]  # fmt: skip
    return Change(row.finding, row.student_no, name, row.observed, after + second)


def _safe_value(row: Seen, verdict: Verdict, grounds: Grounds) -> str:
    reason = bulk_why_not(verdict, row.severity)
    if reason:
        raise Refused(reason)
    return value_of(verdict, "", row, grounds)


def title_of(rule: str) -> str:
    """What users call a rule."""
    return BY_CODE[rule].title
