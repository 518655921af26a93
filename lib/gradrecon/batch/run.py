"""The story of a batch: plan → read → reconcile → notebooks, pages, workbooks, tables → publish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from gradrecon import history, snapshot
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.plan import Plan, plan
from gradrecon.batch.pool import run_jobs
from gradrecon.batch.progress import Progress, Silent
from gradrecon.batch.publish import RUN_RECORD, college_folder, publish, staging, stale_files
from gradrecon.batch.tray import private_tray
from gradrecon.checklist.embedded import open_sent
from gradrecon.checklist.outgoing import outgoing
from gradrecon.checklist.sent import FOLDER, with_key, write_key, write_record
from gradrecon.decisions.location import decided
from gradrecon.errors import BatchError, Fault, UsageError
from gradrecon.outputs import manifest
from gradrecon.outputs.books import CHECKLIST
from gradrecon.outputs.tables import write_tables
from gradrecon.reading import Intake, read_folder
from gradrecon.reconcile import Run, reconcile


@dataclass(frozen=True)
class Batch:
    """What a batch came to: its Run, every job's outcome (the school's code is ""), and where."""

    run: Run
    outcomes: tuple[Outcome, ...]
    out: Path

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
    as_of: str = "",
    colleges: Iterable[str] = (),
    raw: str | Path = "",
    out: str | Path = "",
    notebooks: str | Path = "",
    jobs: int = 0,
    seconds: int = 600,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Make every report of a cohort on a day, and publish what could be made.

    `colleges`: only these (the school's report and the tables are always made). `raw`, `out`,
    `notebooks`: folders other than the usual ones. `jobs`: notebooks at a time, 0 for one a core;
    `seconds`: how long one may take. `executor`: does the work in place of local processes.

    A college that fails leaves its half-run notebook, and its last good report stays. UsageError,
    SourceError, DecisionsError, TotalsError: nothing was published, all results are as they were.
    """
    asked = plan(
        params, as_of=as_of, colleges=colleges, raw=raw, out=out, notebooks=notebooks,
        jobs=jobs, seconds=seconds,
    )  # fmt: skip
    with staging(asked.out) as stage, private_tray() as tray:
        intake = read_folder(asked.raw, asked.cohort, jobs=asked.workers)
        tables = intake.require()
        sent = open_sent(asked.out / FOLDER, asked.raw, tables["returned"])
        log = decided(asked.cohort, asked.params)
        run = reconcile(asked.cohort, tables, log, with_key(sent), as_of=asked.as_of)
        run = history.with_past(run, asked.out)
        snapshot.write(tray / "run", run, **asked.parameters)
        work = [asked.job(code, stage, tray) for code in ("", *_wanted(asked, run))]
        outcomes = _execute(asked, work, executor, progress or Silent())
        _finish(asked, run, intake, outcomes, stage)
    return Batch(run, tuple(outcomes), asked.out)


def _wanted(asked: Plan, run: Run) -> Sequence[str]:
    """The codes of the colleges to be made; UsageError for one that has no students."""
    empty = [code for code in asked.colleges if code not in run.colleges]
    if empty:
        raise UsageError(
            Fault(
                f"--college {code}",
                f"{asked.cohort.college(code).name}在学籍名册里没有本届双证学生",
                "核对学院代码和名册里的学院名称。",
                "、".join(run.colleges),
            )
            for code in empty
        )
    return asked.colleges or run.colleges


def _execute(
    asked: Plan, work: Sequence[Job], executor: Executor | None, progress: Progress
) -> list[Outcome]:
    for job in work:
        job.notebook.parent.mkdir(parents=True, exist_ok=True)
    progress.begin(work, [asked.cells[job.template.name] for job in work])
    try:
        return run_jobs(work, min(asked.workers, len(work)), progress, executor)
    finally:
        progress.close()


def _finish(
    asked: Plan, run: Run, intake: Intake, outcomes: Sequence[Outcome], stage: Path
) -> None:
    """The tables, the record, and everything into place."""
    (stage / "tables").mkdir()
    write_tables(run, stage / "tables")
    _keep_sent(run, [outcome.code for outcome in outcomes if outcome.code], stage)
    before = manifest.read_record(asked.out / RUN_RECORD)
    content = manifest.record(run, intake, asked.params, outcomes, before)
    manifest.write_record(content, stage / RUN_RECORD)
    stale = [] if asked.colleges else stale_files(asked.out, run.colleges)
    if all(outcome.ok for outcome in outcomes):
        stale += history.keep(run, asked.out, stage)
    publish(stage, asked.out, stale)


def _keep_sent(run: Run, codes: Iterable[str], stage: Path) -> None:
    """Keep what the 信息核对表 that were made say, to compare their returns with."""
    write_key(run.sent, stage / FOLDER)
    for code in codes:
        if (college_folder(stage, code) / CHECKLIST).is_file():
            write_record(outgoing(run, code).record, stage / FOLDER)
