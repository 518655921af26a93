"""Run by tests in a process of its own: writers that are killed, and many writers at once.

`kill URL TIMES` forks a writer that often and kills it at a random moment; prints the ids of the
entries that the writers were told are saved. `many URL WRITERS EACH` forks writers that save so
many entries each, all at once. `limit URL BYTES` saves until files may grow no further, then
again without the limit; prints what is said and what is there.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from datetime import UTC, datetime

from sqlalchemy import make_url

from gradrecon.decisions.entry import Draft
from gradrecon.decisions.store import Store, open_store
from gradrecon.errors import DecisionsError

SEED = 2025


def opened(url: str) -> Store:
    return open_store(make_url(url), "2025", lambda: datetime.now(UTC))


def draft(number: int, reviewer: str = "甲") -> Draft:
    return Draft(reviewer=reviewer, finding=f"f{number}", evidence="e", verdict="待查")


def write(url: str, told: int) -> None:
    store = opened(url)
    for number in range(1_000_000):
        (entry,) = store.append(draft(number))
        os.write(told, f"{entry.id}\n".encode())


def kill(url: str, times: int) -> None:
    moments = random.Random(SEED)
    for round_ in range(times):
        reading, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            write(url, told)
        os.close(told)
        if round_ % 2:  # among its writing, however slow the machine; else while it opens, too
            sys.stdout.write(os.read(reading, 33).decode())
        time.sleep(moments.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading) as saved:
            sys.stdout.write(saved.read())


def many(url: str, writers: int, each: int) -> None:
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            store = opened(url)
            for number in range(each):
                store.append(draft(number, f"复核人{writer}"))
            os._exit(0)
        children.append(child)
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    sys.exit(len(failed))


def limit(url: str, size: int) -> None:
    store = opened(url)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    saved, one = 0, draft(0)
    try:
        while saved < 10_000:
            one = draft(saved)
            store.append(one)
            saved += 1
    except DecisionsError as error:
        sys.stdout.write(f"{error}\n")
    sys.stdout.write(f"told {saved}, there {len(store.entries())}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.append(one)
    sys.stdout.write(f"then {len(store.entries())}\n")


if __name__ == "__main__":
    task, url, *numbers = sys.argv[1:]
    {"kill": kill, "many": many, "limit": limit}[task](url, *map(int, numbers))
