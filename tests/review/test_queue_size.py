"""Size does not show: with 10,000 findings a decision costs what it costs with 100."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import pandas as pd

from gradrecon.review import ReviewQueue


def grown(run, size):
    """The same Run with so many findings, each its own."""
    base = run.findings.reset_index(drop=True)
    many = pd.concat([base] * (size // len(base) + 1), ignore_index=True).head(size)
    number = many.index.astype("str")
    first = many.index < len(base)
    own = {name: many[name].where(first, many[name] + "-" + number) for name in ("finding",)}
    students = many["student_no"].where(first | (many["student_no"] == ""), "S" + number)
    return replace(run, findings=many.assign(**own, student_no=students))


def cost(run, store):
    """The median time from a decision to the next case with its facets and thirty lines."""
    queue = ReviewQueue(run, store, "甲")
    taken = []
    for _ in range(25):
        begun = time.perf_counter()
        queue.decide("待查")
        queue.case()
        queue.facets()
        [queue.line(finding) for finding in queue.ids[:30]]
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def test_a_decision_costs_the_same_however_many_there_are(run, store):
    small, large = cost(grown(run, 100), store), cost(grown(run, 10_000), store)
    assert large <= small * 1.2 + 0.01, f"{small * 1000:.0f} ms → {large * 1000:.0f} ms"
