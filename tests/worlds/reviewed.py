"""The four students about whom there is nothing to find, and what reviewers decide on them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from gradrecon.decisions.entry import Draft, sealed
from gradrecon.decisions.log import Log
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run


class Reviewed:
    """A cohort that a test changes, and the decisions that reviewers made on it."""

    def __init__(self, world: Any, day: str = "2025-01-05") -> None:
        self.world = world
        self.day = date.fromisoformat(day)
        self.log = Log()

    @property
    def run(self) -> Run:
        """What the sources and the decisions say together."""
        return reconcile(self.world.cohort, self.world.tables(), self.log, as_of=self.day)

    def finding(self, rule: str, run: Run | None = None) -> pd.Series:
        """The one finding of a rule."""
        findings = (run or self.run).findings
        (row,) = (row for _, row in findings[findings["rule"] == rule].iterrows())
        return row

    def decide(self, rule: str, verdict: str, value: str = "", *reviewers: str) -> Reviewed:
        """A verdict on the one finding of a rule, by 甲 and 乙 unless others are named."""
        found = self.finding(rule)
        seen = {name: found[name] for name in Draft.__dataclass_fields__ if name in found}
        seen = {name: text for name, text in seen.items() if name not in ("verdict", "value")}
        for reviewer in reviewers or ("甲", "乙"):
            one = Draft(reviewer=reviewer, verdict=verdict, value=value, **seen)
            at = datetime(2025, 1, 6, tzinfo=UTC)
            self.log.extend([sealed(one, len(self.log) + 1, self.log.head, at)])
        return self


@pytest.fixture
def reviewed(world: Any) -> Reviewed:
    """Four students about whom there is nothing to find, and nothing decided."""
    return Reviewed(world)
