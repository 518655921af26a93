"""Workbooks of other kinds, xlsb and ods: what their programs hide, and cells that hold errors."""

import struct
from collections.abc import Mapping, Sequence
from html import escape

from parts import GOOD, HEAD, LI, PACKAGE, RELATIONS, TABLE, ZHANG, Case, archive

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ERROR = '<table:table-cell calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'


def ods(rows: Sequence[str], columns: str = "", manifest: str = "") -> bytes:
    """An ods file of one sheet from the XML of its rows."""
    spaces = "".join(f' xmlns:{one}="{OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">'
            f"{manifest}</manifest:manifest>",
            "content.xml": f'<office:document-content{spaces} xmlns:calcext="{OFFICE}:calcext">'
            '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
            f"{columns}{''.join(rows)}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def line(row: Sequence[str], says: str = "", last: str = "") -> str:
    """The XML of a row; a cell that begins with `<` is XML already, `last` is said of the last."""
    cells = [
        value
        if value.startswith("<")
        else f'<table:table-cell office:value-type="string" {last if at == len(row) - 1 else ""}>'
        f"<text:p>{escape(value)}</text:p></table:table-cell>"
        for at, value in enumerate(row)
    ]
    return f"<table:table-row {says}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"
HIDDEN = 'table:visibility="filter"'
SPANNED = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'


def xlsb(
    rows: Sequence[Sequence[str | int]], hidden: Sequence[int] = (), after: bytes = b""
) -> bytes:
    """An xlsb file of one sheet: texts, and error values by their codes."""
    rel = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}'
    )
    book = _record(131) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("Sheet1"))
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 9))
    sheet += _record(145) + b"".join(
        _record(0, struct.pack("<IIHBBB", at, 0, 300, 0, 0x10 if at in hidden else 0, 0) + bytes(4))
        + b"".join(_cell(place, value) for place, value in enumerate(row))
        for at, row in enumerate(rows)
    )
    return archive(
        {
            "_rels/.rels": f'{rel}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": f'{rel}/worksheet" Target="worksheets/sheet1.bin"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.bin": sheet + _record(146) + after + _record(130),
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(place: int, value: str | int) -> bytes:
    where = struct.pack("<II", place, 0)
    if isinstance(value, int):
        return _record(3, where + bytes([value]))
    return _record(6, where + _text(value)) if value else b""


def _merged(top: int, bottom: int, column: int) -> bytes:
    return _record(176, struct.pack("<IIII", top, bottom, column, column))


SHORT = [HEAD, ZHANG, [*LI[:3], ""]]
FILLED: Sequence[Sequence[str]] = [ZHANG, [*LI[:3], ZHANG[3]]]
NO_ID = {"rows": [[*ZHANG[:2], "", ZHANG[3]], LI], "notes": [("C2", "错误值")]}

CASES: Mapping[str, Case] = {
    "hidden_rows.ods": Case(
        "a filter hides a row: read and counted",
        ods([*map(line, TABLE[:2]), line(LI, HIDDEN)], f"<table:table-column {HIDDEN}/>"),
        GOOD,
        hidden=1,
    ),
    "hidden_rows.xlsb": Case(
        "a filter hides a row: read and counted", xlsb(TABLE, hidden=[2]), GOOD, hidden=1
    ),
    "error_value.ods": Case(
        "#N/A in place of a number",
        ods([line(HEAD), line([*ZHANG[:2], ERROR, ZHANG[3]]), line(LI)]),
        **NO_ID,
    ),
    "error_value.xlsb": Case(
        "#N/A in place of a number", xlsb([HEAD, [*ZHANG[:2], 0x2A, ZHANG[3]], LI]), **NO_ID
    ),
    "merged_college.ods": Case(
        "one merged cell of college for its students",
        ods([line(HEAD), line(ZHANG, last=SPANNED), line([*LI[:3], COVERED])]),
        FILLED,
    ),
    "merged_college.xlsb": Case(
        "one merged cell of college for its students",
        xlsb(SHORT, after=_merged(1, 2, 3)),
        FILLED,
    ),
    "lines.ods": Case(
        "XML set out in lines",
        ods(
            [
                one.replace("<table:", "\n    <table:").replace("</table:", "\n</table:")
                for one in map(line, TABLE)
            ]
        ),
        GOOD,
        remark="第二种",
    ),
    "password.ods": Case(
        "a password",
        ods(["\0"], manifest="<manifest:encryption-data/>"),
        wrong="打开密码",
    ),
    "cut_records.xlsb": Case(
        "a record that claims more bytes than there are",
        xlsb(TABLE, hidden=[2], after=b"\x00\xff\xff\xff\x7f"),
        GOOD,
        hidden=1,
    ),
}
