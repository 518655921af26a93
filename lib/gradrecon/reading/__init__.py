"""Read what offices really send: a folder of files → one table for each source.

`read_folder` gives an `Intake`: tables, a report on each file, and every fault at once.
"""

from __future__ import annotations

from gradrecon.reading.cells import NoteKind
from gradrecon.reading.folder import read_folder
from gradrecon.reading.intake import FileReport, Intake
from gradrecon.reading.report import intake_text
from gradrecon.sheets import Sheet, read_sheets

__all__ = [
    "FileReport",
    "Intake",
    "NoteKind",
    "Sheet",
    "intake_text",
    "read_folder",
    "read_sheets",
]
