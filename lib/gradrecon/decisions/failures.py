"""What can go wrong with a database, in the words of those who must mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from gradrecon.errors import DecisionsError, Fault

# The first part of SQLite's error names, and what each says: what is wrong, what to do.
_SQLITE = {
    "SQLITE_FULL": ("磁盘已满，这一条没有保存", "腾出空间后重试；已保存的记录完好。"),
    "SQLITE_READONLY": ("文件只读，不能保存", "检查文件和所在文件夹的写权限后重试。"),
    "SQLITE_BUSY": ("库正被别的程序占用，等待超时", "关闭占用它的程序（如备份、同步）后重试。"),
    "SQLITE_LOCKED": ("库正被别的程序占用，等待超时", "关闭占用它的程序（如备份、同步）后重试。"),
    "SQLITE_IOERR": ("磁盘读写失败", "检查磁盘空间和网络盘连接后重试；已保存的记录完好。"),
    "SQLITE_CANTOPEN": ("文件打不开", "检查路径，以及文件夹的权限。"),
    "SQLITE_CORRUPT": ("文件已损坏", "停止复核，从备份恢复；不要删除原文件。"),
    "SQLITE_NOTADB": ("这不是复核记录库", "检查路径；从备份恢复，不要覆盖原文件。"),
    "SQLITE_CONSTRAINT": ("数据库拒绝了这次写入", "重新打开后再试；仍不行请联系维护者。"),
}
_OTHER = ("数据库连接失败", "检查网络和数据库服务后重试；已保存的记录完好。")


@contextmanager
def said_of(where: str) -> Iterator[None]:
    """Within it, what a database raises becomes a DecisionsError that names the store."""
    try:
        yield
    except DBAPIError as error:
        wrong, mend = _of_sqlite(error) or _OTHER
        raise DecisionsError(Fault(where, wrong, mend)) from error
    except (SQLAlchemyError, OSError) as error:
        raise DecisionsError(Fault(where, *_OTHER)) from error


def _of_sqlite(error: DBAPIError) -> tuple[str, str] | None:
    name = getattr(error.orig, "sqlite_errorname", "")
    known = [said for start, said in _SQLITE.items() if name.startswith(start)]
    return known[0] if known else None
