"""The story of a batch: plan → is there anything to do? → make → publish.

Nothing here loads pandas: a batch that finds all up to date answers at once, and where there is
something to make, kernels start before this process has loaded its own libraries.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradrecon.batch import record as manifest
from gradrecon.batch.current import basis, current, inputs
from gradrecon.batch.job import Outcome
from gradrecon.batch.plan import Plan
from gradrecon.batch.plan import plan as plan_of
from gradrecon.batch.pool import local_executor
from gradrecon.batch.progress import Progress, Silent
from gradrecon.batch.publish import (
    RUN_RECORD,
    college_folder,
    publish,
    staging,
    stale_files,
    writing,
)
from gradrecon.batch.request import Request
from gradrecon.batch.why import reasons
from gradrecon.decisions.location import decided
from gradrecon.errors import BatchError, Fault
from gradrecon.kernels.tray import private_tray, sweep

if TYPE_CHECKING:
    from gradrecon.run.run import Run


@dataclass(frozen=True)
class Batch:
    """What a batch came to: every job's outcome (the school's code is ""), and where it all is.

    `record` is the content of `run.json`; `why`: what has changed since the run before.
    """

    plan: Plan
    record: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    made_from: Run | None = None
    why: tuple[str, ...] = ()

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.plan.out

    @cached_property
    def run(self) -> Run:
        """The Run that the results were made from; read afresh where nothing had to be made."""
        from gradrecon.batch.making import reconciled

        plan = self.plan
        return self.made_from or reconciled(plan, decided(plan.cohort, plan.params, plan.memory))[0]

    @property
    def failed(self) -> list[Outcome]:
        """The outcomes that went wrong."""
        return [outcome for outcome in self.outcomes if not outcome.ok]

    def require(self) -> None:
        """Nothing where all went well, else BatchError with each that did not."""
        if self.failed:
            raise BatchError(self._fault(outcome) for outcome in self.failed)

    def _fault(self, outcome: Outcome) -> Fault:
        folder = college_folder(self.out, outcome.code) if outcome.code else self.out
        return Fault(
            f"{outcome.code} {outcome.name}".strip(),
            outcome.error,
            f"打开 {folder} 里没有运行完的笔记本查看；原有报告如有则保留，截至日见报告。",
        )


def run_batch(
    params: str | Path,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    **asked: Any,
) -> Batch:
    """Make every report of a cohort on a day, and publish what could be made.

    `asked`: the further fields of `Request`, as `as_of="2024-12-17", jobs=2`. `executor`: does
    the work in place of threads and kernels of our own.

    A college that fails leaves its half-run notebook, and its last good report stays. UsageError,
    SourceError, DecisionsError, TotalsError: nothing was published, all results are as they were.
    """
    plan, progress = plan_of(Request(params, **asked)), progress or Silent()
    with writing(plan.out, progress.tell, group=plan.cohort.results.group):
        return _written(plan, executor, progress)


def _written(plan: Plan, executor: Executor | None, progress: Progress) -> Batch:
    """The batch of the only run that writes in the folder of results now."""
    log = decided(plan.cohort, plan.params, plan.memory)
    read = inputs(plan, log.head)
    before = manifest.read_record(plan.out / RUN_RECORD)
    ready = set() if plan.request.force else current(plan, basis(read), before)
    if nothing := _nothing_to_do(plan, ready, before, progress):
        return nothing
    sweep(progress.tell)
    with (
        staging(plan.out) as stage,
        private_tray() as tray,
        _at_work(plan, tray, executor, progress) as pool,
    ):
        from gradrecon.batch.making import make

        record, outcomes, run = make(plan, log, read, ready, (stage, tray), pool, progress)
    why = () if plan.request.force else reasons(before.get("read", {}), read)
    return Batch(plan, record, outcomes, run, tuple(why))


def _nothing_to_do(
    plan: Plan, ready: set[str], before: Mapping[str, Any], progress: Progress
) -> Batch | None:
    """The batch that finds all of its results up to date; None where there is something to do."""
    codes = ["", *(before.get("colleges", {}) if plan.colleges is None else plan.colleges)]
    if not ready.issuperset(codes) or stale_files(plan.out, before["colleges"], plan.cohort):
        return None
    progress.skip(len(codes))
    record = manifest.still_current(before, codes, plan.params)
    with staging(plan.out) as stage:
        manifest.write_record(record, stage / RUN_RECORD)
        publish(stage, plan.out, group=plan.cohort.results.group)
    return Batch(plan, record, tuple(plan.up_to_date(code) for code in codes))


def _at_work(
    plan: Plan, tray: Path, executor: Executor | None, progress: Progress
) -> AbstractContextManager[Executor]:
    """Who does the work: as given, else a cluster, else threads with kernels of our own."""
    if executor is not None:
        return nullcontext(executor)
    if plan.request.dask:
        from gradrecon.batch.cluster import cluster_executor
        from gradrecon.batch.scheduler import unencrypted

        if said := unencrypted(plan.request.dask):
            progress.tell(said)
        return cluster_executor(plan.request.dask)
    most = 1 + len(plan.cohort.colleges if plan.colleges is None else plan.colleges)
    return local_executor(min(plan.workers, most), tray)
