"""The day of which a file says that it speaks: in its name, or above its table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

_FULL = re.compile(
    r"(?<!\d)(20\d\d)(?:([-_./年])(\d{1,2})[-_./月](\d{1,2})日?|([01]\d)([0-3]\d))(?!\d)"
)
_SHORT = re.compile(
    r"(?<![\d.\-])(\d{1,2})月(\d{1,2})日?(?!\d)"
    r"|(?<![\d.\-_A-Za-z])(\d{1,2})[.\-](\d{1,2})(?![\d.])"
    r"|(?<![\d.\-])(0[1-9]|1[0-2])([0-3]\d)(?!\d)"
)
_SAID = re.compile(
    r"(?:截至|截止|截止到|导出(?:时间|日期)?|制表(?:时间|日期)?|统计(?:时间|日期)?|更新(?:时间|日期)?"
    r"|生成(?:时间|日期)?|打印(?:时间|日期)?)[^\d]{0,4}"
)
_BEFORE, _AFTER = 200, 400  # days around the first day of capture that a cohort's files are of


def day_in_name(file: str, near: date) -> str:
    """The last day that a file's own name tells, else its folder's; "" where neither tells one.

    As `2024-12-17`. `near` is a day of the cohort's year: of a day without a year it is the one
    nearest to it.
    """
    path = PurePosixPath(file)
    for name in (path.stem, *(folder.name for folder in path.parents)):
        if days := [*_full(name), *_short(_FULL.sub(" ", name), near)]:
            return max(days).isoformat()
    return ""


def day_above(lines: Iterable[str]) -> str:
    """The day that a line above a table says the table is of, "" where none does."""
    for line in lines:
        for found in _SAID.finditer(line):
            if days := [*_full(line[found.end() : found.end() + 12])]:
                return days[0].isoformat()
    return ""


def _full(text: str) -> Iterator[date]:
    for year, _, month, day, packed_month, packed_day in _FULL.findall(text):
        yield from _date(year, month or packed_month, day or packed_day)


def _short(text: str, near: date) -> Iterator[date]:
    for found in _SHORT.findall(text):
        month, day = (part for part in found if part)
        years = (near.year - 1, near.year, near.year + 1)
        days = [one for year in years for one in _date(str(year), month, day)]
        first, last = near - timedelta(_BEFORE), near + timedelta(_AFTER)
        yield from [one for one in days if first <= one <= last][:1]


def _date(year: str, month: str, day: str) -> Iterator[date]:
    """Return the date, or None if there is no such day."""
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
