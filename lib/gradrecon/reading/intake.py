"""What came of reading a folder: the tables, a report on each file, and every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gradrecon.errors import Fault, SourceError
from gradrecon.sources.table import Part, Table


@dataclass(frozen=True)
class FileReport:
    """One file: what it was taken for, which sheets were read and how, and what was noted.

    `parts`: the sheets read; `left_out`: sheets not read, each with the reason; `remarks`:
    sentences on how it was read; `notes`: how many cells by kind of note.
    """

    file: str
    size: int
    sha256: str
    source: str
    taken_for: str = ""
    parts: tuple[Part, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    rows_read: int = 0
    rows_rejected: int = 0
    hidden: int = 0
    remarks: tuple[str, ...] = ()
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Intake:
    """The tables of every declared source, absent or not, and all that was wrong.

    `unclaimed` are files that no source's patterns match. Reading never raises for a fault
    of a file; `require` does, for all of them.
    """

    tables: Mapping[str, Table]
    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...]
    unclaimed: tuple[str, ...] = ()

    def require(self) -> Mapping[str, Table]:
        """The tables; SourceError with all faults where there is one."""
        if self.faults:
            raise SourceError(self.faults)
        return self.tables
