"""One entry of the log, and the chain that the entries form.

The log holds everything that reviewers did: decisions, undoings, looks at hidden fields, work
under another name than that of the login (`value` is the login, `note` the reason); and when the
log itself was restored on purpose.
Each entry carries the hash of the one before it, so that a change anywhere shows (law 8).
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

# What the first entry of a log names as the one before it.
FIRST = "0" * 64
LONGEST = 2_000  # characters of any one text

# What no database keeps: control characters other than line breaks and tabs.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Action(StrEnum):
    """What an entry records."""

    DECIDE = "判定"
    UNDO = "撤销"
    REVEAL = "查看"
    RESTORE = "恢复"
    NAMED = "代名"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a reviewer wants written: everything of an entry but its place in the chain.

    `finding` and `evidence` are those of the findings table (law 7). `value` is what the verdict
    needs: a 学号, a spelling. `undoes` is the id of the entry that is undone. What was seen
    (`rule`, `college`, `student_no`, `field`, `observed`, `expected`) is kept, so that the log
    can be read without the files; identity numbers and birth dates are not in it.
    """

    id: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)
    action: Action = Action.DECIDE
    reviewer: str
    finding: str
    evidence: str
    verdict: str = ""
    value: str = ""
    note: str = ""
    undoes: str = ""
    rule: str = ""
    college: str = ""
    student_no: str = ""
    field: str = ""
    observed: str = ""
    expected: str = ""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if type(value) is str:
                object.__setattr__(self, name, _storable(value))


@dataclass(frozen=True, kw_only=True)
class Entry(Draft):
    """A draft that was written: its number from 1, its time in UTC, its links in the chain."""

    seq: int
    time: str
    previous: str
    hash: str

    def __post_init__(self) -> None:
        """Nothing: an entry is just what was written."""


class Break(NamedTuple):
    """A place where the chain does not hold."""

    seq: int
    wrong: str


ENTRY_COLUMNS = tuple(one.name for one in dataclasses.fields(Entry))


def sealed(draft: Draft, seq: int, previous: str, at: datetime) -> Entry:
    """The entry of a draft after the one whose hash is `previous`, written at that time."""
    content: dict[str, Any] = {
        **asdict(draft),
        "seq": seq,
        "time": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": previous,
    }
    return Entry(**content, hash=_digest(content))


def first_link(store: str, cohort: str) -> str:
    """What the first entry of a store's log names as the one before it.

    It is bound to the store and its cohort, so that no other log can take its place; stores made
    before they had ids of their own all begin alike.
    """
    return hashlib.sha256(f"{store}\n{cohort}".encode()).hexdigest() if store else FIRST


def breaks(entries: Iterable[Entry], first: str = FIRST) -> list[Break]:
    """Every place where the chain is broken: a number left out, a link or content changed.

    `first`: what the first entry names as the one before it.
    """
    found = []
    number, previous = 0, first
    for entry in entries:
        if entry.seq != number + 1:
            found.append(Break(entry.seq, f"前一条应是第 {entry.seq - 1} 条，实为第 {number} 条"))
        elif entry.previous != previous:
            found.append(Break(entry.seq, "与前一条接不上，前面的记录被改动过"))
        if entry.hash != _digest({k: v for k, v in asdict(entry).items() if k != "hash"}):
            found.append(Break(entry.seq, "内容与校验值不符，这一条被改动过"))
        number, previous = entry.seq, entry.hash
    return found


def _storable(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode()  # half of a surrogate pair is no character
    return _CONTROL.sub("", whole)[:LONGEST]


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
