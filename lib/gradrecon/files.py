"""Why a file or folder cannot be opened or written, in Chinese; and names that can be shown."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限，或文件正被 Excel 等程序打开",
    errno.EPERM: "没有权限",
    errno.EEXIST: "有同名的文件",
    errno.ENOENT: "路径中有不存在的文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "路径太长",
    errno.ELOOP: "链接绕回了自己",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """The reason in Chinese; in the system's own words where it is none that is known."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; raise OSError if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def readable(name: str) -> str:
    """A file's name as it can be shown and written; one that is not UTF-8 is mostly GBK's."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return name
