"""Workbooks by python-calamine: xlsx, xlsb, xls and ods, the first reader and the fast one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from gradrecon.lazy import named
from gradrecon.sheets.formats.encoding import in_utf8
from gradrecon.sheets.grid import Book, Failed, Sheet
from gradrecon.sheets.marks.marks import Extras, Marks, marked
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form, form_of_workbook

_LOOKS: Mapping[Form, str] = {
    Form.XLSX: "gradrecon.sheets.marks.xlsx:look_at",
    Form.XLS: "gradrecon.sheets.marks.xls:look_at",
    Form.XLSB: "gradrecon.sheets.marks.xlsb:look_at",
    Form.ODS: "gradrecon.sheets.marks.ods:look_at",
}
# What calamine needs of an ods file, and the blanks between the elements of its tables.
_NEEDED = ("mimetype", "META-INF/manifest.xml", "content.xml")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_BETWEEN = rb">\s+(?=</?table:)"


def read_workbook(path: Path, form: Form, limits: Limits) -> Book:
    """Read the sheets of a workbook with their marks, in the workbook's order.

    Raise Unreadable if a sheet has more rows than `limits` allow; what calamine itself raises on a
    malformed file passes through.
    """
    with path.open("rb") as file:
        return read_opened(file, form, limits, lambda: look_at(path, form))


def read_tidied(path: Path, form: Form, limits: Limits) -> Book:
    """Read an ods file whose XML is set out in lines, at which calamine stumbles, without these."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in _NEEDED if name in archive.namelist()}
    parts["content.xml"] = re.sub(_BETWEEN, b">", parts["content.xml"])
    return read_opened(zipped(parts), form, limits, lambda: look_at(path, form))


def read_flat(path: Path, form: Form, limits: Limits) -> Book:
    """Read an OpenDocument sheet that is one XML file, as the main part of an ods file."""
    from gradrecon.sheets.marks.ods import marks_in

    xml = re.sub(_BETWEEN, b">", in_utf8(path.read_bytes()).text)
    parts = {"mimetype": _ODS, "META-INF/manifest.xml": _MANIFEST, "content.xml": xml}
    return read_opened(zipped(parts), form, limits, lambda: marks_in(xml))


def read_locked(path: Path, form: Form, limits: Limits) -> Book:
    """Read a workbook that Excel has encrypted with its own password, without a copy on disk."""
    from gradrecon.sheets.formats.locked import opened

    plain = opened(path)
    inner = form_of_workbook(io.BytesIO(plain), len(plain))
    if inner is Form.XLSX:
        look = partial(look_at, io.BytesIO(plain), inner, closely=True)
    else:
        look = partial(look_at, io.BytesIO(plain), inner)
    book = read_opened(io.BytesIO(plain), inner, limits, look)
    return book.noting("文件以 Excel 自带的默认密码加密（打开时不问密码），已解密读取")


def read_mended(path: Path, form: Form, limits: Limits) -> Book:
    """Read an xlsx file without what makes calamine refuse a whole sheet for one cell."""
    from gradrecon.sheets.formats.mending import mended_parts

    with zipfile.ZipFile(path) as archive:
        parts = mended_parts(archive)
    return read_opened(zipped(parts), form, limits, lambda: look_at(path, form, closely=True))


def zipped(parts: Mapping[str, bytes]) -> BinaryIO:
    """Put parts into an archive in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made.seek(0)
    return made


def read_opened(file: BinaryIO, form: Form, limits: Limits, look: Callable[[], Extras]) -> Book:
    """Read an open workbook; `look` finds its marks."""
    # By its content: given a path, calamine goes by the ending of the name.
    with CalamineWorkbook.from_filelike(file) as workbook:
        extras = look()
        sheets = tuple(
            _sheet(workbook.get_sheet_by_index(place), limits, meta, extras.of(meta.name, place))
            for place, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    return Book(str(form), sheets, extras.since_1904)


def look_at(path: Path | BinaryIO, form: Form, **how: bool) -> Extras:
    """Find what readers leave out; nothing if the file is damaged, which they will say.

    Raise Failed if the reader whose turn it is takes a cell for another one.
    """
    try:
        extras: Extras = named(_LOOKS[form])(path, **how)
    except Failed:
        raise
    except Exception:
        return Extras()
    return extras


def _sheet(found: CalamineSheet, limits: Limits, meta: SheetMetadata, marks: Marks) -> Sheet:
    limits.check_rows(found.name, found.height)
    return marked(
        found.name,
        found.to_python(),  # type: ignore[arg-type]
        marks,
        corner=found.start or (0, 0),
        hidden=meta.visible != SheetVisibleEnum.Visible,
        merged=found.merged_cell_ranges,
    )
