"""Cells as they come → one way of writing for each kind of column, with a note on each mend."""

from __future__ import annotations

from gradrecon.reading.cells.column import read_column
from gradrecon.reading.cells.notes import NoteKind

__all__ = ["NoteKind", "read_column"]
