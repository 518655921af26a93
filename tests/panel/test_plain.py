"""Everything that the queue answers with can be said in JSON, and says the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from gradrecon.panel.plain import plain
from gradrecon.vocabulary import Settlement, Severity


class Inner(NamedTuple):
    state: Settlement
    words: tuple[str, ...]


@dataclass(frozen=True)
class Outer:
    one: Inner
    none: Inner | None
    by_name: dict[Severity, int]


def test_records_become_dictionaries_and_members_their_texts() -> None:
    value = Outer(Inner(Settlement.OPEN, ("甲", "乙")), None, {Severity.ERROR: 3})
    said = plain(value)
    assert said == {
        "one": {"state": "open", "words": ["甲", "乙"]},
        "none": None,
        "by_name": {"error": 3},
    }
    assert json.loads(json.dumps(said)) == said
    assert type(said["one"]["state"]) is str
