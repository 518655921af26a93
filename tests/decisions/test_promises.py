"""Whatever reviewers do in whatever order: one state each, undo restores, replay agrees."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import URL

from gradrecon.decisions.entry import Action, Draft, breaks
from gradrecon.decisions.log import Log
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.standing import Grounds, Standing, standings
from gradrecon.decisions.store import open_store, read_log
from gradrecon.rules import BY_CODE
from gradrecon.vocabulary import Awaits, Risk, Settlement, Verdict

FINDINGS = [
    {"finding": "spelling", "rule": "pinyin.reading", "field": "pinyin", "student_no": "1001"},
    {"finding": "twice", "rule": "pinyin.differs", "field": "pinyin", "student_no": "1001"},
    {"finding": "stray", "rule": "capture.stray", "field": "student_no", "source": "studio"},
    {"finding": "name", "rule": "chsi.name_differs", "field": "name", "student_no": "1001"},
]
GROUNDS = Grounds(frozenset({Risk.WHOSE}), frozenset({"1001", "1002"}))

reviewers = st.sampled_from("甲乙丙")
findings = st.sampled_from([one["finding"] for one in FINDINGS])
verdicts = st.sampled_from(list(Verdict))
values = st.sampled_from(["Wang Fang", "Huang Fang", "1001", "1002"])


def seen(what: dict[str, str], version: int) -> Seen:
    usual = dict.fromkeys(Seen._fields, "") | {"expected": "Wang Fang", "row_id": 1}
    about = BY_CODE[what["rule"]].about
    return Seen(**{**usual, **what, "about": about, "evidence": f"e{version}"})


class Reviewing(RuleBasedStateMachine):
    """Reviewers decide, undo, decide in bulk; the facts change now and then."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.time = datetime(2025, 1, 6, tzinfo=UTC)
        self.url = URL.create("sqlite", database=str(Path(self.folder.name) / "log.db"))
        self.store = open_store(self.url, "2025", self.clock)
        self.versions = Counter({one["finding"]: 0 for one in FINDINGS})
        self.log = Log()

    def clock(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    @property
    def rows(self) -> list[Seen]:
        return [seen(one, self.versions[one["finding"]]) for one in FINDINGS]

    def found(self, log: Log | None = None) -> dict[str, Standing]:
        told = standings(self.rows, log or self.log, GROUNDS)
        return {row.finding: told.get(row.finding, Standing()) for row in self.rows}

    def draft(self, finding: str, reviewer: str, verdict: str, value: str) -> Draft:
        return Draft(
            reviewer=reviewer, finding=finding, evidence=f"e{self.versions[finding]}",
            verdict=verdict, value=value,
        )  # fmt: skip

    @rule(finding=findings, reviewer=reviewers, verdict=verdicts, value=values)
    def decide(self, finding: str, reviewer: str, verdict: Verdict, value: str) -> None:
        self.log.extend(self.store.append(self.draft(finding, reviewer, verdict, value)))

    @rule(finding=findings, reviewer=reviewers, verdict=verdicts, value=values)
    def decide_and_undo(self, finding: str, reviewer: str, verdict: Verdict, value: str) -> None:
        before = self.found()
        (entry,) = self.store.append(self.draft(finding, reviewer, verdict, value))
        undo = Draft(action=Action.UNDO, reviewer=reviewer, finding=finding, evidence="",
                     undoes=entry.id)  # fmt: skip
        self.log.extend([entry, *self.store.append(undo)])
        assert self.found() == before

    @rule(reviewer=reviewers, number=st.integers(0, 20))
    def undo(self, reviewer: str, number: int) -> None:
        own = [one for one in self.log.decisions if one.reviewer == reviewer]
        own = [one for one in own if not self.log.undone(one)]
        if own:
            one = own[number % len(own)]
            undo = Draft(action=Action.UNDO, reviewer=reviewer, finding=one.finding,
                         evidence=one.evidence, undoes=one.id)  # fmt: skip
            self.log.extend(self.store.append(undo))

    @rule(reviewer=reviewers, verdict=verdicts)
    def decide_all_that_is_open(self, reviewer: str, verdict: Verdict) -> None:
        before = self.found()
        untouched = [one for one, where in before.items() if where == Standing()]
        drafts = [self.draft(one, reviewer, verdict, "Wang Fang") for one in untouched]
        self.log.extend(self.store.append(*drafts, seen=self.log.seq))
        after = self.found()
        assert all(after[one] == before[one] for one in before if self.settled_apart(before, one))

    def settled_apart(self, before: dict[str, Standing], finding: str) -> bool:
        """Settled, and on no spelling, of which another finding may now speak too."""
        return before[finding].state is Settlement.SETTLED and finding in ("stray", "name")

    @rule(finding=findings)
    def facts_change(self, finding: str) -> None:
        decided = bool(self.log.in_force(finding))
        self.versions[finding] += 1
        assert self.found()[finding].state == (
            Settlement.STALE if decided else Settlement.OPEN
        )  # fmt: skip

    @invariant()
    def every_finding_is_in_one_state(self) -> None:
        for finding, where in self.found().items():
            own = self.log.in_force(finding)
            on_facts = [one for one in own if one.evidence == f"e{self.versions[finding]}"]
            assert (where.state is Settlement.STALE) <= bool(own)
            assert (where.state is Settlement.SETTLED) <= bool(on_facts)
            assert (where.awaits is not Awaits.NOTHING) <= (where.state is Settlement.OPEN)
            if not own:
                assert where == Standing()

    @invariant()
    def replaying_the_log_gives_the_same(self) -> None:
        log = read_log(self.url, "2025")
        assert breaks(log.entries, log.first) == []
        assert log.entries == self.log.entries
        assert self.found(log) == self.found()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


Reviewing.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)
TestReviewing = Reviewing.TestCase
