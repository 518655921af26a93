"""What is in a database: whether it is a store, whose, and the entries of its log."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, Row, inspect

from gradrecon.decisions import schema
from gradrecon.decisions.entry import Action, Entry, first_link
from gradrecon.decisions.log import Log
from gradrecon.decisions.schema import ABOUT, LOG
from gradrecon.errors import DecisionsError, Fault

# How many values one statement may name on every database.
_MANY = 500


def made(engine: Engine, patience: float = 0) -> bool:
    """Whether a store has its tables; one may be just being made."""
    ends = time.monotonic() + patience
    while True:
        with engine.connect() as connection:
            if inspect(connection).has_table(ABOUT.name):
                return True
        if time.monotonic() >= ends:
            return False
        time.sleep(0.05)


def log_of(engine: Engine, cohort: str, where: str) -> Log:
    """The log in a store, which must be that cohort's."""
    with engine.connect() as connection:
        told = schema.about(connection)
        _require_cohort(told, cohort, where)
        store = told.get("id", "")
        return Log(entries(connection, 0), store=store, first=first_link(store, cohort))


def entries(connection: Connection, after: int) -> list[Entry]:
    """The entries whose number is greater than `after`, in the order of the chain."""
    rows = connection.execute(LOG.select().where(LOG.c.seq > after).order_by(LOG.c.seq))
    return [_entry(row) for row in rows]


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Entry]:
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


def _require_cohort(told: Mapping[str, str], cohort: str, where: str) -> None:
    if told.get("cohort") != cohort:
        wrong = f"这是 {told.get('cohort')} 届的复核记录，不是 {cohort} 届的"
        raise DecisionsError(Fault(where, wrong, "一届用一个库：改正 decisions 的 url。"))
    if told.get("format") not in schema.FORMATS:
        wrong = f"库的格式是 {told.get('format')}，本程序只认 {'、'.join(schema.FORMATS)}"
        raise DecisionsError(Fault(where, wrong, "换用与它相配的程序版本。"))
