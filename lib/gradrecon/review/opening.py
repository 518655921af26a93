"""From a params file to a reviewer's queue."""

from __future__ import annotations

from pathlib import Path

from gradrecon import workspace
from gradrecon.cohort import cohort as cohorts
from gradrecon.decisions.location import store_url
from gradrecon.decisions.log import Log
from gradrecon.decisions.store import Clock, open_store
from gradrecon.review.queue import ReviewQueue
from gradrecon.run import opening


def open_queue(
    params: str | Path, *, reviewer: str, clock: Clock, as_of: str = "", raw: str = ""
) -> ReviewQueue:
    """The queue of a cohort for one reviewer, from its files and its decisions as they are now.

    Arguments as in `opening.open_run`; `clock` gives the time that decisions are dated with.
    UsageError, SourceError or DecisionsError where params, files or store are faulty; in a store
    that holds less than it did nothing can be saved, and its `notice` says why.
    """
    path = workspace.found(params)
    cohort = cohorts.load(path)
    store = open_store(store_url(cohort, path), cohort.id, clock)
    # A store that lost something can be looked at, and says so; nothing else rests on it.
    log = Log(store.entries()) if store.trouble else None
    run = opening.open_run(params, as_of=as_of, raw=raw, log=log)
    last = workspace.out_folder(cohort) / "tables" / "findings.csv"
    return ReviewQueue(run, store, reviewer, last)
