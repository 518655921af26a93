"""The batch on a running Dask cluster: `--dask tcp://host:port`.

Each worker gets the Run once. Where it can see the folder of results it writes there; where it
cannot, the files travel back with the outcome. Dask gives the work of a lost worker to another,
and forgets the work where that worker was the last to hold the Run: then both are sent once more.
"""

from __future__ import annotations

import secrets
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

from gradrecon.batch.execute import execute
from gradrecon.batch.job import Job, Outcome
from gradrecon.batch.progress import count
from gradrecon.batch.scheduler import CLOSING, connected, require_same
from gradrecon.kernels import kernels
from gradrecon.kernels.tray import new_tray
from gradrecon.run import snapshot

if TYPE_CHECKING:
    from distributed import Client

_RETRIES = 3  # workers that may be lost with the same college
_GONE = "Dask 调度器中断了。恢复后重新运行，已做好的不会重做。"
_LOOK_EVERY = 0.5
_MARK = ".seen-from-here"


@dataclass(frozen=True)
class Parcel:
    """A job with all that a worker needs of it, wherever it is; `batch` stands in the mark."""

    job: Job
    template: bytes
    batch: str


@dataclass(frozen=True)
class Returned:
    """What came of a parcel; `files` by their places in the job's folder, none where shared."""

    outcome: Outcome
    files: dict[str, bytes]


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """The executor of a running cluster, for this batch.

    Raise UsageError if `distributed` is not installed, nobody answers at the address, the cluster
    has no workers, or they run another program or other libraries than this machine does.
    """
    with connected(address) as client:
        require_same(client)
        executor = _ClusterExecutor(client)
        try:
            with _watched(executor):
                yield executor
        finally:
            executor.end()


class _ClusterExecutor(Executor):
    """Submits jobs as parcels, and puts what comes back in its place."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._batch = secrets.token_hex(8)
        self._run: Any = None
        self._scattering = Lock()
        self._sent: list[Any] = []  # Dask gives up what nobody holds
        self._ended = False
        self._comm = client.scheduler_comm
        self._waiting: dict[Future[Outcome], Job] = {}

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Do a job on the cluster; `call` is always `execute`."""
        (job,) = given
        mark = job.notebook.parent / _MARK
        mark.write_text(self._batch, encoding="ascii")
        if self._run is None:
            self._client.subscribe_topic(self._batch, lambda told: _heard(job.tray, *told[1]))
        done: Future[Outcome] = Future()
        done.set_running_or_notify_cancel()
        self._waiting[done] = job
        self._send(job, done, _RETRIES)
        return done

    def _send(self, job: Job, done: Future[Outcome], left: int) -> None:
        """Send a job to the cluster, and up to `left` times again if the cluster forgets it."""
        parcel, run = Parcel(job, job.template.read_bytes(), self._batch), self._scattered(job.tray)
        key = f"{self._batch}-{job.code}-{left}"
        sent = self._client.submit(do_parcel, parcel, run, key=key, retries=_RETRIES)
        self._sent.append(sent)
        sent.add_done_callback(lambda future: self._received(future, job, done, left))

    def _scattered(self, tray: Path) -> Any:
        """The Run where the workers are, anew where the last that held it is lost."""
        with self._scattering:
            if self._run is None or self._run.status in ("lost", "cancelled"):
                content = (tray / snapshot.FILE).read_bytes()
                self._run = self._client.scatter(content, broadcast=True, hash=False)
            return self._run

    def _received(self, sent: Any, job: Job, done: Future[Outcome], left: int) -> None:
        if not sent.cancelled() or self._ended or not left:
            return _hand_over(sent, job, done)
        try:
            return self._send(job, done, left - 1)
        except Exception:  # nobody is left to send it to
            return _hand_over(sent, job, done)

    @property
    def lost(self) -> bool:
        """Whether the scheduler has gone: another one in its place knows nothing of this batch."""
        client = self._client
        return client.status != "running" or client.scheduler_comm is not self._comm

    def give_up(self) -> None:
        """Say of every job that is still waited for that the scheduler has gone."""
        self._ended = True
        for done, job in list(self._waiting.items()):
            with suppress(InvalidStateError):
                done.set_result(Outcome(job.code, job.name, 0.0, _GONE))

    def end(self) -> None:
        """Have the workers end the kernels of this batch and forget its Run."""
        self._ended = True
        if self.lost:
            return
        with suppress(Exception):  # a cluster that is gone has forgotten it
            self._client.cancel(self._sent)
            self._client.run(forget, self._batch, on_error="ignore")


@contextmanager
def _watched(executor: _ClusterExecutor) -> Iterator[None]:
    """Within it, jobs end in seconds if the scheduler goes away."""
    over = Event()

    def watch() -> None:
        while not (executor.lost or over.wait(_LOOK_EVERY)):
            continue
        if not over.is_set():
            executor.give_up()

    thread = Thread(target=watch, name="scheduler", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(CLOSING)


def do_parcel(parcel: Parcel, run: bytes) -> Returned:
    """Do a job where this worker is."""
    with _tray(parcel.batch, run) as tray:
        return _do(replace(parcel, job=replace(parcel.job, tray=tray)))


def _do(parcel: Parcel) -> Returned:
    job, tell = parcel.job, partial(_tell, parcel.batch, parcel.job.code)
    if _is_shared(parcel):
        return Returned(execute(job, tell), {})
    with tempfile.TemporaryDirectory(prefix="gradrecon-") as name:
        folder, made = Path(name), Path(name, "made")
        made.mkdir()
        template = folder / job.template.name
        template.write_bytes(parcel.template)
        outcome = execute(
            replace(
                job, template=template, root=folder, notebook=made / job.notebook.name,
                page=made / job.page.name, workbook=made / job.workbook.name,
            ),
            tell,
        )  # fmt: skip
        return Returned(outcome, {path.name: path.read_bytes() for path in made.iterdir()})


def forget(batch: str) -> None:
    """End a batch's kernels on this worker, and remove its Run."""
    tray = _TRAYS.pop(batch, None)
    if tray is not None:
        kernels.end(Path(tray.name))
        tray.cleanup()


def _tell(batch: str, code: str, cells: int) -> None:
    """Tell whoever waits for a batch how many cells of a job are done."""
    from distributed import get_worker

    with suppress(ValueError):  # no worker: called by itself
        get_worker().log_event(batch, [code, cells])


def _heard(tray: Path, code: str, cells: int) -> None:
    count(tray / f"cells-{code}", cells)


_LOCK = Lock()
_TRAYS: dict[str, tempfile.TemporaryDirectory[str]] = {}
_AT_WORK = Counter[str]()  # how many jobs of each batch are being done here


@contextmanager
def _tray(batch: str, run: bytes) -> Iterator[Path]:
    """This worker's private folder for a batch, with its Run in it, for as long as a job takes.

    Those of batches with no job here at the moment are given up.
    """
    with _LOCK:
        _AT_WORK[batch] += 1
        for other in [other for other in _TRAYS if not _AT_WORK[other]]:
            forget(other)
        if batch not in _TRAYS:
            tray = _TRAYS[batch] = new_tray()
            Path(tray.name, snapshot.FILE).write_bytes(run)
        folder = Path(_TRAYS[batch].name)
    try:
        yield folder
    finally:
        with _LOCK:
            _AT_WORK[batch] -= 1


def _is_shared(parcel: Parcel) -> bool:
    try:
        there = (parcel.job.notebook.parent / _MARK).read_text(encoding="ascii")
    except OSError:
        return False
    return there == parcel.batch and parcel.job.template.is_file()


def _hand_over(sent: Any, job: Job, done: Future[Outcome]) -> None:
    """Put what a worker made in its place, and give its outcome to whoever waits for it."""
    try:
        returned: Returned = sent.result()
        for name, content in returned.files.items():
            (job.notebook.parent / name).write_bytes(content)
        tell = partial(done.set_result, returned.outcome)
    except OSError as error:
        tell = partial(done.set_exception, error if error.errno else RuntimeError(str(error)))
    except BaseException as error:  # a lost worker, a cancelled task
        tell = partial(done.set_exception, RuntimeError(repr(error)))
    with suppress(OSError):
        (job.notebook.parent / _MARK).unlink(missing_ok=True)
    with suppress(InvalidStateError):  # it was given up meanwhile
        tell()  # last: whoever waits for it takes the folder as it is
