"""From a params file to the Run, and where a cohort's files are.

The notebooks begin here: `open_run("params/2025.toml", as_of="2024-12-17")`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gradrecon.cohort import cohort as cohorts
from gradrecon.run import snapshot
from gradrecon.workspace import SENT, day_of, found, out_folder, raw_folder

if TYPE_CHECKING:
    from gradrecon.decisions.log import Log
    from gradrecon.run.run import Run


def open_run(
    cohort: str | Path,
    *,
    as_of: str = "",
    raw: str = "",
    out: str | Path = "",
    jobs: int = 1,
    log: Log | None = None,
) -> Run:
    """The Run of a cohort on a day, from its files as they are now.

    `cohort`: its params file. `as_of`: YYYY-MM-DD, "" for the params' own day. `raw`: the folder
    of files, "" for the usual one (`raw_folder`). `out`: the folder of results, which knows what
    was sent and what came before, "" for the usual one. Relative paths are looked for in the
    current folder, then in the project. `jobs` processes read. Within a batch it is the batch's
    own Run, read once. `log`: the decisions, where they are not to be read.
    Raise UsageError for faulty params or day, SourceError for faulty files, DecisionsError if the
    decisions cannot be read.
    """
    # Papermill passes what looks like a number as one: `-p as_of 20241217`.
    cohort, as_of, raw = str(cohort), str(as_of), str(raw)
    ready = snapshot.current(cohort, as_of, raw)
    if ready is not None:
        return ready
    from gradrecon.checklist.embedded import open_sent
    from gradrecon.decisions.location import decided
    from gradrecon.reading import read_folder
    from gradrecon.run.earlier_runs import with_past
    from gradrecon.run.reconcile import reconcile

    params = found(cohort)
    settings = cohorts.load(params)
    day = day_of(as_of, settings)
    folder = raw_folder(settings, params, raw)
    tables = read_folder(folder, settings, jobs=jobs).require()
    results = Path(out) if out else out_folder(settings)
    sent = open_sent(results / SENT, folder, tables["returned"])
    log = decided(settings, params) if log is None else log
    run = reconcile(settings, tables, log, sent, as_of=day)
    return with_past(run, results)
