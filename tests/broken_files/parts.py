"""What broken files are made of: the plainest file of each form, with a place to break it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

HEAD = ["学号", "姓名", "身份证号", "学院"]
ZHANG = ["2022180001", "张三", "990101199901011236", "计算机学院"]
LI = ["2022180002", "李四", "99010119990102108X", "法学院"]
TABLE = [HEAD, ZHANG, LI]
GOOD = [ZHANG, LI]

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MOMENT = (2024, 11, 20, 0, 0, 0)


@dataclass(frozen=True)
class Case:
    """One way in which a file can be wrong, and what must come of it.

    `rows`: 学号, 姓名, 身份证号 and 学院 of every row read; `notes`: (cell, kind) of each note.
    `wrong`: words of the one fault instead, and `where` the end of its place. `more`: values of
    further columns, by name. `remark`: words of a remark on the file. `hidden`: how many rows its
    program hides.
    """

    about: str
    content: bytes
    rows: Sequence[Sequence[str]] = ()
    notes: Sequence[tuple[str, str]] = ()
    wrong: str = ""
    where: str = ""
    more: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remark: str = ""
    hidden: int = 0


def text(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\r\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of the parts, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, content)
    return made.getvalue()


def sheet(data: str, before: str = "", after: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"


def letter(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def cell(place: str, value: object) -> str:
    """A cell of a sheet's XML; a string that begins with `<` is one already."""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("{r}", place)
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    space = ' xml:space="preserve"'
    return f'<c r="{place}" t="inlineStr"><is><t{space}>{escape(str(value))}</t></is></c>'


def data(rows: Sequence[Sequence[object]], attributes: Mapping[int, str] | None = None) -> str:
    """The rows of a sheet's XML; "" leaves a cell out, `attributes` are of rows by number."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(f"{letter(at)}{number}", v) for at, v in enumerate(row) if v != "")
        lines.append(f'<row r="{number}" {(attributes or {}).get(number, "")}>{cells}</row>')
    return "".join(lines)


def book(
    sheets: Mapping[str, str], settings: str = "", states: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """The parts of an xlsx file, by name; sheets are XML by their titles."""
    listed = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="rId{at}" {(states or {}).get(title, "")}/>'
        for at, title in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}">{settings}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
        "</Relationships>",
        **{f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)},
    }


def xlsx(
    rows: Sequence[Sequence[object]],
    before: str = "",
    after: str = "",
    attributes: Mapping[int, str] | None = None,
) -> bytes:
    """An xlsx file of one sheet."""
    return archive(book({"Sheet1": sheet(data(rows, attributes), before, after)}))


def html(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(value)}</td>" for value in row) for row in rows)
    return (
        f"<html><body><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></body></html>"
    )


def dbf(
    fields: Sequence[tuple[str, str, int]],
    records: Sequence[Sequence[str]],
    *,
    encoding: str = "gb18030",
    deleted: Sequence[int] = (),
    count: int | None = None,
    terminator: bytes = b"\r",
) -> bytes:
    """A dBase III table; a value longer than its field is cut."""
    width = 1 + sum(size for _, _, size in fields)
    length = 32 + 32 * len(fields) + len(terminator)
    head = struct.pack(
        "<B3BIHH20x", 3, 124, 11, 20, len(records) if count is None else count, length, width
    )
    for name, kind, size in fields:
        head += struct.pack("<11sc4xBB14x", name.encode(encoding), kind.encode(), size, 0)
    body = b""
    for number, record in enumerate(records):
        body += b"*" if number in deleted else b" "
        for value, (_, _, size) in zip(record, fields, strict=True):
            body += value.encode(encoding)[:size].ljust(size)
    return head + terminator + body + b"\x1a"


def spreadsheetml(rows: Sequence[Sequence[str]], prolog: str = "") -> str:
    lines = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{escape(v)}</Data></Cell>' for v in row)
        + "</Row>"
        for row in rows
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?>{prolog}<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="Sheet1"><Table>{lines}</Table></Worksheet></Workbook>'
    )
