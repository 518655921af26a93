"""What came of reading a folder: the tables, a report on each file, and every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gradrecon.errors import Fault, SourceError
from gradrecon.reading.overlaps import Overlap
from gradrecon.reading.proposals import Proposal
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

    `unclaimed` are files that no source's patterns match; `overlaps` are files that mostly repeat
    another. `proposals`: what unclaimed files probably are, and `paste` the lines of params that
    make all of it readable. `notices`: files of which something is to be known, and what. Reading
    never raises for a fault of a file; `require` does, for all of them.
    """

    tables: Mapping[str, Table]
    files: tuple[FileReport, ...]
    faults: tuple[Fault, ...]
    unclaimed: tuple[str, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    paste: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> list[str]:
        """What is to be known of files though they were read, a sentence each."""
        return [
            *(f"{one.file}：{one}" for one in self.overlaps),
            *(f"{file}：{what}" for file, what in self.notices),
            *map(str, self.proposals),
        ]

    def require(self) -> Mapping[str, Table]:
        """The tables; raise SourceError with all faults where there is one."""
        if self.faults:
            raise SourceError(self.faults)
        return self.tables
