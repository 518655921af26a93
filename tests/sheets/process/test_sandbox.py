"""A file that breaks the reading process breaks nothing else."""

import os
import threading
from pathlib import Path

import pytest

from gradrecon.errors import SourceError
from gradrecon.sheets import Limits, Unreadable, read_sheets
from gradrecon.sheets.process.sandbox import Sandbox


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "表.csv"
    path.write_text("学号,姓名\n1,张三\n", encoding="utf-8")
    return path


def test_one_process_reads_file_after_file(table: Path) -> None:
    with Sandbox() as sandbox:
        first = sandbox.start().pid
        for _ in range(3):
            assert sandbox.read(table).sheets[0].cells == [["学号", "姓名"], ["1", "张三"]]
        assert sandbox.start().pid == first


def test_a_dead_process_is_started_again(table: Path) -> None:
    with Sandbox() as sandbox:
        process = sandbox.start()
        process.kill()
        process.wait()
        assert sandbox.read(table).sheets[0].height == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, table: Path) -> None:
    pipe = tmp_path / "管道.csv"
    os.mkfifo(pipe)
    with Sandbox() as sandbox:
        with pytest.raises(Unreadable, match="不是普通的文件"):
            sandbox.read(pipe)
        assert sandbox.read(table).sheets[0].height == 2


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that come to no end: one waits, one computes."""
    lines = [
        "import time",
        "def waits(path, limits, turn): time.sleep(600)",
        "def computes(path, limits, turn):",
        "    while True: pass",
    ]
    (tmp_path / "endless.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("endless")
def test_a_reader_that_waits_too_long_is_given_up(table: Path) -> None:
    with (
        Sandbox(Limits(seconds=1), "endless:waits") as sandbox,
        pytest.raises(Unreadable, match="读取超时"),
    ):
        sandbox.read(table)


@pytest.mark.usefixtures("endless")
def test_a_reader_that_computes_for_ever_is_ended(table: Path) -> None:
    with (
        Sandbox(Limits(seconds=60), "endless:computes") as sandbox,
        pytest.raises(Unreadable, match="读取超时"),
    ):
        sandbox.read(table)


def test_a_process_that_grows_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_bytes(b"1,2,3,4,5,6,7,8,9\n" * 3_000_000)
    limits = Limits(memory_mb=100, max_rows=10_000_000)
    with Sandbox(limits) as sandbox, pytest.raises(Unreadable, match="内存"):
        sandbox.read(path)


def test_a_long_text_takes_a_few_times_its_size(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_bytes(("2022180001,𬀩,人文与社会科学学院,1,2,3\n" * 400_000).encode())
    with Sandbox(Limits(memory_mb=6 * path.stat().st_size // 1_000_000)) as sandbox:
        assert sandbox.read(path).sheets[0].height == 400_000


def test_too_big_and_too_long_are_told(table: Path, tmp_path: Path) -> None:
    big = tmp_path / "大.csv"
    big.write_bytes(b"1\n" * 600_000)
    with pytest.raises(SourceError, match="超过上限 1 MB"):
        read_sheets(big, Limits(max_mb=1))
    with pytest.raises(SourceError, match="超过上限 1 行"):
        read_sheets(table, Limits(max_rows=1))


def test_whatever_is_wrong_is_a_source_error(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(SourceError) as error:
            read_sheets(path)
        assert error.value.faults[0].mend


def test_no_process_stays_behind(table: Path) -> None:
    before = set(threading.enumerate())
    with Sandbox() as sandbox:
        sandbox.read(table)
        process = sandbox.start()
    assert process.poll() is not None
    assert set(threading.enumerate()) <= before


def test_where_no_limit_on_memory_can_be_set_files_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resource = pytest.importorskip("resource")

    def refused(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refused)
    Limits().bound_memory()
