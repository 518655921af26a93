"""Connect to where decisions are kept: an SQLite file, or PostgreSQL.

SQLite writes ahead (WAL) and syncs at every commit, so that what was saved has reached the disk.
On a network share WAL would corrupt the file: there it keeps a rollback journal, with full sync.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from gradrecon.decisions.network import on_network
from gradrecon.errors import DecisionsError, Fault

# Seconds that a writer waits for its turn.
PATIENCE = 60
# The execution option of a connection that is going to write.
WRITES = "gradrecon_writes"
ON_NETWORK = (
    "复核记录库在网络盘上，已改用较慢但安全的写法；多人同时复核请改用 PostgreSQL，或把库放在本机。"
)


def url_of(text: str, root: Path) -> URL:
    """Return the URL of a store; a relative SQLite path starts at `root`.

    Raise DecisionsError if it cannot be used; its password is never shown.
    """
    try:
        url = make_url(text)
        backend = url.get_dialect().name
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend not in ("sqlite", "postgresql"):
        allowed = "sqlite:///路径 或 postgresql+psycopg://用户@主机/库"
        raise DecisionsError(Fault("decisions.url", "不是可用的数据库地址", "改正地址。", allowed))
    if backend == "postgresql" and "+" not in url.drivername:
        url = url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.query and "=" not in text:
        url = url_of_file(Path(text.partition(":///")[2]))  # a question mark in the path itself
    path = file_of(url)
    if path and not path.is_absolute():
        url = url.set(database=str(root / path))
    return url


def url_of_file(path: Path) -> URL:
    """The URL of an SQLite store in a file, whatever characters its path has."""
    return URL.create("sqlite", database=str(path))


def file_of(url: URL) -> Path | None:
    """The file of an SQLite store, None for any other."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    return None if url.database.startswith("file:") else Path(url.database)


def new_file(path: Path) -> None:
    """An empty file for its owner only; in a folder in which a group writes, for the group."""
    path.touch()
    path.chmod(0o660 if path.parent.stat().st_mode & 0o020 else 0o600)


def stamp_of(file: Path | None) -> tuple[int, int] | None:
    """Which file is in a place now, None for none."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def shown(url: URL) -> str:
    """A store as users may see it: its file, or its URL without the password."""
    path = file_of(url)
    return str(path) if path else url.render_as_string(hide_password=True)


def connect(url: URL) -> tuple[Engine, str]:
    """An engine for a store, and what is to be said of the way it is kept ("" for nothing)."""
    if url.get_backend_name() == "sqlite":
        path = file_of(url)
        remote = path is not None and on_network(path.resolve())
        return _sqlite(url, remote), ON_NETWORK if remote else ""
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True), ""
    except ModuleNotFoundError:
        mend = "运行 pip install psycopg[binary]，或改用 SQLite 文件。"
        raise DecisionsError(Fault(shown(url), "没有安装 PostgreSQL 的驱动", mend)) from None


def _sqlite(url: URL, remote: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _opened(connection: Any, _: object) -> None:
        connection.isolation_level = None
        _set_journal(connection, remote)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A writer takes its turn at once: to read first and write later could fail half-way.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _set_journal(connection: sqlite3.Connection, remote: bool) -> None:
    connection.execute("PRAGMA fullfsync=ON")
    if remote:
        connection.execute("PRAGMA synchronous=EXTRA")
        if _mode(connection) != "delete":
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            _switch(connection, "DELETE")
            connection.execute("PRAGMA locking_mode=NORMAL")
        return
    connection.execute("PRAGMA synchronous=FULL")
    if _mode(connection) != "wal" and not connection.execute("PRAGMA query_only").fetchone()[0]:
        _switch(connection, "WAL")


def _mode(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _switch(connection: sqlite3.Connection, mode: str) -> None:
    """Change the journal; SQLite does not wait its turn for this, so we do."""
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname == "SQLITE_READONLY":
                return  # it can be read as it is; a write will say that it cannot be written
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > patience:
                raise
            time.sleep(0.05)
