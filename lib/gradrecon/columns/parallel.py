"""Several columns at once: Arrow's kernels let other threads run while they work.

Only for functions that share nothing they change: kernels over arrays, and what is made of
columns of its own. What is done to one frame's index by label stays on one thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pyarrow as pa

Given = TypeVar("Given")
Made = TypeVar("Made")

THREADS = min(4, os.cpu_count() or 1)
# With fewer rows than this the threads wait for one another longer than they work.
ENOUGH = 100_000


def each(make: Callable[[Given], Made], given: Iterable[Given], rows: int) -> list[Made]:
    """What is made of each thing given, in their order; `rows`: how long the columns are."""
    if rows < ENOUGH:
        return [make(one) for one in given]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(make, given))


def by_parts(make: Callable[[pa.Array], pa.Array], values: pa.Array) -> pa.Array:
    """What a kernel makes of a column value by value, of several parts of it at once."""
    if not len(values) or len(values) < ENOUGH:
        return make(values)
    size = -(-len(values) // THREADS)
    parts = [values.slice(start, size) for start in range(0, len(values), size)]
    return pa.concat_arrays(each(make, parts, len(values)))


def together(rows: int, /, **makes: Callable[[], Any]) -> dict[str, Any]:
    """What each of several functions makes, by name; `rows`: how long the columns are."""
    return dict(zip(makes, each(lambda make: make(), makes.values(), rows), strict=True))
