"""A log that is less than it was, or another, is told from one in which nobody has decided."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from gradrecon.commands.cli import main
from gradrecon.decisions.anchor import Anchor, anchor_of, objection, read_anchor
from gradrecon.decisions.engine import url_of_file
from gradrecon.decisions.entry import ENTRY_COLUMNS, sealed
from gradrecon.decisions.location import decided
from gradrecon.decisions.log import Log
from gradrecon.decisions.store import open_store
from gradrecon.errors import DecisionsError

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def params(tmp_path, monkeypatch):
    """A params file whose decisions are in a file of the test's own."""
    monkeypatch.setenv("GRADRECON_DECISIONS", f"sqlite:///{tmp_path / 'log.db'}")
    return PROJECT / "params" / "2025.toml"


@pytest.fixture
def file(params, tmp_path, clock, draft):
    """The file of a store with three decisions; `log.old` is as it was after the first."""
    url = url_of_file(tmp_path / "log.db")
    first = open_store(url, "2025", clock)
    first.append(draft())
    first.close()
    shutil.copy(tmp_path / "log.db", tmp_path / "log.old")
    then = open_store(url, "2025", clock)
    then.append(draft(finding="f2"), draft(finding="f3"))
    then.close()
    return tmp_path / "log.db"


def _without_triggers(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as other:
        for name in ("log_update", "log_delete", "log_insert"):
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
    other.close()


def _cut(file: Path) -> None:
    _without_triggers(file, "DELETE FROM log WHERE seq = 3")


def _emptied(file: Path) -> None:
    _without_triggers(file, "DELETE FROM log")


def _changed(file: Path) -> None:
    _without_triggers(file, "UPDATE log SET verdict = '待查' WHERE seq = 2")


def _yesterday(file: Path) -> None:
    shutil.copy(file.with_suffix(".old"), file)


def _gone(file: Path) -> None:
    file.unlink()


def _nothing_in_it(file: Path) -> None:
    file.write_bytes(b"")


def _another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE x (a)")
    other.close()


def _recomputed(file: Path) -> None:
    """Leave the second entry out and make the chain anew."""
    with sqlite3.connect(file) as other:
        columns = ", ".join(ENTRY_COLUMNS)
        rows = other.execute(f"SELECT {columns} FROM log ORDER BY seq").fetchall()
    other.close()
    made = open_store(url_of_file(file), "2025", lambda: None)  # type: ignore[arg-type, return-value]
    entries = made.entries()
    made.close()
    assert len(rows) == 3
    kept = [entries[0]]
    last = replace(entries[2], seq=2, previous=kept[0].hash)
    drafted = {
        k: v for k, v in asdict(last).items() if k not in ("seq", "time", "previous", "hash")
    }
    from datetime import datetime

    from gradrecon.decisions.entry import Draft

    again = sealed(Draft(**drafted), 2, kept[0].hash, datetime.fromisoformat(last.time))
    _without_triggers(
        file,
        "DELETE FROM log WHERE seq > 1",
        f"INSERT INTO log ({columns}) VALUES ("
        + ", ".join("'" + str(asdict(again)[name]) + "'" for name in ENTRY_COLUMNS)
        + ")",
    )


def _of_another_cohort(file: Path) -> None:
    """Another cohort's whole store, said to be this one's."""
    other = file.with_name("other.db")
    from datetime import UTC, datetime

    from gradrecon.decisions.entry import Draft

    store = open_store(url_of_file(other), "2024", lambda: datetime(2025, 1, 6, tzinfo=UTC))
    store.append(*(Draft(reviewer="乙", finding=f"g{n}", evidence="e") for n in range(9)))
    store.close()
    with sqlite3.connect(other) as copied:
        copied.execute("UPDATE about SET value = '2025' WHERE name = 'cohort'")
    copied.close()
    shutil.copy(other, file)


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (_cut, "少了最后 1 条"),
        (_emptied, "被清空，曾有 3 条"),
        (_changed, "第 2 条：内容与校验值不符"),
        (_yesterday, "少了最后 2 条"),
        (_gone, "不见了，它曾有 3 条"),
        (_nothing_in_it, "是空的"),
        (_another_program, "不是复核记录库"),
        (_recomputed, "少了最后 1 条"),
        (_of_another_cohort, "第 1 条：与前一条接不上"),
    ],
)
def test_what_was_done_to_a_store_is_said_with_exit_code_4(
    params: Path, file: Path, tamper: Callable[[Path], None], said: str, capsys
) -> None:
    assert main(["decisions", str(params), "verify"]) == 0
    capsys.readouterr()
    tamper(file)
    assert main(["decisions", str(params), "verify"]) == 4
    assert said in capsys.readouterr().err


def test_the_last_run_knows_it_too(params, file, cohort, tmp_path):
    known = anchor_of(decided(cohort, params))
    record = {"decisions": known._asdict()}
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    file.with_name("log.db.anchor").unlink()
    _yesterday(file)
    assert len(decided(cohort, params)) == 1
    with pytest.raises(DecisionsError, match="少了最后 2 条"):
        decided(cohort, params, tmp_path)


def test_a_store_that_lost_something_can_be_looked_at_and_not_written_to(
    params, file, clock, draft
):
    _yesterday(file)
    store = open_store(url_of_file(file), "2025", clock)
    assert len(store.entries()) == 1 and "少了最后 2 条" in store.notice
    with pytest.raises(DecisionsError, match="没有保存"):
        store.append(draft(finding="f9"))
    store.close()


def test_a_store_that_is_gone_is_not_made_anew(params, file, clock, draft):
    file.unlink()
    store = open_store(url_of_file(file), "2025", clock)
    assert not store.entries() and store.claim("f1", "甲", 5) == "甲"
    with pytest.raises(DecisionsError, match="不见了"):
        store.append(draft())
    assert not file.exists()


def test_to_restore_it_on_purpose_is_logged(params, file, cohort, capsys):
    _yesterday(file)
    assert main(["decisions", str(params), "restored"]) == 2
    assert main(["decisions", str(params), "restored", "--by", "张老师", "--note", "旧备份"]) == 0
    assert main(["decisions", str(params), "verify"]) == 0
    last = decided(cohort, params).entries[-1]
    assert (last.reviewer, last.note, last.value[:2]) == ("张老师", "旧备份", "3 ")


def test_a_file_that_is_removed_or_replaced_under_an_open_store_is_noticed(
    params, file, clock, draft
):
    store = open_store(url_of_file(file), "2025", clock)
    kept = file.read_bytes()
    file.unlink()
    with pytest.raises(DecisionsError, match="不见了，这一条没有保存"):
        store.append(draft(finding="f4"))
    _yesterday(file)
    with pytest.raises(DecisionsError, match="换过或截短过"):
        store.append(draft(finding="f4"))
    for name in ("log.db", "log.db-wal", "log.db-shm"):
        file.with_name(name).unlink(missing_ok=True)
    file.write_bytes(kept)
    store.append(draft(finding="f4"))
    store.close()
    assert len(open_store(url_of_file(file), "2025", clock).entries()) == 4


def test_stores_made_before_they_had_ids_go_on(tmp_path, clock, draft):
    url = url_of_file(tmp_path / "a?b" / "old.db")
    old = open_store(url, "2025", clock)
    old.close()
    with sqlite3.connect(tmp_path / "a?b" / "old.db") as made:
        made.execute("DELETE FROM about WHERE name = 'id'")
        made.execute("UPDATE about SET value = '1' WHERE name = 'format'")
    made.close()
    store = open_store(url, "2025", clock)
    (entry,) = store.append(draft())
    store.close()
    assert entry.previous == "0" * 64
    assert not open_store(url, "2025", clock).trouble


def test_an_anchor_that_lags_behind_is_no_objection(decided):
    log = Log([replace(decided(), hash=f"{n}") for n in range(5)], store="s")
    assert objection(log, Anchor("s", 3, "2")) == ""
    assert "改写过" in objection(log, Anchor("s", 3, "9"))
    assert "不是原来的" in objection(log, Anchor("t", 3, "2"))
    assert objection(log, Anchor()) == objection(None, Anchor()) == ""


def test_a_damaged_anchor_is_none(tmp_path):
    for text in ("", "[]", '{"entries": "3"}', "{"):
        (tmp_path / "a").write_text(text, encoding="utf-8")
        assert read_anchor(tmp_path / "a") == Anchor()
