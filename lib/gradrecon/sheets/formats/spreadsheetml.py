"""SpreadsheetML of Excel 2003: XML that calls itself .xls (Office 2003 XML reference schema)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

from gradrecon.sheets.formats.encoding import in_utf8
from gradrecon.sheets.grid import (
    Book,
    CellType,
    Place,
    Region,
    Sheet,
    Special,
    Unreadable,
    Value,
    number_text,
)
from gradrecon.sheets.marks.marks import Marks, marked
from gradrecon.sheets.marks.number_format import NAMED, changes_text, look_of_number, look_of_text
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet|"
_HTML = "http://www.w3.org/TR/REC-html40|"
_MAX_COLUMN = 16_384
_LAST_HIDDEN = 65_536
_UNPRINTABLE = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bce-f]|1[0-9a-f]));",
    re.IGNORECASE,
)
_CELLS = re.compile(r"R(\d+)(?:C(\d+))?|C(\d+)")


def read_spreadsheetml(path: Path, form: Form, limits: Limits) -> Book:
    """Read the worksheets; raise Unreadable if the XML is broken or declares entities."""
    xml, _, remarks = in_utf8(path.read_bytes())
    plain = _UNPRINTABLE.sub(b"", xml)
    if plain != xml:
        remarks = (*remarks, "有看不见的控制字符，已略去")
    reader = _Reader(limits)
    # The bytes are UTF-8 by now, whatever the declaration says.
    parser = expat.ParserCreate("utf-8", namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(plain, True)
    except (expat.ExpatError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise Unreadable(
            f"XML 不完整或已损坏（第 {line} 行）", "用 Excel 打开，另存为 .xlsx 后放回原处。"
        ) from None
    return Book(str(form), tuple(reader.sheets)).noting(*remarks)


def _refuse(*_: object) -> None:
    raise Unreadable(
        "XML 里声明了实体，可能有害，未读取", "用 Excel 打开，另存为 .xlsx 后放回原处。"
    )


class _Reader:
    """Collects the sheets while the parser walks through the file."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self._formats: dict[str, str] = {}
        self._struck_styles: set[str] = set()
        self._style = ""
        self._texts: list[str] | None = None
        self._kept: list[str] | None = None  # the text around a phonetic guide
        self._begin("")

    def _begin(self, name: str) -> None:
        self._name, self._hidden = name, False
        self._rows: dict[int, dict[int, Value]] = {}
        self._merged: list[Region] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}
        self._struck: set[Place] = set()
        self._comments: list[tuple[Place, str]] = []
        self._choices: list[tuple[Region, str]] = []
        self._rule: dict[str, str] = {}
        self._row, self._column, self._across, self._next_column = -1, -1, 0, 0
        self._row_style, self._hollow = "", False
        self._in_comment, self._type = False, ""

    def start(self, tag: str, says: dict[str, str]) -> None:
        """Begin an element."""
        own = {name.rpartition("|")[2]: value for name, value in says.items()}
        space, _, kind = tag.rpartition("|")
        if kind == "Data":
            if not self._in_comment:
                self._start_data(own)
        elif kind == "PhoneticText":
            self._kept, self._texts = self._texts, []
        elif begin := _STARTS.get(kind):
            begin(self, own)
        elif self._texts is not None and space + "|" == _HTML and kind in ("S", "Del", "Strike"):
            self._struck.add((self._row, self._column))
        elif kind in ("Range", "Type", "Value", "Visible"):
            self._texts = []

    def text(self, text: str) -> None:
        """Take characters within an element."""
        if self._texts is not None:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        """End an element."""
        kind = tag.rpartition("|")[2]
        if kind == "Data":
            self._end_data()
        elif kind == "PhoneticText":
            self._texts = self._kept
        elif finish := _ENDS.get(kind):
            finish(self)
        elif kind in ("Range", "Type", "Value"):
            self._rule[kind] = "".join(self._texts or ())
            self._texts = None

    def _start_sheet(self, says: Mapping[str, str]) -> None:
        self._begin(says.get("Name", ""))

    def _start_style(self, says: Mapping[str, str]) -> None:
        self._style = says.get("ID", "")
        if parent := says.get("Parent", ""):
            self._formats[self._style] = self._formats.get(parent, "")
            self._struck_styles |= {self._style} if parent in self._struck_styles else set()

    def _start_font(self, says: Mapping[str, str]) -> None:
        if says.get("StrikeThrough") == "1":
            if self._texts is None:
                self._struck_styles.add(self._style)
            else:
                self._struck.add((self._row, self._column))

    def _start_format(self, says: Mapping[str, str]) -> None:
        code = says.get("Format", "")
        self._formats[self._style] = NAMED.get(code, code)

    def _start_column(self, says: Mapping[str, str]) -> None:
        first = int(says.get("Index", self._next_column + 1)) - 1
        self._next_column = first + 1 + min(int(says.get("Span", 0)), _MAX_COLUMN)
        places = range(first, min(self._next_column, _MAX_COLUMN))
        if says.get("Hidden") == "1" or float(says.get("Width", 1)) == 0:
            self._hidden_columns.update(places)
        if style := says.get("StyleID", ""):
            self._column_styles.update(dict.fromkeys(places, style))

    def _start_row(self, says: Mapping[str, str]) -> None:
        self._row = int(says.get("Index", self._row + 2)) - 1
        self._column, self._across = -1, 0
        self.limits.check_rows(self._name, self._row)
        span = min(int(says.get("Span", 0)), _LAST_HIDDEN)
        if says.get("Hidden") == "1" or float(says.get("Height", 1)) == 0:
            self._hidden_rows.update(range(self._row, self._row + span + 1))
        self._row_style = says.get("StyleID", "")

    def _start_cell(self, says: Mapping[str, str]) -> None:
        following = self._column + self._across + 1
        self._column = int(says.get("Index", following + 1)) - 1
        if not 0 <= self._column < _MAX_COLUMN:
            raise ValueError("a column that no sheet has")
        self._across = int(says.get("MergeAcross", 0))
        down = int(says.get("MergeDown", 0))
        if self._across or down:
            last = (self._row + down, self._column + self._across)
            self._merged.append(((self._row, self._column), last))
        by_column = self._column_styles.get(self._column, "")
        self._style = says.get("StyleID", "") or self._row_style or by_column or "Default"
        self._hollow = "Formula" in says

    def _start_data(self, says: Mapping[str, str]) -> None:
        self._texts, self._type = [], says.get("Type", "String")

    def _start_comment(self, _: Mapping[str, str]) -> None:
        self._in_comment, self._type = True, "String"
        self._texts = []

    def _end_data(self) -> None:
        if self._in_comment or self._texts is None:
            return
        text, self._texts, self._hollow = "".join(self._texts), None, False
        if text and self._style in self._struck_styles:
            self._struck.add((self._row, self._column))
        self._put(self._value(text))

    def _end_comment(self) -> None:
        comment = "".join(self._texts or ()).strip()
        self._comments.append(((self._row, self._column), comment))
        self._in_comment, self._texts = False, None

    def _end_cell(self) -> None:
        if self._hollow:
            self._put(Special("", CellType.HOLLOW))

    def _end_visible(self) -> None:
        self._hidden = "".join(self._texts or ()).strip() != "SheetVisible"
        self._texts = None

    def _end_rule(self) -> None:
        if self._rule.get("Type") == "List":
            words = self._rule.get("Value", "").strip('"')
            for one in self._rule.get("Range", "").split(","):
                if region := _region(one):
                    self._choices.append((region, words))
        self._rule = {}

    def _put(self, value: Value) -> None:
        self._rows.setdefault(self._row, {})[self._column] = value

    def _value(self, text: str) -> Value:
        code = self._formats.get(self._style, "")
        try:
            if self._type == "Number":
                look = look_of_number(code, float(text)) if code else None
                return Special(number_text(float(text)), look) if look else float(text)
            if self._type == "DateTime":
                moment = datetime.fromisoformat(text)
                return moment if moment.time().isoformat() != "00:00:00" else moment.date()
        except (ValueError, ArithmeticError):
            return text
        if self._type == "Boolean":
            return text.strip().lower() in ("1", "true")
        if self._type == "Error":
            return Special(text, CellType.ERROR)
        look = look_of_text(code, text) if code and changes_text(code) else None
        return Special(text, look) if look else text

    def _end_sheet(self) -> None:
        height = max(self._rows, default=-1) + 1
        rows = [self._rows.get(row, {}) for row in range(height)]
        cells = [[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in rows]
        marks = Marks(
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            merged=tuple(self._merged),
            struck=frozenset(self._struck),
            comments=tuple(self._comments),
            choices=tuple(self._choices),
        )
        self.sheets.append(marked(self._name, cells, marks, hidden=self._hidden))


def _region(said: str) -> Region | None:
    """Give the cells that `R2C1:R9C1`, `R2C1` or `C1` means."""
    first, _, last = said.strip().partition(":")
    corners = [_CELLS.fullmatch(one) for one in (first, last or first)]
    if not corners[0] or not corners[1]:
        return None
    (top, left, only), (bottom, right, also) = (one.groups() for one in corners if one)
    return (
        (int(top or 1) - 1, int(left or only or 1) - 1),
        (int(bottom or _LAST_HIDDEN) - 1, int(right or also or _MAX_COLUMN) - 1),
    )


_STARTS: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    "Worksheet": _Reader._start_sheet,
    "Style": _Reader._start_style,
    "Font": _Reader._start_font,
    "NumberFormat": _Reader._start_format,
    "Column": _Reader._start_column,
    "Row": _Reader._start_row,
    "Cell": _Reader._start_cell,
    "Comment": _Reader._start_comment,
}
_ENDS: Mapping[str, Callable[[_Reader], None]] = {
    "Comment": _Reader._end_comment,
    "Cell": _Reader._end_cell,
    "Visible": _Reader._end_visible,
    "DataValidation": _Reader._end_rule,
    "Worksheet": _Reader._end_sheet,
}
