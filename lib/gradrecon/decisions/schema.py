"""The tables of the store, and what keeps the log append-only in the database itself."""

from __future__ import annotations

import uuid

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text, text

from gradrecon.decisions.entry import ENTRY_COLUMNS

FORMAT = "2"
FORMATS = ("1", FORMAT)  # those that can be read and written; 1 has no id of its own
METADATA = MetaData()

# One row per entry; its number is its place in the chain, so two chains cannot grow.
LOG = Table(
    "log",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), unique=True, nullable=False),
    *(Column(name, Text, nullable=False) for name in ENTRY_COLUMNS if name not in ("seq", "id")),
)
# Who has which finding open, until when (UTC); what is past counts for nothing.
CLAIMS = Table(
    "claims",
    METADATA,
    Column("finding", String(32), primary_key=True),
    Column("reviewer", Text, nullable=False),
    Column("until", Text, nullable=False),
)
# What the store is: its cohort, the format of its tables, and its own id.
ABOUT = Table(
    "about", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False)
)

_REFUSAL = "复核记录只能追加，不能修改或删除"
_SQLITE = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS log_{what.lower()} BEFORE {what} ON log "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for what in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER IF NOT EXISTS log_insert BEFORE INSERT ON log "
    "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM log) "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE OR REPLACE TRIGGER log_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
    "FOR EACH STATEMENT EXECUTE FUNCTION log_refuse()",
)
_TRIGGERS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def create(connection: Connection, cohort: str) -> None:
    """Make the tables where they are not there yet; within the caller's transaction."""
    METADATA.create_all(connection)
    for statement in _TRIGGERS[connection.dialect.name]:
        connection.execute(text(statement))
    if not about(connection):
        told = {"cohort": cohort, "format": FORMAT, "id": uuid.uuid4().hex}
        rows = [{"name": name, "value": value} for name, value in told.items()]
        connection.execute(ABOUT.insert(), rows)


def about(connection: Connection) -> dict[str, str]:
    """What the store says of itself."""
    return {row.name: row.value for row in connection.execute(ABOUT.select())}
