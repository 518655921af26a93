"""From a path to a book: which reader reads what, and which one is asked second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from python_calamine import PasswordError

from gradrecon.sheets.delimited import read_text
from gradrecon.sheets.grid import Book, Unreadable
from gradrecon.sheets.limits import Limits
from gradrecon.sheets.sniff import Form, form_of
from gradrecon.sheets.workbooks import read_workbook

Reader = Callable[[Path, Form, Limits], Book]

_READERS: Mapping[Form, tuple[Reader, ...]] = {
    Form.XLSX: (read_workbook,),
    Form.XLSB: (read_workbook,),
    Form.ODS: (read_workbook,),
    Form.XLS: (read_workbook,),
    Form.TEXT: (read_text,),
}


def read_book(path: Path, limits: Limits, *, second: bool = False) -> Book:
    """The sheets of a file, by the first reader that can; `second` leaves out the first one.

    Unreadable where none can.
    """
    limits.check_file(path)
    form = form_of(path)
    readers = _READERS[form][1 if second else 0 :]
    for place, reader in enumerate(readers):
        try:
            book = reader(path, form, limits)
        except (Unreadable, OSError):
            raise
        except PasswordError:
            raise Unreadable("文件设有打开密码", "用 Excel 打开，去掉密码后另存。") from None
        except BaseException:  # a panic of calamine is no ordinary Exception
            continue
        return book if not place else book.noting("第一种读取程序失败，改用第二种读取")
    raise Unreadable(
        f"文件已损坏，不能作为 {form} 读取",
        "用 Excel 或 WPS 打开，另存为新的 .xlsx；打不开时向来源处重新索取。",
    )
