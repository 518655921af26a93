"""Where decisions are kept: an append-only log behind a database URL (law 8).

An entry that `append` returned has reached the disk. All writers take turns, so that the log is
one unbroken chain however many there are. The store has no clock of its own (law 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from sqlalchemy import URL, Connection, Engine, Row, inspect, select, text

from gradrecon.decisions import schema
from gradrecon.decisions.engine import WRITES, connect, file_of, shown
from gradrecon.decisions.entry import FIRST, Action, Draft, Entry, sealed
from gradrecon.decisions.failures import said_of
from gradrecon.decisions.log import Log
from gradrecon.decisions.schema import ABOUT, CLAIMS, LOG
from gradrecon.errors import DecisionsError, Fault

Clock = Callable[[], datetime]
# Any number that no other program is likely to lock in the same PostgreSQL database.
_TURN = 20250228
# How many values one statement may name on every database.
_MANY = 500


class Overtaken(DecisionsError):
    """Somebody decided some of the findings meanwhile, so nothing was written."""

    headline = "有人抢先处理了"


class Store:
    """The log of one cohort. `notice` is what users should be told of the way it is kept."""

    def __init__(self, engine: Engine, where: str, clock: Clock, notice: str = "") -> None:
        self.where = where
        self.notice = notice
        self._engine = engine
        self._clock = clock

    def now(self) -> datetime:
        """What the store's clock says, in UTC."""
        return self._clock().astimezone(UTC)

    def entries(self, after: int = 0) -> list[Entry]:
        """The entries whose number is greater than `after`, in the order of the chain."""
        with self._reading() as connection:
            return _entries(connection, after)

    def append(self, *drafts: Draft, seen: int | None = None) -> list[Entry]:
        """The entries of the drafts, on the disk: all of them or, if this raises, none.

        A draft that is in the log already is not written again. With `seen`, the number of the
        last entry that the caller knew, Overtaken if a later one is about the same findings.
        """
        with self._writing() as connection:
            if seen is not None:
                self._require_not_overtaken(_entries(connection, seen), drafts)
            written = _known(connection, [draft.id for draft in drafts])
            fresh = self._sealed(connection, [one for one in drafts if one.id not in written])
            if fresh:
                connection.execute(LOG.insert(), [asdict(entry) for entry in fresh])
            written |= {entry.id: entry for entry in fresh}
        return [written[draft.id] for draft in drafts]

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
        last, previous = connection.execute(newest).first() or (0, FIRST)
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

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with said_of(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction of the one writer at a time."""
        with said_of(self.where), self._engine.connect() as connection:
            writer = connection.execution_options(**{WRITES: True})
            with writer.begin():
                if writer.dialect.name == "postgresql":
                    writer.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
                yield writer


def open_store(url: URL, cohort: str, clock: Clock) -> Store:
    """The store of a cohort, made if it is not there. DecisionsError where it cannot be."""
    path = file_of(url)
    with said_of(shown(url)):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        engine, notice = connect(url)
        store = Store(engine, shown(url), clock, notice)
        if not _made(engine):
            with store._writing() as connection:
                schema.create(connection, cohort)
        _require_cohort(engine, cohort, store.where)
    return store


def read_log(url: URL, cohort: str) -> Log:
    """The log of a cohort, empty where there is no store yet; nothing is made or changed."""
    path = file_of(url)
    if path and not path.exists():
        return Log()
    with said_of(shown(url)):
        engine, _ = connect(url)
        try:
            if not _made(engine):
                return Log()
            _require_cohort(engine, cohort, shown(url))
            with engine.connect() as connection:
                return Log(_entries(connection, 0))
        finally:
            engine.dispose()


def _made(engine: Engine) -> bool:
    with engine.connect() as connection:
        return inspect(connection).has_table(ABOUT.name)


def _require_cohort(engine: Engine, cohort: str, where: str) -> None:
    with engine.connect() as connection:
        told = schema.about(connection)
    if told.get("cohort") != cohort:
        wrong = f"这是 {told.get('cohort')} 届的复核记录，不是 {cohort} 届的"
        raise DecisionsError(Fault(where, wrong, "一届用一个库：改正 decisions 的 url。"))
    if told.get("format") != schema.FORMAT:
        wrong = f"库的格式是 {told.get('format')}，本程序只认 {schema.FORMAT}"
        raise DecisionsError(Fault(where, wrong, "换用与它相配的程序版本。"))


def _entries(connection: Connection, after: int) -> list[Entry]:
    rows = connection.execute(LOG.select().where(LOG.c.seq > after).order_by(LOG.c.seq))
    return [_entry(row) for row in rows]


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, Entry]:
    """The entries with these ids that are in the log already, by id."""
    known = {}
    for start in range(0, len(ids), _MANY):
        wanted = LOG.c.id.in_(ids[start : start + _MANY])
        known.update(
            {row.id: _entry(row) for row in connection.execute(LOG.select().where(wanted))}
        )
    return known


def _entry(row: Row) -> Entry:
    content = dict(row._mapping)
    return Entry(**{**content, "action": Action(content["action"])})
