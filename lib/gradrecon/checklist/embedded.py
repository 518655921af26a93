"""The record that a table itself carries, for when this machine has lost its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from gradrecon.checklist.record import Record, parse
from gradrecon.checklist.sent import Sent, load
from gradrecon.errors import SourceError
from gradrecon.sheets import Sheet, read_sheets
from gradrecon.sources.table import Part, Table

# The sheet that no menu shows.
SHEET = "核对记录"


def open_sent(folder: Path, raw: Path, returned: Table) -> Sent:
    """What is known of what was sent, as far as these returned tables need it.

    `folder` holds the records, `raw` the returned files, of which `returned` was read.
    """
    codes = {part.code for part in returned.parts if part.code}
    return with_embedded(load(folder, codes), raw, returned.parts)


def with_embedded(sent: Sent, raw: Path, parts: Iterable[Part]) -> Sent:
    """The same, with the records that returned files carry where none is kept here.

    Only a record sealed under this machine's own key counts.
    """
    if not sent.key:
        return sent
    lost = {part.code: part.file for part in parts if part.code and part.code not in sent.records}
    found = {code: _carried(raw / file, sent.key) for code, file in lost.items()}
    carried = {code: record for code, record in found.items() if record and record.code == code}
    return replace(sent, records={**sent.records, **carried})


def _carried(path: Path, key: str) -> Record | None:
    try:
        sheets = read_sheets(path)
    except SourceError:
        return None
    records = (parse(key, _lines(sheet)) for sheet in sheets if sheet.name == SHEET)
    return next(filter(None, records), None)


def _lines(sheet: Sheet) -> list[str]:
    return [row[0] for row in sheet.cells if row and row[0]]
