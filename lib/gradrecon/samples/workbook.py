"""Write the files that offices send: .xlsx, .xls and .csv, the same bytes for the same content.

Excel's own libraries stamp the time into a workbook; ours must be the same on every day, and
quick for a hundred thousand rows, so the few parts of an .xlsx (ECMA-376) are written here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice, zip_longest
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gradrecon.samples.xls import write_xls
from gradrecon.sources.table import letters

Cell = str | float | date | None
Rows = Iterable[Sequence[Cell]]

_LOOKED_AT = 100
_NEVER = (1980, 1, 1, 0, 0, 0)
_EPOCH = date(1899, 12, 30)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Two looks of a cell: the plain one and a day.
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/>'
    '<name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>'
    '<xf xfId="0" numFmtId="14" applyNumberFormat="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_workbook(path: Path, sheets: Mapping[str, Rows], merged: Sequence[str] = ()) -> None:
    """Write the sheets, name → rows, as .xlsx; `merged` are ranges (`B3:B9`) of the first sheet.

    Text stays text, numbers and dates become what Excel takes for such, None and "" stay blank.
    """
    shared: dict[str, int] = {}
    with ZipFile(path, "w") as book:
        for number, rows in enumerate(sheets.values(), 1):
            body = "".join(_sheet(rows, shared, merged if number == 1 else ()))
            _put(book, f"xl/worksheets/sheet{number}.xml", body)
        texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
        _put(book, "xl/sharedStrings.xml", f'{_HEAD}<sst xmlns="{_MAIN}">{texts}</sst>')
        _put(book, "xl/styles.xml", _STYLES)
        for name, content in _frame(list(sheets)):
            _put(book, name, content)


def write_old_workbook(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write the sheets as an Excel 97–2003 workbook; dates become text."""
    write_xls(path, {name: [_plain(row) for row in rows] for name, rows in sheets.items()})


def write_text(path: Path, rows: Rows, encoding: str) -> None:
    """Write rows as Chinese Excel saves a .csv; long numbers lose their digits as they do there."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([as_text(cell) for cell in row] for row in rows)


def _sheet(rows: Rows, shared: dict[str, int], merged: Sequence[str]) -> Iterator[str]:
    rows = iter(rows)
    first = list(islice(rows, _LOOKED_AT))
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols>{_widths(first)}</cols><sheetData>'
    names: list[str] = []
    for number, row in enumerate(chain(first, rows), 1):
        while len(names) < len(row):
            names.append(letters(len(names)))
        cells = [_cell(f"{names[place]}{number}", value, shared) for place, value in enumerate(row)]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData>"
    if merged:
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
        yield f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>'
    yield "</worksheet>"


def _widths(rows: Sequence[Sequence[Cell]]) -> str:
    """Columns as wide as what stands in the first rows; titles, alone in their rows, apart."""
    full = [row for row in rows if sum(bool(cell) for cell in row) > 1] or [[""]]
    columns = zip_longest(*full, fillvalue="")
    widths = [max(len(str(cell).encode("gb18030")) for cell in column) + 2 for column in columns]
    return "".join(
        f'<col min="{n}" max="{n}" width="{min(width, 60)}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )


def _cell(place: str, value: Cell, shared: dict[str, int]) -> str:
    if isinstance(value, str):
        if not value:
            return ""
        return f'<c r="{place}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    return "" if value is None else f'<c r="{place}"><v>{value!r}</v></c>'


def _frame(sheets: list[str]) -> Iterator[tuple[str, str]]:
    """The parts that say what the other parts are."""
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(sheets) + 1)]
    kinds += [("/xl/sharedStrings.xml", "sharedStrings")]
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_KINDS}.{kind}+xml"/>' for part, kind in kinds
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{rels}"/>{overrides}</Types>',
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    yield "xl/_rels/workbook.xml.rels", _relations(targets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>'
        "</workbook>",
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _put(book: ZipFile, name: str, content: str) -> None:
    part = ZipInfo(name, _NEVER)
    part.compress_type = ZIP_DEFLATED
    book.writestr(part, content.encode(), compresslevel=3)


def _plain(row: Sequence[Cell]) -> list[str | float | None]:
    return [as_text(cell) if isinstance(cell, date) else cell for cell in row]


def as_text(cell: Cell) -> str:
    """A cell as a .csv has it: a long number has lost its digits, a day is as Excel shows it."""
    if isinstance(cell, float) and abs(cell) >= 1e11:
        return f"{cell:.5E}"
    if isinstance(cell, date):
        return f"{cell.year}/{cell.month}/{cell.day}"
    return "" if cell is None else str(cell)
