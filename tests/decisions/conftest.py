"""A store with a clock that tests wind, decisions in one line, and findings drawn by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url

from gradrecon.decisions.entry import Draft, Entry
from gradrecon.decisions.seen import Seen
from gradrecon.decisions.store import Store, open_store
from gradrecon.rules import BY_CODE


class Clock:
    """A clock that moves a second whenever it is looked at, and when it is wound."""

    def __init__(self) -> None:
        self.time = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def wind(self, **by: int) -> None:
        self.time += timedelta(**by)


def sqlite(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "复核 记录" / "2025.db"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    opened = open_store(sqlite(path), "2025", clock)
    yield opened
    opened.close()


@pytest.fixture
def reopened(path: Path, clock: Clock) -> Iterator[Callable[[], Store]]:
    """The same store opened by somebody else."""
    opened: list[Store] = []

    def reopen() -> Store:
        opened.append(open_store(sqlite(path), "2025", clock))
        return opened[-1]

    yield reopen
    for one in opened:
        one.close()


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """A decision of 甲 on finding f1 as it was seen first, unless said otherwise."""

    def make(verdict: str = "无需处理", **what: str) -> Draft:
        usual = {"reviewer": "甲", "finding": "f1", "evidence": "e1"}
        return Draft(verdict=verdict, **{**usual, **what})

    return make


@pytest.fixture
def decided(draft: Callable[..., Draft]) -> Callable[..., Entry]:
    """The same, as an entry that somebody wrote; `seq` gives their order."""
    written: list[int] = []

    def make(verdict: str = "无需处理", **what: str) -> Entry:
        written.append(1)
        number = len(written)
        content = {**draft(verdict, **what).__dict__, "seq": number, "time": f"2025-01-06T{number}"}
        return Entry(**content, previous="", hash="")

    return make


@pytest.fixture
def seen() -> Callable[..., Seen]:
    """A finding: a spelling that is doubted, unless said otherwise."""

    def make(**what: str) -> Seen:
        usual = dict.fromkeys(Seen._fields, "") | {
            "finding": "f1", "evidence": "e1", "rule": "pinyin.reading", "severity": "error",
            "student_no": "1001", "college": "宇航学院", "field": "pinyin", "source": "pinyin",
            "move": "学生", "observed": "Wang Fan", "expected": "Wang Fang", "row_id": -1,
        }  # fmt: skip
        about = BY_CODE[what.get("rule", "pinyin.reading")].about
        return Seen(**{**usual, "about": about, **what})

    return make


@pytest.fixture
def postgresql(server: URL, request: pytest.FixtureRequest) -> URL:
    """A database of its own on a real PostgreSQL server."""
    name = f"test_{abs(hash(request.node.name))}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return server.set(database=name)


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """A PostgreSQL server of our own; skipped where there is none, except in CI."""
    programs = _postgresql_programs()
    if programs is None:
        reason = "no PostgreSQL here: install Debian's package postgresql"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    log_file = folder.with_suffix(".log")
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w"]

    def call(*command: str) -> None:
        # Its own output would keep a pipe open for as long as the server runs.
        with log_file.open("ab") as log:
            subprocess.run(command, check=True, stdout=log, stderr=log, user=user, cwd=folder)

    try:
        call(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "reviewer", "-A", "trust",
             "-E", "UTF8", "--no-locale")  # fmt: skip
        call(*control, "-o", f"-k {folder} -c listen_addresses=''", "start")
        yield make_url(f"postgresql+psycopg://reviewer@/postgres?host={folder}")
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            call(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
        log_file.unlink(missing_ok=True)


def _postgresql_programs() -> Path | None:
    found = [*Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), shutil.which("pg_ctl")]
    return next((Path(one).parent for one in found if one), None)
