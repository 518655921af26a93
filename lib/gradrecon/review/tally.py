"""How far the reviewing is: by reviewer, by college, and since the last run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from gradrecon.decisions.entry import Action
from gradrecon.decisions.log import Log
from gradrecon.decisions.times import BEIJING, local
from gradrecon.review.view import View
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Awaits, Settlement, Turn


class ReviewerLine(NamedTuple):
    """What one reviewer did: decisions, findings on which one stands, undone, decided today."""

    reviewer: str
    decisions: int
    findings: int
    undone: int
    today: int


class CollegeLine(NamedTuple):
    """Where one college's findings lie for the reviewer: `total` is the sum of the five after it.

    `stale`, `conflict`, `second` say why some of them are not settled.
    """

    college: str
    name: str
    total: int
    todo: int
    others: int
    moved: int
    aside: int
    done: int
    stale: int
    conflict: int
    second: int


class Progress(NamedTuple):
    """How far the reviewing is; `total` is over all colleges."""

    reviewers: tuple[ReviewerLine, ...]
    colleges: tuple[CollegeLine, ...]
    total: CollegeLine


class GoneLine(NamedTuple):
    """A finding of the last run that is found no more."""

    title: str
    student_no: str


class Changes(NamedTuple):
    """What changed since the last published run; `known` is False where there was none."""

    known: bool
    new: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    gone: tuple[GoneLine, ...] = ()


def progress(view: View, log: Log, now: datetime) -> Progress:
    """How far all reviewers and colleges are."""
    everywhere = np.arange(len(view.rows))
    colleges = [
        _college(view, code, name, np.flatnonzero(view.having("college", code)))
        for code, name in view.labels["college"].items()
    ]
    return Progress(
        tuple(_reviewers(log, now)),
        tuple(line for line in colleges if line.total),
        _college(view, "", "全部", everywhere),
    )


def changes(findings: pd.DataFrame, last: Path) -> Changes:
    """What changed against a published `findings.csv`."""
    try:
        before = pd.read_csv(last, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError):
        return Changes(known=False)
    if not {"finding", "evidence", "rule", "student_no"} <= set(before):
        return Changes(known=False)
    seen = dict(zip(before["finding"], before["evidence"], strict=True))
    now = dict(zip(findings["finding"], findings["evidence"], strict=True))
    gone = before[~before["finding"].isin(now)]
    return Changes(
        known=True,
        new=tuple(one for one in now if one not in seen),
        altered=tuple(one for one in now if seen.get(one, now[one]) != now[one]),
        gone=tuple(
            GoneLine(BY_CODE[rule].title if rule in BY_CODE else rule, student_no)
            for rule, student_no in zip(gone["rule"], gone["student_no"], strict=True)
        ),
    )


def _reviewers(log: Log, now: datetime) -> Iterable[ReviewerLine]:
    today = now.astimezone(BEIJING).date()
    own: dict[str, list[int]] = {}
    for entry in log.entries:
        if entry.action is Action.DECIDE:
            line = own.setdefault(entry.reviewer, [0, 0, 0, 0])
            line[0] += 1
            line[2] += log.undone(entry)
            line[3] += local(entry.time).date() == today
    for finding in log.findings:
        for entry in log.in_force(finding):
            own[entry.reviewer][1] += 1
    return (ReviewerLine(reviewer, *line) for reviewer, line in sorted(own.items()))


def _college(view: View, code: str, name: str, places: np.ndarray) -> CollegeLine:
    turns, awaits = view.count("state", places), view.count("awaits", places)
    return CollegeLine(
        code, name, len(places), turns[Turn.TODO], turns[Turn.OTHERS], turns[Turn.MOVED],
        turns[Turn.ASIDE], turns[Turn.DONE],
        awaits[Settlement.STALE], awaits[Awaits.CONFLICT], awaits[Awaits.SECOND],
    )  # fmt: skip
