"""The release list as a platform import takes it: fields by name, each of a fixed width in bytes.

Widths are those of the official tables where they are known (domain facts: 学籍 export, 学位授予
信息年报), in bytes of GB18030. Nothing is cut: what does not fit is said, and the student is held.
There is no identity number here (law 9): the platform knows a student by 学号.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from unicodedata import category

import pandas as pd
import pyarrow.compute as pc

from gradrecon.columns.arrow import texts
from gradrecon.columns.distinct import by_distinct


class Field(NamedTuple):
    """One field: its name, its width in bytes, the column of the 信息核对表 that it takes."""

    name: str
    width: int
    column: str


FIELDS = (
    Field("XH", 15, "student_no"),
    Field("XM", 40, "name"),
    Field("XMPY", 60, "pinyin"),
    Field("XB", 2, "sex"),
    Field("CSRQ", 8, "birth_date"),
    Field("MZ", 20, "ethnicity"),
    Field("ZYDM", 7, "major_code"),
    Field("ZYMC", 50, "major"),
    Field("ZYYWMC", 120, "major_en"),
    Field("FY", 60, "college"),
    Field("CC", 20, "level"),
    Field("XXXS", 20, "form"),
    Field("BYPC", 10, "batch"),
)


def platform_table(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of the 信息核对表 under the platform's field names; dates as 20000131."""
    named = {field.name: cells[field.column] for field in FIELDS}
    frame = pd.DataFrame(named)
    return frame.assign(CSRQ=frame["CSRQ"].str.replace("-", "", regex=False))


def unfit(table: pd.DataFrame) -> pd.Series:
    """What a field cannot hold, said for each row of a platform table; "" where all fits.

    That is a value wider than its field, and a character that GB18030 has no place of its own
    for: a private code point of an old system, a control character.
    """
    said = pd.Series("", index=table.index, dtype="str")
    for field in FIELDS:
        told = _by_doubtful(table[field.name], partial(_unfit, field), field.width)
        said = said.str.cat(told)
    return said.str.rstrip("；")


def beyond_gbk(table: pd.DataFrame) -> pd.DataFrame:
    """The values that need GB18030: a platform that reads only GBK shows `??` for some character.

    Columns `XH`, `field`, `characters`.
    """
    found = [
        pd.DataFrame({"XH": table["XH"], "field": field.name, "characters": rare})
        for field in FIELDS
        for rare in [_by_doubtful(table[field.name], _not_in_gbk)]
    ]
    every = pd.concat(found, ignore_index=True)
    return every[every["characters"] != ""].reset_index(drop=True)


def _by_doubtful(values: pd.Series, function: Callable[[str], str], width: int = 0) -> pd.Series:
    """What is said of each value; of plain ASCII, where it is no wider than this, nothing is."""
    known = texts(values)
    plain = pc.and_(pc.string_is_ascii(known), pc.utf8_is_printable(known))
    if width:
        plain = pc.and_(plain, pc.less_equal(pc.binary_length(known), width))
    said = pd.Series("", index=values.index, dtype="str")
    doubtful = ~plain.to_numpy(zero_copy_only=False)
    said[doubtful] = by_distinct(values[doubtful], function)
    return said


def _unfit(field: Field, text: str) -> str:
    size, lost = len(text.encode("gb18030", errors="replace")), _homeless(text)
    wide = f"{field.name} 超宽（{size} 字节，限 {field.width}）；" if size > field.width else ""
    return wide + (f"{field.name} 有存不进 DBF 的字（{lost}）；" if lost else "")


def _homeless(text: str) -> str:
    """The characters without a place in GB18030, as their code points: they cannot be shown."""
    return "、".join(f"U+{ord(c):04X}" for c in text if category(c) in ("Cc", "Co", "Cs"))


def _not_in_gbk(text: str) -> str:
    return "".join(c for c in text if len(c.encode("gb18030", errors="replace")) > 2)
