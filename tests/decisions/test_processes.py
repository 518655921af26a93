"""Nothing is lost: not to a kill, not to eight writers at once, not to a full or read-only disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from gradrecon.decisions.entry import breaks
from gradrecon.decisions.store import open_store, read_log
from gradrecon.errors import DecisionsError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="writers are forked")
SCRIPT = Path(__file__).with_name("processes.py")


def call(task: str, url: URL, *numbers: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), task, url.render_as_string(hide_password=False)]
    return subprocess.run(
        [*command, *map(str, numbers)], capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture
def url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def test_killed_at_two_hundred_moments_it_keeps_all_it_said_was_saved(url, draft, clock):
    done = call("kill", url, 200)
    assert done.returncode == 0, done.stderr
    told = done.stdout.split()
    log = read_log(url, "2025")
    assert len(told) >= 100
    assert set(told) <= {entry.id for entry in log.entries}
    assert breaks(log.entries, log.first) == []
    store = open_store(url, "2025", clock)
    assert store.append(draft())[0].seq == len(log) + 1
    store.close()


def test_eight_writers_make_one_chain(url):
    require_one_chain(url)


def test_eight_writers_make_one_chain_on_postgresql(postgresql):
    require_one_chain(postgresql)


def require_one_chain(url: URL) -> None:
    done = call("many", url, 8, 300)
    assert done.returncode == 0, done.stderr
    log = read_log(url, "2025")
    assert len(log) == 2400
    assert len({(entry.reviewer, entry.finding) for entry in log.entries}) == 2400
    assert breaks(log.entries, log.first) == []


def test_postgresql_refuses_changes_too(postgresql, clock, draft):
    store = open_store(postgresql, "2025", clock)
    store.append(draft("待查", note="'; DROP TABLE log; --"))
    for change in ("UPDATE log SET note = ''", "DELETE FROM log", "TRUNCATE log"):
        with pytest.raises(Exception, match="只能追加"), store._engine.begin() as connection:
            connection.exec_driver_sql(change)
    assert store.claim("f1", "甲", 10) == store.claim("f1", "乙", 10) == "甲"
    assert breaks(store.entries(), store.first) == []
    store.close()


def test_a_lost_postgresql_connection_is_said_and_survived(postgresql, clock, draft):
    store = open_store(postgresql, "2025", clock)
    with store._engine.connect() as connection:
        number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    other = open_store(postgresql, "2025", clock)
    with other._engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({number}, 10000)")
    before = len(other.entries())
    store.append(draft())
    assert len(other.entries()) == before + 1
    store.close()
    other.close()


def test_no_server_is_said(postgresql, clock, tmp_path):
    nowhere = postgresql.update_query_dict({"host": str(tmp_path)})
    with pytest.raises(DecisionsError, match="数据库连接失败"):
        open_store(nowhere, "2025", clock)


def test_a_file_that_cannot_grow_loses_nothing_and_goes_on_when_it_can(url):
    done = call("limit", url, 300_000)
    assert done.returncode == 0, done.stderr
    assert "磁盘" in done.stdout
    assert "已保存的记录完好" in done.stdout
    told = int(done.stdout.split("told ")[1].split(",")[0])
    there = int(done.stdout.split("there ")[1].split()[0])
    then = int(done.stdout.split("then ")[1])
    assert told == there > 0
    assert then == there + 1


def test_a_full_disk_is_said(store, draft):
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        full = draft(note="长" * 2000)
    for _ in range(3):
        with pytest.raises(DecisionsError, match="磁盘已满，这一条没有保存"):
            while True:
                store.append(draft(note="长" * 2000))
    saved = len(store.entries())
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.append(full)[0].seq == saved + 1


def test_a_read_only_file_can_be_read_and_is_said_not_to_be_writable(store, path, clock, draft):
    store.append(draft())
    store.close()
    query = {"mode": "ro", "uri": "true"}
    read_only = URL.create("sqlite", database=f"file:{path}", query=query)
    opened = open_store(read_only, "2025", clock)
    assert len(opened.entries()) == 1
    with pytest.raises(DecisionsError, match="文件只读，不能保存"):
        opened.append(draft(finding="f2"))
    assert len(opened.entries()) == 1
    opened.close()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" * 64])
def test_another_file_is_not_touched(path, clock, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(DecisionsError, match=r"不是复核记录库|文件已损坏"):
        open_store(URL.create("sqlite", database=str(path)), "2025", clock)
    assert path.read_bytes() == content


def test_a_copy_made_while_it_was_closed_is_whole(store, url, path, draft, tmp_path):
    store.append(draft())
    store.close()
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    assert len(read_log(URL.create("sqlite", database=str(copy)), "2025")) == 1
