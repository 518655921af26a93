"""SpreadsheetML of Excel 2003: XML that calls itself .xls (Office 2003 XML reference schema)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from gradrecon.sheets.grid import (
    Book,
    CellType,
    Region,
    Sheet,
    Special,
    Unreadable,
    Value,
    columns_of,
)
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet|"
_MAX_COLUMN = 16_384


def read_spreadsheetml(path: Path, form: Form, limits: Limits) -> Book:
    """The worksheets of the file; Unreadable where its XML is broken or declares entities."""
    reader = _Reader(limits)
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except (expat.ExpatError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise Unreadable(
            f"XML 不完整或已损坏（第 {line} 行）", "用 Excel 打开，另存为 .xlsx 后放回原处。"
        ) from None
    return Book(str(form), tuple(reader.sheets))


def _refuse(*_: object) -> None:
    raise Unreadable(
        "XML 里声明了实体，可能有害，未读取", "用 Excel 打开，另存为 .xlsx 后放回原处。"
    )


class _Reader:
    """Collects the sheets while the parser walks through the file."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self._begin("", hidden=False)
        self._data: list[str] | None = None
        self._type = ""

    def _begin(self, name: str, *, hidden: bool) -> None:
        self._name, self._hidden = name, hidden
        self._rows: dict[int, dict[int, Value]] = {}
        self._merged: list[Region] = []
        self._hidden_rows: set[int] = set()
        self._row, self._column, self._across = -1, -1, 0

    def start(self, tag: str, says: dict[str, str]) -> None:
        """An element begins."""
        kind = tag.removeprefix(_SPACE)
        if kind == "Worksheet":
            self._begin(says.get(_SPACE + "Name", ""), hidden=False)
        elif kind == "Row":
            self._start_row(says)
        elif kind == "Cell":
            self._start_cell(says)
        elif kind == "Data":
            self._data, self._type = [], says.get(_SPACE + "Type", "String")

    def text(self, text: str) -> None:
        """Characters within an element."""
        if self._data is not None:
            self._data.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        kind = tag.removeprefix(_SPACE)
        if kind == "Data" and self._data is not None:
            self._rows.setdefault(self._row, {})[self._column] = self._value("".join(self._data))
            self._data = None
        elif kind == "Visible" or tag.endswith("|Visible"):
            self._hidden = True  # told only of sheets that are not
        elif kind == "Worksheet":
            self.sheets.append(self._sheet())

    def _start_row(self, says: dict[str, str]) -> None:
        self._row = int(says.get(_SPACE + "Index", self._row + 2)) - 1
        self._column, self._across = -1, 0
        self.limits.check_rows(self._name, self._row)
        span = int(says.get(_SPACE + "Span", 0))
        if says.get(_SPACE + "Hidden") == "1":
            self._hidden_rows.update(range(self._row, self._row + min(span, 65_536) + 1))
        self._span = span

    def _start_cell(self, says: dict[str, str]) -> None:
        following = self._column + self._across + 1
        self._column = int(says.get(_SPACE + "Index", following + 1)) - 1
        if not 0 <= self._column < _MAX_COLUMN:
            raise ValueError("a column that no sheet has")
        self._across = int(says.get(_SPACE + "MergeAcross", 0))
        down = int(says.get(_SPACE + "MergeDown", 0))
        if self._across or down:
            last = (self._row + down, self._column + self._across)
            self._merged.append(((self._row, self._column), last))

    def _value(self, text: str) -> Value:
        if self._type == "Number":
            return float(text)
        if self._type == "Boolean":
            return text == "1"
        if self._type == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment if moment.time().isoformat() != "00:00:00" else moment.date()
        return Special(text, CellType.ERROR) if self._type == "Error" else text

    def _sheet(self) -> Sheet:
        height = max(self._rows, default=-1) + 1
        rows = [self._rows.get(row, {}) for row in range(height)]
        cells = [[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in rows]
        return Sheet(
            self._name,
            columns_of(cells),
            height,
            hidden=self._hidden,
            merged=tuple(self._merged),
            hidden_rows=frozenset(self._hidden_rows),
        )
