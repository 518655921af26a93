"""The batch on a cluster: a real scheduler and two workers, each a process, one of them killed."""

import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gradrecon.batch import Job, Outcome, cluster, run_batch, scheduler
from gradrecon.checklist.sent import Sent
from gradrecon.errors import UsageError
from gradrecon.kernels import kernels
from gradrecon.kernels.tray import private_tray
from gradrecon.run import snapshot

pytestmark = pytest.mark.usefixtures("read_once")


def test_a_worker_lost_in_mid_run_is_replaced_by_another(
    address: str, sample: Path, tmp_path: Path, notebooks: Callable[[str], Path]
) -> None:
    here, out = tmp_path / "first", tmp_path / "out"
    # When the others are done, this worker is the only one that still holds the Run.
    lines = f"""
import os, pathlib, psutil, signal, time
here, out = pathlib.Path({str(here)!r}), pathlib.Path({str(out)!r})
if college == '02' and not here.exists():
    while len(list(out.glob('.making-*/**/*.html'))) < 2:
        time.sleep(0.1)
    time.sleep(1)
    here.touch()
    template = psutil.Process(os.getppid())  # what the notebook was forked from
    os.kill(template.ppid(), signal.SIGKILL)
"""
    folder = notebooks(lines)
    batch = run_batch(sample / "params.toml", out=out, notebooks=folder, dask=address)
    assert [outcome.error for outcome in batch.outcomes] == ["", "", ""]
    assert here.exists() and (out / "colleges/02/report.html").exists()
    assert not list(out.rglob(".seen*"))


def test_what_is_made_where_the_folder_is_not_shared_comes_back(
    sample: Path, world: Any, tmp_path: Path, notebooks: Callable[[str], Path]
) -> None:
    template = notebooks("college") / "college.ipynb"
    away = tmp_path / "not" / "there"
    with private_tray() as tray:
        run = replace(world.run(), sent=Sent("0123456789abcdef"))
        snapshot.write(tray / "run", run, cohort="p", as_of="2025-03-03", raw="")
        job = Job("01", "宇航学院", "标题", template, {"college": "01"}, away / "college.ipynb",
                  away / "report.html", away / "问题清单.xlsx", tray, tmp_path, 60)  # fmt: skip
        parcel = cluster.Parcel(job, template.read_bytes(), "batch")
        returned = cluster.do_parcel(parcel, (tray / "run").read_bytes())
    assert returned.outcome.ok
    assert {"college.ipynb", "report.html", "问题清单.xlsx"} < set(returned.files)
    kernels.leave()
    cluster.forget("batch")


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:9", "nowhere", "udp://127.0.0.1:1"])
def test_a_cluster_that_does_not_answer_is_said(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setattr(scheduler, "WAIT_SECONDS", 0.5)
    with pytest.raises(UsageError, match="连不上这个 Dask 调度器"):
        run_batch(sample / "params.toml", out=tmp_path / "out", dask=wrong)


def test_a_cluster_without_the_library_is_said(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="没有安装 distributed"):
        run_batch(sample / "params.toml", out=tmp_path / "out", dask="tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    ("address", "open_to_all"),
    [
        ("tcp://10.0.0.8:8786", True),
        ("tcp://dask.example:8786", True),
        ("tls://10.0.0.8:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://[::1]:8786", False),
    ],
)
def test_a_cluster_beyond_this_machine_without_encryption_is_warned_of(
    address: str, open_to_all: bool
) -> None:
    assert ("没有加密" in scheduler.unencrypted(address)) == open_to_all


def test_workers_with_another_program_or_other_libraries_are_refused() -> None:
    here = scheduler.identity()

    class Client:
        def __init__(self, **differs: str) -> None:
            self.differs = differs

        def scheduler_info(self) -> dict[str, Any]:
            return {"workers": {"a": 1, "b": 1}}

        def run(self, _: Any) -> dict[str, Any]:
            return {"a": here, "b": here | self.differs}

    scheduler.require_same(Client())  # type: ignore[arg-type]
    for name in ("程序", "pandas"):
        with pytest.raises(UsageError, match=f"{name} 是 另一个（本机 "):
            scheduler.require_same(Client(**{name: "另一个"}))  # type: ignore[arg-type]


def test_a_scheduler_that_goes_away_ends_every_job_that_is_waited_for() -> None:
    client: Any = SimpleNamespace(status="running", scheduler_comm=object())
    executor = cluster._ClusterExecutor(client)
    waits: Future[Outcome] = Future()
    job: Any = SimpleNamespace(code="01", name="甲学院")
    executor._waiting[waits] = job
    with cluster._watched(executor):
        client.scheduler_comm = object()  # another has come in its place
        assert waits.result(timeout=10).error.startswith("Dask 调度器中断了")
    assert executor.lost
    executor.end()  # asks nothing of a cluster that is not there


def test_batches_side_by_side_leave_each_others_folder_alone_while_they_work() -> None:
    with cluster._tray("one", b"1") as one:
        with cluster._tray("two", b"2") as two:
            assert one.is_dir() and two.is_dir()
        with cluster._tray("one", b"1") as again:
            assert again == one and not two.exists()
    cluster.forget("one")
    assert not one.exists()


def test_the_mark_is_gone_before_anybody_is_told(tmp_path: Path) -> None:
    mark, there = tmp_path / cluster._MARK, []
    outcome = Outcome("01", "宇航学院", 1.0)
    for result in (lambda: cluster.Returned(outcome, {}), lambda: {}["nothing"]):
        mark.write_text("batch", encoding="ascii")
        done: Future[Outcome] = Future()
        done.add_done_callback(lambda _: there.append(mark.exists()))
        job: Any = SimpleNamespace(notebook=tmp_path / "college.ipynb")
        cluster._hand_over(SimpleNamespace(result=result), job, done)
        assert done.done()
    assert there == [False, False]
