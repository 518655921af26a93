"""From a path to a book: which reader reads what, and who is asked next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from python_calamine import PasswordError

from gradrecon.sheets.dbf import read_dbf
from gradrecon.sheets.delimited import read_text
from gradrecon.sheets.grid import Book, Failed, Unreadable
from gradrecon.sheets.limits import TOO_BIG, Limits
from gradrecon.sheets.parquet import read_parquet
from gradrecon.sheets.second import read_with_openpyxl, read_with_xlrd
from gradrecon.sheets.sniff import PASSWORD, Form, form_of
from gradrecon.sheets.spreadsheetml import read_spreadsheetml
from gradrecon.sheets.webpage import read_html, read_web_archive
from gradrecon.sheets.workbooks import read_tidied, read_workbook

Reader = Callable[[Path, Form, Limits], Book]

_READERS: Mapping[Form, tuple[Reader, ...]] = {
    Form.XLSX: (read_workbook, read_with_openpyxl),
    Form.XLSB: (read_workbook,),
    Form.ODS: (read_workbook, read_tidied),
    Form.XLS: (read_workbook, read_with_xlrd),
    Form.OLD_XLS: (read_with_xlrd,),
    Form.HTML: (read_html,),
    Form.WEB_ARCHIVE: (read_web_archive,),
    Form.SPREADSHEETML: (read_spreadsheetml,),
    Form.DBF: (read_dbf,),
    Form.PARQUET: (read_parquet,),
    Form.TEXT: (read_text,),
}


def read_book(path: Path, limits: Limits, turn: int = 0) -> Book:
    """The sheets of a file by the reader whose turn it is, 0 the first.

    Failed where that one cannot, or there is none: another may be asked. Unreadable where the
    file is at fault whoever reads it.
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
        book = readers[turn](path, form, limits)
    except Unreadable:
        raise
    except MemoryError:
        raise Failed(*TOO_BIG) from None
    except BaseException as error:  # a panic of calamine is no ordinary Exception
        if isinstance(error, PasswordError) or "encrypt" in str(error).lower():
            raise Unreadable(*PASSWORD) from None
        raise broken from None
    if not book.sheets:
        raise Failed("文件里没有工作表", "用 Excel 或 WPS 打开，确认有表格后另存为 .xlsx。")
    return book
