"""Make it: read → reconcile → notebooks, pages, workbooks, tables → publish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from gradrecon.batch import record as manifest
from gradrecon.batch.current import (
    Inputs,
    afterwards,
    basis,
    common,
    files,
    require_same,
    same_slices,
)
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.plan import Plan
from gradrecon.batch.pool import run_jobs
from gradrecon.batch.progress import Progress
from gradrecon.batch.publish import RUN_RECORD, college_folder, publish, stale_files
from gradrecon.batch.slices import slices
from gradrecon.checklist.embedded import open_sent
from gradrecon.checklist.sent import FOLDER, with_key, write_key, write_record
from gradrecon.decisions.log import Log
from gradrecon.errors import Fault, UsageError
from gradrecon.outputs.pages.report import precompute_figures
from gradrecon.outputs.tables.tables import write_tables
from gradrecon.outputs.workbooks.books import CHECKLIST, precompute_books
from gradrecon.outputs.workbooks.checklist.outgoing import outgoing
from gradrecon.reading import Intake, read_folder
from gradrecon.run import earlier_runs, snapshot
from gradrecon.run.reconcile import reconcile
from gradrecon.run.run import Run


def make(
    plan: Plan, log: Log, read: Inputs, ready: Set[str], folders: tuple[Path, Path],
    pool: Executor, progress: Progress,
) -> tuple[dict[str, Any], tuple[Outcome, ...], Run]:  # fmt: skip
    """Make and publish all but what is `ready`: the record, every job's outcome, the Run.

    `read`: the inputs as they were when the run began. `folders`: the stage, where results are
    made, and the batch's private one.
    """
    stage, tray = folders
    with ThreadPoolExecutor(1) as beside:
        sound = beside.submit(plan.require_notebooks)  # loads Papermill, while files are read
        run, intake = reconciled(plan, log)
    sound.result()
    codes = ("", *_wanted(plan, run))
    precompute_figures(run)
    precompute_books(run)
    before = manifest.read_record(plan.out / RUN_RECORD)
    cut = slices(run, common(read, plan))
    ready = ready if plan.request.force else {*ready, *same_slices(plan, cut, before)}
    done = [plan.up_to_date(code) for code in codes if code in ready]
    snapshot.write(tray / snapshot.FILE, run, **plan.parameters)
    work = [plan.job(code, stage, tray) for code in codes if code not in ready]
    if done:
        progress.skip(len(done))
    with ThreadPoolExecutor(1) as beside:
        tables = beside.submit(_write_tables, run, stage)
        outcomes = (*done, *_execute(plan, work, pool, progress))
    tables.result()
    return _finish(plan, run, intake, (read, cut, before), outcomes, stage), outcomes, run


def reconciled(plan: Plan, log: Log) -> tuple[Run, Intake]:
    """The Run of the files as they are, with what was decided, sent and known before."""
    intake = read_folder(plan.raw, plan.cohort, jobs=plan.workers)
    tables = intake.require()
    sent = open_sent(plan.memory / FOLDER, plan.raw, tables["returned"])
    run = reconcile(plan.cohort, tables, log, with_key(sent), as_of=plan.as_of)
    return earlier_runs.with_past(run, plan.memory), intake


def _wanted(plan: Plan, run: Run) -> Sequence[str]:
    """The codes of the colleges to be made; raise UsageError for one that has no students."""
    there = run.colleges
    wanted = there if plan.colleges is None else plan.colleges
    empty = [code for code in wanted if code not in there]
    if empty:
        raise UsageError(
            Fault(
                f"--college {code}",
                f"{plan.cohort.college(code).name}在学籍名册里没有本届双证学生",
                "核对学院代码和名册里的学院名称。",
                "、".join(there),
            )
            for code in empty
        )
    return wanted


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
    plan: Plan, run: Run, intake: Intake, made_from: tuple[Inputs, Inputs, Inputs],
    outcomes: Sequence[Outcome], stage: Path,
) -> dict[str, Any]:  # fmt: skip
    """What later runs need, the record, and everything into place; the record.

    `made_from`: what was read, each college's slice of it, and the record of the run before.
    """
    read, cut, before = made_from
    made = [outcome.code for outcome in outcomes if not outcome.current]
    stale = [] if plan.colleges is not None else stale_files(plan.out, run.colleges, run.cohort)
    if not plan.question:
        write_key(run.sent, plan.out / FOLDER)  # before all that is sealed with it
        _keep_sent(run, [code for code in made if code], stage)
        if all(outcome.ok for outcome in outcomes):
            stale += earlier_runs.keep(run, plan.out, stage)
    record = manifest.record(run, intake, plan.params, outcomes, before)
    now = basis(afterwards(plan, require_same(read, intake), stage, stale))
    good = [outcome.code for outcome in outcomes if outcome.ok]
    fresh = {code: files(stage, code) for code in good if code in made}
    manifest.with_basis(record, now, {code: cut.get(code, "") for code in good}, fresh)
    manifest.write_record(record | {"read": read}, stage / RUN_RECORD)
    publish(stage, plan.out, stale, group=plan.cohort.results.group)
    return record


def _write_tables(run: Run, stage: Path) -> None:
    (stage / "tables").mkdir()
    write_tables(run, stage / "tables")


def _keep_sent(run: Run, codes: Iterable[str], stage: Path) -> None:
    """Keep what the 信息核对表 that were made say, to compare their returns with."""
    for code in codes:
        if (college_folder(stage, code) / CHECKLIST).is_file():
            write_record(outgoing(run, code).record, stage / FOLDER)
