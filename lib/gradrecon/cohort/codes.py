"""Codes of cohorts and colleges: each names a folder, on any system."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from gradrecon.cohort.faults import Problem, problems

_CODE = re.compile(r"[0-9A-Za-z_-]{1,20}")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d", re.IGNORECASE)


def _can_be_a_folder(code: str) -> str:
    """The code, which names a folder on any system, Windows included."""
    if not _CODE.fullmatch(code):
        allowed = "1 到 20 个英文字母、数字、- 或 _"
        raise problems(Problem("", f"“{code}”不能用作文件夹名", allowed))
    if _DEVICE.fullmatch(code):
        wrong = f"“{code}”是 Windows 的保留名，不能用作文件夹名"
        raise problems(Problem("", wrong, "别的代码，如 05"))
    return code


Code = Annotated[str, AfterValidator(_can_be_a_folder)]
"""A code, of 1 to 20 letters, digits, `-` and `_`, that no system reserves."""
