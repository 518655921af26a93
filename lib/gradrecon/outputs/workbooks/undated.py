"""Save a workbook so that the same content gives the same bytes: no clock in it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from gradrecon.outputs.workbooks.raw_rows import with_rows

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LEVEL = 6
_CORE = "docProps/core.xml"


def save(book: Workbook, path: Path) -> None:
    """Save a workbook without the time at which that was done. Raise OSError if it cannot be."""
    with _Undated(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        archive.book = book
        ExcelWriter(book, archive).save()


class _Undated(ZipFile):
    """A zip whose members, and the core properties among them, bear no date."""

    book: Workbook

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        info = ZipInfo(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname), _BEGINNING)
        info.compress_type = ZIP_DEFLATED
        content = data.encode() if isinstance(data, str) else data
        super().writestr(info, _STAMPS.sub(b"", content) if info.filename == _CORE else content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        name = str(arcname or filename)
        in_memory = isinstance(filename, BytesIO)
        content = filename.getvalue() if in_memory else Path(filename).read_bytes()
        for sheet in self.book.worksheets:
            content = with_rows(sheet, content) if sheet.path == f"/{name}" else content
        self.writestr(name, content)
