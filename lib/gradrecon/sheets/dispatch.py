"""From a path to a book: which reader reads what, and who is asked next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from python_calamine import PasswordError

from gradrecon.lazy import named
from gradrecon.sheets.grid import Book, Failed, Unreadable
from gradrecon.sheets.process.limits import TOO_BIG, Limits
from gradrecon.sheets.sniff import PASSWORD, Form, form_of

_CALAMINE = "gradrecon.sheets.formats.calamine:read_workbook"
_XLRD = "gradrecon.sheets.formats.fallback:read_with_xlrd"
_LOCKED = "gradrecon.sheets.formats.calamine:read_locked"
_READERS: Mapping[Form, tuple[str, ...]] = {
    Form.XLSX: (
        _CALAMINE,
        "gradrecon.sheets.formats.calamine:read_mended",
        "gradrecon.sheets.formats.fallback:read_with_openpyxl",
    ),
    Form.XLSB: (_CALAMINE,),
    Form.ODS: (_CALAMINE, "gradrecon.sheets.formats.calamine:read_tidied"),
    Form.FODS: ("gradrecon.sheets.formats.calamine:read_flat",),
    Form.XLS: (_CALAMINE, _XLRD),
    Form.OLD_XLS: (_XLRD,),
    Form.LOCKED: (_LOCKED,),
    Form.HTML: ("gradrecon.sheets.formats.webpage:read_html",),
    Form.WEB_ARCHIVE: ("gradrecon.sheets.formats.webpage:read_web_archive",),
    Form.SPREADSHEETML: ("gradrecon.sheets.formats.spreadsheetml:read_spreadsheetml",),
    Form.DBF: ("gradrecon.sheets.formats.dbf:read_dbf",),
    Form.PARQUET: ("gradrecon.sheets.formats.parquet:read_parquet",),
    Form.TEXT: ("gradrecon.sheets.formats.delimited:read_text",),
}


def read_book(path: Path, limits: Limits, turn: int = 0) -> Book:
    """Return the sheets of a file, read by one of its readers in turn, 0 the first.

    Raise Failed if that reader cannot or does not exist: another may be asked. Raise Unreadable if
    the file itself is at fault.
    """
    limits.check_file(path)
    form = form_of(path)
    readers = _READERS[form]
    broken = Failed(
        f"文件已损坏，不能作为 {form} 读取",
        "用 Excel 或 WPS 打开，另存为新的 .xlsx；打不开时向来源处重新索取。",
    )
    if turn >= len(readers):
        raise broken
    try:
        book = _read(readers[turn], path, form, limits)
    except Unreadable:
        raise
    except MemoryError:
        raise Failed(*TOO_BIG) from None
    except BaseException:  # a panic of calamine is no ordinary Exception
        raise broken from None
    if not book.sheets:
        raise Failed("文件里没有工作表", "用 Excel 或 WPS 打开，确认有表格后另存为 .xlsx。")
    return book


def _read(reader: str, path: Path, form: Form, limits: Limits) -> Book:
    """Read with one reader; where that meets a password, as Excel does with its own."""
    try:
        book: Book = named(reader)(path, form, limits)
    except Exception as error:
        if not isinstance(error, PasswordError) and "encrypt" not in str(error).lower():
            raise
        if form not in (Form.XLS, Form.OLD_XLS):
            raise Unreadable(*PASSWORD) from None
        book = named(_LOCKED)(path, form, limits)
    return book
