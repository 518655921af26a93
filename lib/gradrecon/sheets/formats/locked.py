"""Workbooks that Excel opens without asking: encrypted with its own standard password.

Excel encrypts a workbook that is only protected against changes with a password that it knows
itself ([MS-OFFCRYPTO] 2.4.2.3).
"""

from __future__ import annotations

import io
from pathlib import Path

from gradrecon.sheets.grid import Unreadable
from gradrecon.sheets.sniff import PASSWORD

_STANDARD = "VelvetSweatshop"


_BROKEN = (
    "文件以 Excel 自带的默认密码加密（打开时不问密码），但内容已损坏，不能解密",
    "用 Excel 打开，另存为新的 .xlsx；打不开时向来源处重新索取。",
)


def opened(path: Path) -> bytes:
    """Decrypt a workbook; raise Unreadable if its password is another one, or it is broken."""
    import msoffcrypto

    plain = io.BytesIO()
    with path.open("rb") as file:
        try:
            office = msoffcrypto.OfficeFile(file)
            office.load_key(password=_STANDARD, verify_password=True)
        except Exception:  # of the library, of the container: all mean the same here
            raise Unreadable(*PASSWORD) from None
        try:
            office.decrypt(plain)
        except Exception:  # of the ciphers as well
            raise Unreadable(*_BROKEN) from None
    return plain.getvalue()
