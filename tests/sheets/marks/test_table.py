"""The table of marks: each mark in each form is seen, or that form cannot hold it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from gradrecon.sheets import read_sheets
from gradrecon.sheets.formats.fallback import read_with_openpyxl
from gradrecon.sheets.grid import CellType, Sheet
from gradrecon.sheets.process.limits import DEFAULT
from gradrecon.sheets.sniff import Form

SEEN: dict[str, Callable[[Sheet], object]] = {
    "padding": lambda sheet: sheet.types[1, 0] is CellType.FORMATTED and sheet.cells[1][0] == "22",
    "letters": lambda sheet: sheet.types[1, 1] is CellType.FORMATTED,
    "percent": lambda sheet: sheet.types[1, 2] is CellType.FORMATTED,
    "thousands": lambda sheet: (
        sheet.types[1, 3] is CellType.DRESSED and sheet.cells[1][3] == "2022"
    ),
    "currency": lambda sheet: sheet.types[1, 4] is CellType.DRESSED,
    "scientific": lambda sheet: sheet.types[1, 5] is CellType.DRESSED,
    "number": lambda sheet: sheet.types[1, 6] is CellType.NUMBER,
    "truncated": lambda sheet: len(sheet.cells[1][7]) == 18 and sheet.types[1, 7] == "n",
    "date": lambda sheet: sheet.types[1, 8] in (CellType.DATE, CellType.DATETIME),
    "error": lambda sheet: sheet.types[2, 0] is CellType.ERROR,
    "hollow": lambda sheet: sheet.types[2, 1] is CellType.HOLLOW,
    "struck": lambda sheet: sheet.struck == {(2, 2)},
    "comment": lambda sheet: (
        [place for place, text in sheet.comments if "已核" in text] == [(2, 3)]
    ),
    "choices": lambda sheet: (
        {words for _, words in sheet.choices} == {"是,否"}
        and (sheet.choices[0][0][0], sheet.choices[-1][0][1]) == ((1, 9), (2, 9))
    ),
    "merged": lambda sheet: ((1, 10), (2, 10)) in sheet.merged,
    "hidden row": lambda sheet: sheet.hidden_rows == {2},
    "hidden column": lambda sheet: sheet.hidden_columns == {9},
}
FORMATS = ["0000000000", '"S"0', "0%", "#,##0", '"¥"#,##0', "0.00E+00", "0", "0", "yyyy-mm-dd"]
VALUES = [22, 22, 0.5, 2022, 20, 2022, 22, 990101199901011000, 36556]
MOST = set(SEEN)


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"列{at}" for at in range(11)])
    sheet.append([*VALUES, "是", "计算机学院"])
    for at, code in enumerate(FORMATS, 1):
        sheet.cell(2, at).number_format = code
    sheet.append(["#N/A", "=A1", "张三", "李四", *"efgh", "", "否", ""])
    sheet["A3"].data_type = "e"
    sheet["C3"].font = Font(strike=True)
    sheet["D3"].comment = Comment("已核", "王老师")
    rule = DataValidation(type="list", formula1='"是,否"')
    rule.add("J2:J3")
    sheet.add_data_validation(rule)
    sheet.merge_cells("K2:K3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["J"].hidden = True
    book.save(path)


def _changed(path: Path, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            is_sheet = "worksheets/sheet" in name and name.endswith(".xml")
            archive.writestr(name, change(content.decode()).encode() if is_sheet else content)


def _without_places(path: Path) -> None:
    import re

    def change(xml: str) -> str:
        full = re.sub(r'<c r="K3"[^>]*/>', "", xml)
        return re.sub(r'<(row|c) r="[^"]*"', r"<\1", full)

    _xlsx(path)
    _changed(path, change)


def _read(path: Path) -> Sheet:
    return read_sheets(path)[0]


def _by_openpyxl(path: Path) -> Sheet:
    return read_with_openpyxl(path, Form.XLSX, DEFAULT).sheets[0]


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _ods_xml() -> str:
    names = ("office", "table", "text", "style", "datastyle")
    spaces = "".join(
        f' xmlns:{"number" if one == "datastyle" else one}="{OFFICE}:{one}:1.0"' for one in names
    )
    number = '<number:number number:min-integer-digits="{}"/>'
    kinds = [
        ("number", number.format(10)),
        ("number", "<number:text>S</number:text>" + number.format(1)),
        ("percentage", number.format(1) + "<number:text>%</number:text>"),
        ("number", '<number:number number:min-integer-digits="1" number:grouping="true"/>'),
        ("currency", "<number:currency-symbol>¥</number:currency-symbol>" + number.format(1)),
        ("number", '<number:scientific-number number:min-integer-digits="1"/>'),
    ]
    styles = "".join(
        f'<number:{kind}-style style:name="N{at}">{inner}</number:{kind}-style>'
        f'<style:style style:name="ce{at}" style:family="table-cell" '
        f'style:data-style-name="N{at}"/>'
        for at, (kind, inner) in enumerate(kinds)
    )
    styles += (
        '<style:style style:name="out" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    cell = '<table:table-cell office:value-type="{}" {}>{}</table:table-cell>'
    texts = [cell.format("string", "", f"<text:p>列{at}</text:p>") for at in range(11)]
    first = [
        cell.format("float", f'table:style-name="ce{at}" office:value="{value}"', "")
        for at, value in enumerate(VALUES[:8])
    ]
    first.append(cell.format("date", 'office:date-value="2000-01-31"', ""))
    rule = 'table:content-validation-name="v"'
    first.append(cell.format("string", rule, "<text:p>是</text:p>"))
    merged = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    first.append(cell.format("string", merged, "<text:p>计算机学院</text:p>"))
    second = [
        '<table:table-cell table:formula="of:=A1" office:value-type="float" office:value="0" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=A1"/>',
        cell.format("string", 'table:style-name="out"', "<text:p>张三</text:p>"),
        cell.format(
            "string",
            "",
            "<office:annotation><text:p>已核</text:p></office:annotation><text:p>李四</text:p>",
        ),
        *(cell.format("string", "", "<text:p>x</text:p>") for _ in range(5)),
        cell.format("string", rule, "<text:p>否</text:p>"),
        "<table:covered-table-cell/>",
    ]
    columns = (
        '<table:table-column table:number-columns-repeated="9"/>'
        '<table:table-column table:visibility="collapse"/><table:table-column/>'
    )
    validation = (
        '<table:content-validations><table:content-validation table:name="v" table:condition="'
        'of:cell-content-is-in-list(&quot;是&quot;;&quot;否&quot;)"/></table:content-validations>'
    )
    rows = "".join(
        f"<table:table-row {says}>{''.join(cells)}</table:table-row>"
        for says, cells in (
            ("", texts), ("", first), ('table:visibility="collapse"', second),
        )
    )  # fmt: skip
    return (
        f'<office:document{spaces} xmlns:calcext="urn:x" office:mimetype="application/vnd.oasis.'
        f'opendocument.spreadsheet"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{validation}"
        f'<table:table table:name="a">{columns}{rows}'
        "</table:table></office:spreadsheet></office:body></office:document>"
    )


def _fods(path: Path) -> None:
    path.write_text(_ods_xml(), encoding="utf-8")


def _ods(path: Path) -> None:
    content = _ods_xml().replace("office:document", "office:document-content", 1)
    content = content[: -len("document>")] + "document-content>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'
        )
        archive.writestr("content.xml", content)
    path.write_bytes(made.getvalue())


def _spreadsheetml(path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    codes = [code.replace('"', "&quot;") for code in FORMATS]
    styles = "".join(
        f'<Style ss:ID="s{at}"><NumberFormat ss:Format="{code}"/></Style>'
        for at, code in enumerate(codes)
    )
    styles += '<Style ss:ID="out"><Font ss:StrikeThrough="1"/></Style>'
    cell = '<Cell {}><Data ss:Type="{}">{}</Data>{}</Cell>'
    first = [
        cell.format(f'ss:StyleID="s{at}"', "Number", value, "")
        for at, value in enumerate(VALUES[:8])
    ]
    first.append(cell.format("", "DateTime", "2000-01-31T00:00:00.000", ""))
    first.append(cell.format("", "String", "是", ""))
    first.append(cell.format('ss:MergeDown="1"', "String", "计算机学院", ""))
    second = [
        cell.format("", "Error", "#N/A", ""),
        '<Cell ss:Formula="=RC[-1]"/>',
        cell.format('ss:StyleID="out"', "String", "张三", ""),
        cell.format("", "String", "李四", "<Comment><ss:Data>已核</ss:Data></Comment>"),
        cell.format('ss:Index="10"', "String", "否", ""),
    ]
    head = [cell.format("", "String", f"列{at}", "") for at in range(11)]
    rule = (
        '<DataValidation xmlns="urn:schemas-microsoft-com:office:excel"><Range>R2C10:R3C10</Range>'
        "<Type>List</Type><Value>&quot;是,否&quot;</Value></DataValidation>"
    )
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}'
        '</Styles><Worksheet ss:Name="a"><Table><Column ss:Index="10" ss:Hidden="1"/>'
        f"<Row>{''.join(head)}</Row><Row>{''.join(first)}</Row>"
        f'<Row ss:Hidden="1">{"".join(second)}</Row></Table>{rule}</Worksheet></Workbook>',
        encoding="utf-8",
    )


FORMS: dict[str, tuple[Callable[[Path], None], Callable[[Path], Sheet], set[str]]] = {
    "xlsx": (_xlsx, _read, MOST),
    "xlsx without places": (_without_places, _read, MOST),
    "xlsx, by the last reader": (_xlsx, _by_openpyxl, MOST),
    "ods": (_ods, _read, MOST),
    "fods": (_fods, _read, MOST),
    "xml 2003": (_spreadsheetml, _read, MOST),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_mark_is_seen(form: str, tmp_path: Path) -> None:
    write, read, marks = FORMS[form]
    write(tmp_path / "表")
    sheet = read(tmp_path / "表")
    missing = [mark for mark in SEEN if mark in marks and not _is_seen(sheet, mark)]
    assert missing == []


def _is_seen(sheet: Sheet, mark: str) -> bool:
    try:
        return bool(SEEN[mark](sheet))
    except (KeyError, IndexError):
        return False
