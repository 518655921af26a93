"""Any file → sheets of cells: what it is by its bytes, read apart from our own process.

`read_sheets(path)` gives the sheets of one file; `sandbox.Sandbox` reads many with one process.
A file ends in sheets or in a clear error, within limits of time and memory. The reading process
imports this too, and nothing that only the asking one needs.
"""

from __future__ import annotations

from pathlib import Path

from gradrecon.sheets.grid import Book, Sheet, Unreadable
from gradrecon.sheets.process.limits import DEFAULT, Limits

__all__ = ["Book", "Limits", "Sheet", "Unreadable", "read_sheets"]


def read_sheets(path: Path | str, limits: Limits = DEFAULT) -> list[Sheet]:
    """The sheets of any file, hidden ones too; SourceError, and nothing else, where it has none."""
    from gradrecon.errors import Fault, SourceError
    from gradrecon.sheets.process.sandbox import Sandbox

    try:
        with Sandbox(limits) as sandbox:
            return list(sandbox.read(Path(path)).sheets)
    except Unreadable as error:
        raise SourceError(Fault(Path(path).name, error.wrong, error.mend)) from None
