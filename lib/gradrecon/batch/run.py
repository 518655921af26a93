"""The story of a batch: plan → read → reconcile → notebooks, pages, workbooks, tables → publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from gradrecon import history, snapshot
from gradrecon.batch.cluster import cluster_executor
from gradrecon.batch.current import basis, current, files
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.plan import Plan
from gradrecon.batch.plan import plan as plan_of
from gradrecon.batch.pool import local_executor, run_jobs
from gradrecon.batch.progress import Progress, Silent
from gradrecon.batch.publish import RUN_RECORD, college_folder, publish, staging, stale_files
from gradrecon.batch.request import Request
from gradrecon.checklist.embedded import open_sent
from gradrecon.checklist.outgoing import outgoing
from gradrecon.checklist.sent import FOLDER, with_key, write_key, write_record
from gradrecon.decisions.location import decided
from gradrecon.decisions.log import Log
from gradrecon.errors import BatchError, Fault, UsageError
from gradrecon.outputs import manifest
from gradrecon.outputs.books import CHECKLIST, work_ahead
from gradrecon.outputs.report import compare_ahead
from gradrecon.outputs.tables import write_tables
from gradrecon.reading import Intake, read_folder
from gradrecon.reconcile import Run, reconcile
from gradrecon.warm.tray import private_tray


@dataclass(frozen=True)
class Batch:
    """What a batch came to: every job's outcome (the school's code is ""), and where it all is.

    `record` is the content of `run.json`.
    """

    plan: Plan
    record: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    made_from: Run | None = None

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.plan.out

    @cached_property
    def run(self) -> Run:
        """The Run that the results were made from; read afresh where nothing had to be made."""
        plan = self.plan
        log = decided(plan.cohort, plan.params)
        return self.made_from or _reconciled(plan, read_folder(plan.raw, plan.cohort), log)

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
    log = decided(plan.cohort, plan.params)
    before = manifest.read_record(plan.out / RUN_RECORD)
    ready = set() if plan.request.force else current(plan, basis(plan, log.head), before)
    if nothing := _nothing_to_do(plan, ready, before, progress):
        return nothing
    with (
        staging(plan.out) as stage,
        private_tray() as tray,
        _at_work(plan, tray, executor) as pool,
    ):
        plan.require_notebooks()
        intake = read_folder(plan.raw, plan.cohort, jobs=plan.workers)
        run = _reconciled(plan, intake, log)
        codes = ("", *_wanted(plan, run))
        done = [plan.up_to_date(code) for code in codes if code in ready]
        compare_ahead(run)
        work_ahead(run)
        snapshot.write(tray / snapshot.FILE, run, **plan.parameters)
        work = [plan.job(code, stage, tray) for code in codes if code not in ready]
        if done:
            progress.skip(len(done))
        with ThreadPoolExecutor(1) as beside:
            tables = beside.submit(_write_tables, run, stage)
            outcomes = [*done, *_execute(plan, work, pool, progress)]
        tables.result()
        record = _finish(plan, run, intake, outcomes, stage)
    return Batch(plan, record, tuple(outcomes), run)


def _nothing_to_do(
    plan: Plan, ready: set[str], before: Mapping[str, Any], progress: Progress
) -> Batch | None:
    """The batch that finds all of its results up to date; None where there is something to do."""
    codes = ["", *(before.get("colleges", {}) if plan.colleges is None else plan.colleges)]
    if not ready.issuperset(codes) or stale_files(plan.out, before["colleges"]):
        return None
    progress.skip(len(codes))
    record = manifest.still_current(before, codes)
    with staging(plan.out) as stage:
        manifest.write_record(record, stage / RUN_RECORD)
        publish(stage, plan.out)
    return Batch(plan, record, tuple(plan.up_to_date(code) for code in codes))


def _reconciled(plan: Plan, intake: Intake, log: Log) -> Run:
    """The Run of what was read, with what was decided, sent and known before."""
    tables = intake.require()
    sent = open_sent(plan.out / FOLDER, plan.raw, tables["returned"])
    run = reconcile(plan.cohort, tables, log, with_key(sent), as_of=plan.as_of)
    return history.with_past(run, plan.out)


def _wanted(plan: Plan, run: Run) -> Sequence[str]:
    """The codes of the colleges to be made; UsageError for one that has no students."""
    wanted = run.colleges if plan.colleges is None else plan.colleges
    empty = [code for code in wanted if code not in run.colleges]
    if empty:
        raise UsageError(
            Fault(
                f"--college {code}",
                f"{plan.cohort.college(code).name}在学籍名册里没有本届双证学生",
                "核对学院代码和名册里的学院名称。",
                "、".join(run.colleges),
            )
            for code in empty
        )
    return wanted


def _at_work(plan: Plan, tray: Path, executor: Executor | None) -> AbstractContextManager[Executor]:
    """Who does the work: as given, else a cluster, else threads with kernels of our own."""
    if executor is not None:
        return nullcontext(executor)
    if plan.request.dask:
        return cluster_executor(plan.request.dask)
    most = 1 + len(plan.cohort.colleges if plan.colleges is None else plan.colleges)
    return local_executor(min(plan.workers, most), tray)


def _execute(
    plan: Plan, work: Sequence[Job], executor: Executor, progress: Progress
) -> list[Outcome]:
    for job in work:
        job.notebook.parent.mkdir(parents=True, exist_ok=True)
    progress.begin(work, [plan.cells[job.template.name] for job in work])
    try:
        return run_jobs(work, executor, progress)
    finally:
        progress.close()


def _finish(
    plan: Plan, run: Run, intake: Intake, outcomes: Sequence[Outcome], stage: Path
) -> dict[str, Any]:
    """What later runs need, the record, and everything into place; the record."""
    made = [outcome.code for outcome in outcomes if not outcome.current]
    _keep_sent(run, [code for code in made if code], stage)
    stale = [] if plan.colleges is not None else stale_files(plan.out, run.colleges)
    if all(outcome.ok for outcome in outcomes):
        stale += history.keep(run, plan.out, stage)
    before = manifest.read_record(plan.out / RUN_RECORD)
    record = manifest.record(run, intake, plan.params, outcomes, before)
    now = basis(plan, run.decided.head, stage, stale)
    good = [outcome.code for outcome in outcomes if outcome.ok and not outcome.current]
    manifest.with_files(record, now, {code: files(stage, code) for code in good})
    manifest.write_record(record, stage / RUN_RECORD)
    publish(stage, plan.out, stale)
    return record


def _write_tables(run: Run, stage: Path) -> None:
    (stage / "tables").mkdir()
    write_tables(run, stage / "tables")


def _keep_sent(run: Run, codes: Iterable[str], stage: Path) -> None:
    """Keep what the 信息核对表 that were made say, to compare their returns with."""
    write_key(run.sent, stage / FOLDER)
    for code in codes:
        if (college_folder(stage, code) / CHECKLIST).is_file():
            write_record(outgoing(run, code).record, stage / FOLDER)
