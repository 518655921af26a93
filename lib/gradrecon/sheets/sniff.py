"""What a file is, by its bytes: names of files that go through many hands say nothing."""

from __future__ import annotations

import struct
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from gradrecon.sheets.grid import Unreadable


class Form(StrEnum):
    """The forms of files that are read, by the words that a report uses."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    FODS = "fods"
    XLS = "xls"
    OLD_XLS = "xls（Excel 4 及更早）"
    LOCKED = "加密的工作簿"
    HTML = "HTML 网页表格"
    SPREADSHEETML = "XML 表格（SpreadsheetML）"
    WEB_ARCHIVE = "单文件网页（mht）"
    DBF = "DBF"
    PARQUET = "Parquet"
    TEXT = "文本"


PASSWORD = ("文件设有打开密码", "用 Excel 打开，去掉密码后另存。")
_SAVE_AS = "用 Excel 或 WPS 打开，另存为 .xlsx 后放回原处。"
_NO_TABLE = "换成表格文件（xlsx、xls、csv、dbf、parquet 等）；若本不该放在这里，请移走。"

# Signatures of what is no table, and what to call it.
_OTHERS = (
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（gzip）"),
    (b"{\\rtf", "RTF 文档"),
    (b"SQLite format 3", "SQLite 数据库"),
    (b"\0\1\0\0Standard Jet DB", "Access 数据库"),
    (b"\0\1\0\0Standard ACE DB", "Access 数据库"),
    (b"\x7fELF", "程序"),
    (b"MZ", "程序"),
)
# What inflates beyond this size and this ratio is a bomb and no table.
_BIG, _RATIO = 100_000_000, 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET, _LOCKED_PARQUET = b"PAR1", b"PARE"
_ZIP = (b"PK\3\4", b"PK\5\6")
# BOF records of BIFF 2, 3, 4 and 5 outside a compound file ([MS-XLS] 2.4.21 and its forerunners).
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_DBF_VERSIONS = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xe5\xf5\xfb")
_BLANK = b"\0 \t\r\n\x1a\xef\xbb\xbf\xfe\xff"


def form_of(path: Path) -> Form:
    """The form of the file; raise Unreadable if it is none that holds a table."""
    with path.open("rb") as file:
        head = file.read(8192)
    if not head.strip(_BLANK):
        raise Unreadable("文件是空的，没有内容", "向来源处重新索取这个文件。")
    if head.startswith(_ZIP):
        return _zipped(path, path.stat().st_size)
    if head.startswith(_OLE):
        return _compound(path.read_bytes())
    form = _bare(head, path.stat().st_size)
    # A workbook may follow other bytes: some mail programs put their own in front.
    is_zip = form is Form.TEXT and zipfile.is_zipfile(path)
    return _zipped(path, path.stat().st_size) if is_zip else form


def _bare(head: bytes, size: int) -> Form:
    if head.startswith(_BARE_BIFF):
        return Form.OLD_XLS
    if head.startswith(_PARQUET):
        return Form.PARQUET
    if head.startswith(_LOCKED_PARQUET):
        raise Unreadable(*PASSWORD)
    if _is_dbf(head, size):
        return Form.DBF
    words = _ascii(head)
    if words.startswith("mime-version:"):
        return Form.WEB_ARCHIVE
    if words.startswith("<"):
        return _markup(words)
    for signature, what in _OTHERS:
        if head.startswith(signature):
            raise Unreadable(f"这是{what}，不是表格", _NO_TABLE)
    return Form.TEXT


def _ascii(head: bytes) -> str:
    """The ASCII of the head in lower case, whatever the encoding."""
    return head.replace(b"\0", b"").lstrip(_BLANK).decode("ascii", "ignore").lower()


def _markup(words: str) -> Form:
    if "urn:schemas-microsoft-com:office:spreadsheet" in words and "<html" not in words:
        return Form.SPREADSHEETML
    if "urn:oasis:names:tc:opendocument:xmlns:office" in words and "spreadsheet" in words:
        return Form.FODS
    if words.startswith("<?xml") and not any(tag in words for tag in ("<html", "<table")):
        raise Unreadable("这是 XML 文件，但不是 Excel 的 XML 表格", _SAVE_AS)
    return Form.HTML


def form_of_workbook(file: BinaryIO, size: int) -> Form:
    """Tell the form of a workbook in memory; raise Unreadable if it is none."""
    head = file.read(len(_OLE))
    file.seek(0)
    return Form.XLS if head == _OLE else _zipped(file, size)


def _zipped(file: Path | BinaryIO, size: int) -> Form:
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
            manifest = _manifest(archive) if "content.xml" in names else b""
            inflated = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError):
        raise Unreadable("文件不完整或已损坏", "重新复制或下载；仍不行时" + _SAVE_AS) from None
    if inflated > _BIG and inflated > _RATIO * size:
        raise Unreadable(f"解压后有 {inflated / 1e6:,.0f} MB，不像正常的表格，未读取", _SAVE_AS)
    if b"encryption-data" in manifest:
        raise Unreadable(*PASSWORD)
    if any(name.endswith("workbook.bin") for name in names):
        return Form.XLSB
    if any(name.endswith("workbook.xml") for name in names) or "xl/" in {n[:3] for n in names}:
        return Form.XLSX
    if b"opendocument.spreadsheet" in mimetype or ("content.xml" in names and not mimetype):
        return Form.ODS
    if any(name.startswith("word/") for name in names):
        raise Unreadable("这是 Word 文档，不是表格", "把文档里的表格复制到 Excel 中，存为 .xlsx。")
    raise Unreadable("这是压缩包，不是表格", "解压后把里面的表格放回原处。")


def _manifest(archive: zipfile.ZipFile) -> bytes:
    """The beginning of an OpenDocument's list of parts, which says whether they are encrypted."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return b""
    with archive.open("META-INF/manifest.xml") as part:
        return part.read(1 << 20)


def _compound(content: bytes) -> Form:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return Form.LOCKED
    if holds("Workbook") or holds("Book"):
        return Form.XLS
    if holds("WordDocument"):
        raise Unreadable(
            "这是旧版 Word 文档，不是表格", "把文档里的表格复制到 Excel 中，存为 .xlsx。"
        )
    raise Unreadable("这是 Office 文件，但里面没有工作簿", _SAVE_AS)


def _is_dbf(head: bytes, size: int) -> bool:
    """Whether header length, record length and month are those of a dBase table."""
    if len(head) < 33 or head[0] not in _DBF_VERSIONS:
        return False
    header, record = struct.unpack_from("<HH", head, 8)
    plausible = 1 <= head[2] <= 12 or head[1:4] == b"\0\0\0"
    return plausible and 33 <= header <= size + 1 and record > 1 and head[32:33] not in b"\0\r"
