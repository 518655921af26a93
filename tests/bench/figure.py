"""One figure of the benchmark: a ratio of two works, measured side by side in the same run.

Machines are shared and drift; a ratio of neighbours holds where a single time does not.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """What was measured: seconds of ours and of what it stands beside, and the limit if any."""

    name: str
    beside: str
    ours: float
    theirs: float
    limit: float | None = None

    @property
    def ratio(self) -> float:
        """Ours as a multiple of theirs."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.limit is None or self.ratio <= self.limit


def side_by_side(
    name: str, ours: Work, beside: str, theirs: Work, *, limit: float | None = None, times: int = 5
) -> Figure:
    """The medians of both works, run in turn after one warm-up of each.

    What this process has imported and kept for other figures is not theirs: it is not looked
    through for cycles meanwhile.
    """
    gc.collect()
    gc.freeze()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(times + 1)][1:]
    gc.unfreeze()
    mine, other = zip(*pairs, strict=True)
    return Figure(name, beside, statistics.median(mine), statistics.median(other), limit)


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
