"""From a path to a book: which reader reads what, and which one is asked second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from python_calamine import PasswordError

from gradrecon.sheets.dbf import read_dbf
from gradrecon.sheets.delimited import read_text
from gradrecon.sheets.grid import Book, Unreadable
from gradrecon.sheets.limits import TOO_BIG, Limits
from gradrecon.sheets.second import read_with_openpyxl, read_with_xlrd
from gradrecon.sheets.sniff import PASSWORD, Form, form_of
from gradrecon.sheets.spreadsheetml import read_spreadsheetml
from gradrecon.sheets.webpage import read_html, read_web_archive
from gradrecon.sheets.workbooks import read_workbook

Reader = Callable[[Path, Form, Limits], Book]

_READERS: Mapping[Form, tuple[Reader, ...]] = {
    Form.XLSX: (read_workbook, read_with_openpyxl),
    Form.XLSB: (read_workbook,),
    Form.ODS: (read_workbook,),
    Form.XLS: (read_workbook, read_with_xlrd),
    Form.OLD_XLS: (read_with_xlrd,),
    Form.HTML: (read_html,),
    Form.WEB_ARCHIVE: (read_web_archive,),
    Form.SPREADSHEETML: (read_spreadsheetml,),
    Form.DBF: (read_dbf,),
    Form.TEXT: (read_text,),
}


def read_book(path: Path, limits: Limits, *, second: bool = False) -> Book:
    """The sheets of a file, by the first reader that can; `second` leaves out the first one.

    Unreadable where none can.
    """
    limits.check_file(path)
    form = form_of(path)
    readers = _READERS[form][1 if second else 0 :]
    full = False
    for place, reader in enumerate(readers):
        try:
            book = reader(path, form, limits)
        except Unreadable:
            raise
        except BaseException as error:  # a panic of calamine is no ordinary Exception
            if isinstance(error, PasswordError) or "encrypt" in str(error).lower():
                raise Unreadable(*PASSWORD) from None
            full = isinstance(error, MemoryError)
            continue
        return book if not place else book.noting("第一种读取程序失败，改用第二种读取")
    if full:
        raise Unreadable(*TOO_BIG)
    raise Unreadable(
        f"文件已损坏，不能作为 {form} 读取",
        "用 Excel 或 WPS 打开，另存为新的 .xlsx；打不开时向来源处重新索取。",
    )
