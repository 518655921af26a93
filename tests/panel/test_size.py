"""However long the queue is, the panel stays small: what it keeps, and what it sends."""

from __future__ import annotations

import dataclasses
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gradrecon.panel.desk import Desk
from gradrecon.panel.widget import ReviewPanel
from gradrecon.review import ReviewQueue
from gradrecon.run.run import Run

MANY = 10_000
MEGABYTE = 2**20


@pytest.fixture
def run(world: Any, new_troubled: Callable[[], Any]) -> Run:
    """A run with 10,000 findings."""
    run = new_troubled().run()
    found = run.findings.iloc[np.arange(MANY) % len(run.findings)].reset_index(drop=True)
    found["finding"] = [f"{number:016x}" for number in range(MANY)]
    return dataclasses.replace(run, findings=found)


@pytest.fixture
def opener(run: Run, store_of: Callable[[], Any]) -> Callable[[str], ReviewQueue]:
    return lambda reviewer: ReviewQueue(run, store_of(), reviewer)


def test_it_takes_less_than_60_megabytes(opener: Callable[[str], ReviewQueue]) -> None:
    tracemalloc.start()
    panel = ReviewPanel(Desk(opener, "王老师"), place="")
    panel.desk.answer({"id": "1", "do": "open", "from": 0, "count": 40})
    taken, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    panel.close()
    assert taken <= peak < 60 * MEGABYTE


def test_an_answer_is_as_long_as_the_screen_and_not_as_the_queue(
    opener: Callable[[str], ReviewQueue],
) -> None:
    desk = Desk(opener, "王老师")
    question = {"id": "1", "do": "open", "from": 5000, "count": 10**6}
    answer = desk.answer(question)
    assert answer["view"]["list"]["total"] == MANY
    assert len(answer["view"]["list"]["lines"]) <= 100
    assert len(json.dumps(answer)) < 100_000
