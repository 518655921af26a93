"""Where decisions are kept: an append-only log behind a database URL (law 8).

An entry that `append` returned has reached the disk. All writers take turns, so that the log is
one unbroken chain however many there are. The store has no clock of its own (law 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, select, text
from sqlalchemy.pool import StaticPool

from gradrecon.decisions import schema
from gradrecon.decisions.anchor import (
    MEND,
    SUFFIX,
    Anchor,
    anchor_of,
    objection,
    read_anchor,
    write_anchor,
    wrong_with,
)  # fmt: skip
from gradrecon.decisions.contents import entries, known, log_of, made
from gradrecon.decisions.engine import WRITES, connect, file_of, new_file, shown, stamp_of
from gradrecon.decisions.entry import Action, Draft, Entry, sealed
from gradrecon.decisions.failures import said_of
from gradrecon.decisions.log import Log
from gradrecon.decisions.schema import CLAIMS, LOG
from gradrecon.errors import DecisionsError, Fault

Clock = Callable[[], datetime]
# Any number that no other program is likely to lock in the same PostgreSQL database.
_TURN = 20250228
# Seconds that a reader waits for a store whose file is there and whose tables are not yet.
_BEING_MADE = 1.0


class Overtaken(DecisionsError):
    """Somebody decided some of the findings meanwhile, so nothing was written."""

    headline = "有人抢先处理了"


class Store:
    """The log of one cohort. `notice` is what users should be told of the way it is kept.

    `trouble`: what is wrong with the store, "" for nothing; while something is, it can be looked
    at and nothing is written.
    """

    def __init__(
        self, engine: Engine, where: str, clock: Clock, notice: str = "", file: Path | None = None
    ) -> None:
        self.where = where
        self.notice = notice
        self.trouble = ""
        self._engine = engine
        self._clock = clock
        self._file = file  # of an SQLite store
        self._stamp = stamp_of(file)
        self._anchor: Path | None = None
        self._known = Log()

    @property
    def first(self) -> str:
        """What the first entry names as the one before it."""
        return self._known.first

    def now(self) -> datetime:
        """What the store's clock says, in UTC."""
        return self._clock().astimezone(UTC)

    def entries(self, after: int = 0) -> list[Entry]:
        """The entries whose number is greater than `after`, in the order of the chain."""
        with self._reading() as connection:
            found = entries(connection, after)
        self._learn(found)
        return found

    def append(self, *drafts: Draft, seen: int | None = None) -> list[Entry]:
        """The entries of the drafts, on the disk: all of them or, if this raises, none.

        A draft that is in the log already is not written again. With `seen`, the number of the
        last entry that the caller knew, Overtaken if a later one is about the same findings.
        """
        if self.trouble:
            raise DecisionsError(Fault(self.where, f"{self.trouble}，这一条没有保存", MEND))
        with self._writing() as connection:
            self._require_known(connection)
            if seen is not None:
                self._require_not_overtaken(entries(connection, seen), drafts)
            written = known(connection, [draft.id for draft in drafts])
            fresh = self._sealed(connection, [one for one in drafts if one.id not in written])
            if fresh:
                connection.execute(LOG.insert(), [asdict(entry) for entry in fresh])
            written |= {entry.id: entry for entry in fresh}
        self._anchored(fresh)
        return [written[draft.id] for draft in drafts]

    def begin(self, cohort: str, anchor: Path | None) -> None:
        """Take in the log as it is, and where its anchor is kept; note what is wrong with it.

        The anchor is read first: the log may have come further since, and never less far.
        """
        known = read_anchor(anchor) if anchor else Anchor()
        self._known, self._anchor = log_of(self._engine, cohort, self.where), anchor
        self.trouble = wrong_with(self._known, known)
        if self.trouble:
            self.notice = f"{self.trouble}。现在只能查看，不能保存。{MEND}"

    def restore(self, reviewer: str, note: str) -> Entry:
        """Record that the store is as it is on purpose; from then on it counts again."""
        lost = read_anchor(self._anchor) if self._anchor else Anchor()
        self.trouble = ""
        draft = Draft(action=Action.RESTORE, reviewer=reviewer, finding="", evidence="",
                      note=note, value=f"{lost.entries} {lost.head}".strip())  # fmt: skip
        (entry,) = self.append(draft)
        return entry

    def claim(self, finding: str, reviewer: str, minutes: int) -> str:
        """Who has a finding open: the reviewer, unless somebody else's claim still runs.

        A reviewer holds one claim at a time. A claim stops nobody from deciding.
        """
        now = self.now()
        until = (now + timedelta(minutes=minutes)).isoformat()
        with self._writing() as connection:
            own_or_past = (CLAIMS.c.reviewer == reviewer) | (CLAIMS.c.until < now.isoformat())
            connection.execute(CLAIMS.delete().where(own_or_past))
            held = select(CLAIMS.c.reviewer).where(CLAIMS.c.finding == finding)
            holder = connection.execute(held).scalar()
            if holder is None:
                row = {"finding": finding, "reviewer": reviewer, "until": until}
                connection.execute(CLAIMS.insert(), row)
            return holder or reviewer

    def claims(self) -> dict[str, str]:
        """By finding, who has it open now."""
        running = CLAIMS.c.until >= self.now().isoformat()
        with self._reading() as connection:
            rows = connection.execute(select(CLAIMS.c.finding, CLAIMS.c.reviewer).where(running))
            return {row.finding: row.reviewer for row in rows}

    def release(self, reviewer: str) -> None:
        """Give up what a reviewer has open."""
        with self._writing() as connection:
            connection.execute(CLAIMS.delete().where(CLAIMS.c.reviewer == reviewer))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _sealed(self, connection: Connection, drafts: Sequence[Draft]) -> list[Entry]:
        """The drafts as the next entries of the chain."""
        newest = select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)
        last, previous = connection.execute(newest).first() or (0, self._known.first)
        entries: list[Entry] = []
        for seq, draft in enumerate(drafts, last + 1):
            entries.append(sealed(draft, seq, previous, self.now()))
            previous = entries[-1].hash
        return entries

    def _require_not_overtaken(self, later: Sequence[Entry], drafts: Sequence[Draft]) -> None:
        asked, own = {draft.finding for draft in drafts}, {draft.id for draft in drafts}
        others = [one for one in later if one.id not in own and one.action != Action.REVEAL]
        taken = [one for one in others if one.finding in asked]
        if taken:
            who = "、".join(sorted({one.reviewer for one in taken}))
            wrong = f"{who} 刚处理了其中 {len({one.finding for one in taken})} 条，没有写入任何一条"
            raise Overtaken(Fault(self.where, wrong, "重新预览后再处理。"))

    def _learn(self, entries: Sequence[Entry]) -> None:
        self._known.extend(entry for entry in entries if entry.seq == self._known.seq + 1)

    def _anchored(self, fresh: Sequence[Entry]) -> None:
        """Keep outside how far the log has come."""
        if fresh and fresh[0].seq > self._known.seq + 1:  # others have written meanwhile
            self.entries(self._known.seq)
        self._learn(fresh)
        if self._anchor:
            write_anchor(self._anchor, anchor_of(self._known))

    def _require_known(self, connection: Connection) -> None:
        """Raise DecisionsError if the store has lost the last entry that was known here."""
        if not (last := self._known.seq):
            return
        there = connection.execute(select(LOG.c.hash).where(LOG.c.seq == last)).scalar()
        if there != self._known.head:
            wrong = "复核记录库被换过或截短过，这一条没有保存"
            raise DecisionsError(Fault(self.where, wrong, MEND))

    def _look(self) -> None:
        """Take up a file that was replaced; raise DecisionsError if it is gone."""
        now = stamp_of(self._file)
        if self._file and not now:
            wrong = "复核记录库不见了，这一条没有保存"
            raise DecisionsError(Fault(self.where, wrong, "把原来的文件放回原处后重试。"))
        if now != self._stamp:
            self._engine.dispose()
            self._stamp = now

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._look()
        with said_of(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction of the one writer at a time."""
        self._look()
        with said_of(self.where), self._engine.connect() as connection:
            writer = connection.execution_options(**{WRITES: True})
            with writer.begin():
                if writer.dialect.name == "postgresql":
                    writer.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
                yield writer


def open_store(url: URL, cohort: str, clock: Clock) -> Store:
    """The store of a cohort, made if it is not there. Raise DecisionsError if it cannot be.

    One that is known to have held more than it does, or is gone, can be looked at, not written to.
    """
    path, anchor = file_of(url), anchor_file(url)
    if path and anchor and not path.exists() and (lost := read_anchor(anchor)).entries:
        return _lost(url, cohort, clock, lost)
    return make_store(url, cohort, clock)


def make_store(url: URL, cohort: str, clock: Clock) -> Store:
    """The same, a new one where it is gone."""
    path = file_of(url)
    with said_of(shown(url)):
        if path:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                new_file(path)
        engine, notice = connect(url)
        store = Store(engine, shown(url), clock, notice, path)
        if not made(engine):
            with store._writing() as connection:
                schema.create(connection, cohort)
        store.begin(cohort, anchor_file(url))
    return store


def read_log(url: URL, cohort: str) -> Log | None:
    """The log of a cohort, None where there is no store yet; nothing is made or changed.

    Raise DecisionsError if a file is there that is no store: that is not the same as none.
    """
    path = file_of(url)
    if path and not path.exists():
        return None
    empty = bool(path and not path.stat().st_size)
    with said_of(shown(url)):
        engine, _ = connect(url)
        try:
            if made(engine, patience=_BEING_MADE if path else 0):
                return log_of(engine, cohort, shown(url))
        finally:
            engine.dispose()
    if path:
        raise DecisionsError(_no_store(path, empty=empty))
    return None


def anchor_file(url: URL) -> Path | None:
    """The file in which it is kept how far a store's log has come, None if there is no place."""
    path = file_of(url)
    return path.with_name(path.name + SUFFIX) if path else None


def _lost(url: URL, cohort: str, clock: Clock, lost: Anchor) -> Store:
    """A store in place of one that is gone: empty, and nothing can be saved in it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    store = Store(engine, shown(url), clock)
    with store._writing() as connection:
        schema.create(connection, cohort)
    store.trouble = objection(None, lost)
    store.notice = f"{store.trouble}。现在不能保存。{MEND}"
    return store


def _no_store(path: Path, *, empty: bool) -> Fault:
    wrong = "复核记录库是空的，里面的记录没有了" if empty else "不是复核记录库"
    return Fault(str(path), wrong, "从备份恢复；确实从来没有记录的，删去这个文件。")
