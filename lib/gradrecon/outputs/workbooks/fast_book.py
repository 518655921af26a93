"""A workbook that rows are streamed into, kept in memory until it is saved.

openpyxl puts each sheet into a temporary file; ours are small and many, and making and removing
such files took longer than writing them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

from gradrecon.outputs.workbooks import undated as fixed


class Book(Workbook):
    """An empty workbook, saved as `fixed.save` saves it."""

    def __init__(self) -> None:
        super().__init__(write_only=True)

    def create_sheet(self, title: str | None = None, index: int | None = None) -> _Sheet:
        """A new sheet at a place, else at the end."""
        sheet = _Sheet(self, title)
        self._add_sheet(sheet, index)
        return sheet

    def save(self, filename: Path) -> None:
        """Save it; raise OSError if it cannot be."""
        fixed.save(self, filename)


class _Sheet(WriteOnlyWorksheet):
    _writer: WorksheetWriter | None

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self, BytesIO())
            self._writer.write_top()


class _Writer(WorksheetWriter):
    def cleanup(self) -> None:
        """There is no file to remove."""
