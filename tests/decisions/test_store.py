"""The store: what was saved is there, is never changed, and says who has what open."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import URL

from gradrecon.decisions.engine import shown, url_of
from gradrecon.decisions.entry import Action, breaks
from gradrecon.decisions.store import Overtaken, open_store, read_log
from gradrecon.errors import DecisionsError


def test_what_was_saved_is_there_for_everybody(store, reopened, draft):
    first, second = store.append(draft("待查", note="等学生回复"), draft("无需处理", finding="f2"))
    assert reopened().entries() == [first, second]
    assert (first.seq, first.note, second.previous) == (1, "等学生回复", first.hash)
    assert reopened().entries(after=1) == [second]
    assert breaks(store.entries(), store.first) == []


def test_a_draft_is_written_once_however_often_it_is_sent(store, draft):
    one = draft()
    assert store.append(one) == store.append(one)
    assert len(store.entries()) == 1


def test_the_time_is_the_clock_s_in_utc(store, draft, clock):
    (entry,) = store.append(draft())
    assert entry.time == clock.time.isoformat(timespec="microseconds")
    assert entry.time.endswith("+00:00")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log SET verdict = '无需处理'",
        "DELETE FROM log",
        "INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 1",
        "INSERT INTO log SELECT seq + 5, id || 'x', action, reviewer, finding, evidence, verdict,"
        " value, note, undoes, rule, college, student_no, field, observed, expected, time,"
        " previous, hash FROM log WHERE seq = 1",
    ],
)
def test_the_database_itself_refuses_changes(store, path, draft, change):
    store.append(draft("待查"))
    with sqlite3.connect(path) as other, pytest.raises(sqlite3.IntegrityError, match="只能追加"):
        other.execute(change)
    other.close()
    assert [entry.verdict for entry in store.entries()] == ["待查"]


def test_what_a_commit_saved_has_been_synced(store, path, draft):
    with store._engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        sync = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    assert (mode, sync) == ("wal", 2)


def test_on_a_network_share_it_keeps_a_rollback_journal_and_says_so(
    path, clock, draft, monkeypatch
):
    open_store(sqlite(path), "2025", clock).close()
    monkeypatch.setattr("gradrecon.decisions.engine.on_network", lambda path: True)
    shared = open_store(sqlite(path), "2025", clock)
    shared.append(draft())
    with shared._engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        sync = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    shared.close()
    assert (mode, sync) == ("delete", 3)
    assert "网络盘" in shared.notice


def test_a_network_share_is_seen_through_a_link(path, clock, monkeypatch, link):
    share = path.parent / "share"
    share.mkdir(parents=True)
    link(path.parent / "link", share)
    monkeypatch.setattr(
        "gradrecon.decisions.engine.on_network", lambda where: where.parent == share.resolve()
    )
    store = open_store(sqlite(path.parent / "link" / "a.db"), "2025", clock)
    store.close()
    assert "网络盘" in store.notice


def test_one_store_for_one_cohort(store, path, clock):
    with pytest.raises(DecisionsError, match="2025 届的复核记录，不是 2026 届的"):
        open_store(sqlite(path), "2026", clock)
    with pytest.raises(DecisionsError, match="不是 2026 届的"):
        read_log(sqlite(path), "2026")


def test_reading_makes_nothing(path):
    assert read_log(sqlite(path), "2025") is None
    assert not path.parent.exists()


def test_a_log_is_read_as_it_was_written(store, path, draft):
    written = store.append(draft(), draft(finding="f2", action=Action.REVEAL))
    log = read_log(sqlite(path), "2025")
    assert log.entries == written
    assert log.head == written[-1].hash
    assert [entry.finding for entry in log.decisions] == ["f1"]


def test_bulk_is_all_or_nothing(store, draft):
    before = store.entries()
    store.append(draft(finding="f2", reviewer="乙"))
    with pytest.raises(Overtaken, match="乙 刚处理了其中 1 条"):
        store.append(draft(), draft(finding="f2"), seen=len(before))
    assert len(store.entries()) == 1
    store.append(draft(), draft(finding="f3"), seen=len(before))
    assert len(store.entries()) == 3


def test_bulk_sent_twice_does_not_overtake_itself(store, draft):
    drafts = [draft(), draft(finding="f2")]
    assert store.append(*drafts, seen=0) == store.append(*drafts, seen=0)


def test_a_claim_is_told_to_others_until_it_expires(store, clock):
    assert store.claim("f1", "甲", 10) == "甲"
    assert store.claim("f1", "乙", 10) == "甲"
    assert store.claims() == {"f1": "甲"}
    clock.wind(minutes=11)
    assert store.claims() == {}
    assert store.claim("f1", "乙", 10) == "乙"


def test_a_reviewer_has_one_case_open(store):
    store.claim("f1", "甲", 10)
    store.claim("f2", "甲", 10)
    assert store.claims() == {"f2": "甲"}
    store.release("甲")
    assert store.claims() == {}


def test_no_password_is_ever_shown(tmp_path):
    url = url_of("postgresql://reviewer:geheim@db.example/decisions", tmp_path)
    assert url.drivername == "postgresql+psycopg"
    assert "geheim" not in shown(url)


@pytest.mark.parametrize("text", ["nonsense", "mysql://host/db", "sqlite+x:///a.db", ""])
def test_an_unusable_address_is_refused(text, tmp_path):
    with pytest.raises(DecisionsError, match="不是可用的数据库地址"):
        url_of(text, tmp_path)


def test_a_relative_file_is_the_project_s(tmp_path):
    assert url_of("sqlite:///x/y.db", tmp_path).database == str(tmp_path / "x/y.db")


def sqlite(path):
    return URL.create("sqlite", database=str(path))
