"""Which findings a reviewer wants to see, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# What findings are filtered and counted by.
FACETS = ("college", "step", "chapter", "rule", "severity", "move", "state", "awaits")
_ALL: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Filters:
    """For each facet the values wanted, none for all; every word of `text` stands in the finding.

    The words are looked for in all that is shown of it, without regard to case: 学号, name, title,
    sentence, what was seen and expected (spellings too), college, file and cell.
    """

    college: frozenset[str] = _ALL
    step: frozenset[str] = _ALL
    chapter: frozenset[str] = _ALL
    rule: frozenset[str] = _ALL
    severity: frozenset[str] = _ALL
    move: frozenset[str] = _ALL
    state: frozenset[str] = _ALL
    awaits: frozenset[str] = _ALL
    text: str = ""


class Order(StrEnum):
    """How the list is ordered."""

    URGENT = "先急后缓"
    STUDENT = "按学生"
    RULE = "按问题"


@dataclass(frozen=True)
class Facet:
    """One value of a facet: how it is called, how many findings have it, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool
