"""The batch's Run, kept in a file so that its notebooks need not read and reconcile again.

One batch is one Run: every number and row it publishes comes from the files as they were read
once, even if somebody changes a file meanwhile. The file lives in a folder that only this user
can enter, and ends with the batch, however that ends; the environment variable `GRADRECON_RUN`
names it to the batch's own kernels. It is taken only for the very arguments it was made for.

The columns stand in it as they stand in memory and are mapped, not copied: opening it takes the
same few milliseconds for any cohort, all processes share one copy, and what one of them changes
in its Run nobody else sees. Of the tables, which few ask for, each is opened when it is.
"""

from __future__ import annotations

import copy
import mmap
import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gradrecon.run.run import Run
    from gradrecon.sources.table import Table

VARIABLE = "GRADRECON_RUN"
FILE = "run"  # its usual name in the private folder
_ALIGNED = 64
_NUMBER = 8
_kept: list[tuple[Path, int]] = []  # Runs that this process holds open for its notebooks


def write(path: Path, run: Run, *, cohort: str, as_of: str, raw: str) -> None:
    """Keep a Run for notebooks that will ask for it with just these arguments."""
    columns: list[memoryview] = []
    tables = {name: _packed(table, columns) for name, table in run.tables.items()}
    rest = copy.copy(run)
    vars(rest)["tables"] = {}
    packed = _packed(rest, columns)
    sizes = [column.nbytes for column in columns]
    head = pickle.dumps(((cohort, as_of, raw), packed, tables, sizes))
    with _opened_for_writing(path) as file:
        file.write(len(head).to_bytes(_NUMBER, "little"))
        file.writelines([head, _padding(_NUMBER + len(head))])
        for column in columns:
            file.writelines([column, _padding(column.nbytes)])


def _opened_for_writing(path: Path) -> IO[bytes]:
    """A new file for a Run; where the system lets it, one that ends with this process.

    There its content has no name on the disk: in its place stands a link to where this process
    has it open, which leads nowhere once the process is gone, however it ends.
    """
    file = path.open("xb")
    held = Path(f"/proc/{os.getpid()}/fd")
    if not held.is_dir():
        return file
    kept = os.dup(file.fileno())
    _kept.append((path, kept))
    path.unlink()
    path.symlink_to(held / str(kept))
    return file


def release(path: Path) -> None:
    """Let go of a Run that was written to a path."""
    for one in [one for one in _kept if one[0] == path]:
        _kept.remove(one)
        os.close(one[1])


def current(cohort: str, as_of: str, raw: str) -> Run | None:
    """The Run of the batch that this notebook is part of; None outside a batch or for another."""
    path = os.environ.get(VARIABLE, "")
    if not path or not Path(path).is_file():
        return None
    made_for, run = _opened(Path(path))
    return run if made_for == (cohort, as_of, raw) else None


def read(path: Path) -> Run:
    """The Run in a snapshot, whatever it was made for; a fresh one each time."""
    return _opened(path)[1]


def _padding(size: int) -> bytes:
    return bytes(-size % _ALIGNED)


class _Packed(NamedTuple):
    """Something pickled, and which columns of the file are its own."""

    body: bytes
    first: int
    last: int

    def opened(self, columns: Sequence[memoryview]) -> Any:
        """The thing itself."""
        return pickle.loads(self.body, buffers=columns[self.first : self.last])


def _packed(thing: object, columns: list[memoryview]) -> _Packed:
    first = len(columns)
    body = pickle.dumps(thing, protocol=5, buffer_callback=lambda one: columns.append(one.raw()))
    return _Packed(body, first, len(columns))


class _Tables(Mapping[str, "Table"]):
    """The tables of a Run, each opened when it is asked for."""

    def __init__(self, packed: Mapping[str, _Packed], columns: Sequence[memoryview]) -> None:
        self._packed, self._columns = packed, columns
        self._known: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name not in self._known:
            self._known[name] = self._packed[name].opened(self._columns)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


def _opened(path: Path) -> tuple[tuple[str, str, str], Run]:
    with path.open("rb") as file:
        mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    start = _NUMBER + int.from_bytes(mapped[:_NUMBER], "little")
    made_for, packed, tables, sizes = pickle.loads(mapped[_NUMBER:start])
    columns: list[memoryview] = []
    for size in sizes:
        start += -start % _ALIGNED
        columns.append(mapped[start : start + size])
        start += size
    run: Run = packed.opened(columns)
    vars(run)["tables"] = _Tables(tables, columns)
    return made_for, run
