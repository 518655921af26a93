"""A small cohort with a few troubles, and reviewers at their queues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from gradrecon.decisions.store import Store, open_store
from gradrecon.review import ReviewQueue
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run

DAY = date(2025, 1, 5)
# A Run never changes: the tests share one.
_MADE: list[Run] = []


class Clock:
    """A clock that moves a second whenever it is looked at, and when it is wound."""

    def __init__(self) -> None:
        self.time = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def wind(self, **by: int) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def troubled(world: Any) -> Any:
    """Spellings to doubt and to format, a name that differs, a birth date, a stray."""
    for student_no, spelling in (("1001", "Wang Fan"), ("1002", "LI MING"), ("1004", "ZHAO LEI")):
        world.set("pinyin", student_no, pinyin=spelling, confirmed="否")
        world.set("returned", student_no, confirmed="否")
    world.set("roster", "1002", birth_date="2000-02-20")
    world.set("chsi", "1003", name="陈敬")
    world.add("studio", student_no="9999", name="赵磊", id_no="990***********0059",
              taken="2024-11-26 09:30:00", fee="20")  # fmt: skip
    return world


@pytest.fixture
def run(troubled: Any) -> Run:
    """What its sources say."""
    if not _MADE:
        _MADE.append(reconcile(troubled.cohort, troubled.tables(), as_of=DAY))
    return _MADE[0]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = open_store(URL.create("sqlite", database=str(tmp_path / "log.db")), "2025", clock)
    yield opened
    opened.close()


@pytest.fixture
def reviewer(run: Run, store: Store) -> Callable[[str], ReviewQueue]:
    """The queue of somebody else."""
    return lambda name: ReviewQueue(run, store, name)


@pytest.fixture
def queue(reviewer: Callable[[str], ReviewQueue]) -> ReviewQueue:
    """The queue of 甲."""
    return reviewer("甲")


@pytest.fixture
def find(run: Run) -> Callable[..., str]:
    """The finding of a rule on a student, by its id."""

    def one(rule: str, student_no: str | None = None) -> str:
        found = run.findings[run.findings["rule"] == rule]
        if student_no is not None:
            found = found[found["student_no"] == student_no]
        (finding,) = found["finding"]
        return str(finding)

    return one
