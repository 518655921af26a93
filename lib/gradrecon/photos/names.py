"""Whose photo a file says it is: the numbers and the name that its own name carries.

There is no single rule: 学号, 证件号 or 考生号, alone or with the student's name, before or after
it, with `(1)` or 副本 where a program made a copy, in a folder of the college or not. What the
name does not carry stays blank; nothing is looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import PurePosixPath
from typing import NamedTuple

from gradrecon.values import characters as c
from gradrecon.values.folding import fold_label_text
from gradrecon.values.masking import masked_text

_COPY = re.compile(
    r"(?:\s*[(（]\d{1,2}[)）]|\s*-?\s*(?:副本|复制|拷贝|copy)(?:\s*\d{1,2})?)+$", re.I
)
_NUMBER = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]{1,3})?\d{4,}(?:[A-Za-z]\d+)*(?:[Xx](?![A-Za-z]))?")
_NAME = re.compile(f"[{c.HAN}][{c.HAN}{c.MIDDLE_DOT}{c.MIDDLE_DOTS}]*")
# What people write beside the name.
_WORDS = re.compile(
    "证件照|毕业照|学历照|照片|相片|图像|头像|电子版|学号|姓名|身份证号?|考生号|编号"
    "|[蓝白红]底|[一二两小大]寸"
)
# The shape of each kind of number; what has neither is a 学号.
_SHAPES = {
    "id_no": re.compile(r"\d{17}[\dX]|[HM]\d{8}(?:\d{2})?"),
    "exam_no": re.compile(r"[0-9A-Z]{15}"),
}


class Said(NamedTuple):
    """What a file's path says: numbers by kind, the name, the folder that it lies in."""

    student_no: str
    id_no: str
    exam_no: str
    name: str
    college: str


def readable(path: str) -> str:
    """A path as text: archives from Windows leave names in the old Chinese encoding elsewhere."""
    return "/".join(part if _is_text(part) else _from_gb(part) for part in path.split("/"))


def said_by(path: str, named_by: str = "auto", colleges: Container[str] = ()) -> Said:
    """What the path of a photo says; two numbers of one kind, or two names, say nothing (law 4).

    `named_by` is the kind that every number is of, "auto" to go by their shapes. `colleges` are
    folded texts that are no person's name.
    """
    file = PurePosixPath(path)
    stem = _WORDS.sub(" ", _COPY.sub("", c.narrow(c.unified(c.visible(file.stem)))))
    numbers: dict[str, set[str]] = {}
    for number in _NUMBER.findall(stem):
        kind = _kind(number.upper()) if named_by == "auto" else named_by
        numbers.setdefault(kind, set()).add(number.upper())
    own = {kind: found.pop() for kind, found in numbers.items() if len(found) == 1}
    words = _NAME.findall(_NUMBER.sub(" ", stem))
    names = [word for word in words if fold_label_text(word) not in colleges]
    return Said(
        own.get("student_no", ""),
        own.get("id_no", ""),
        own.get("exam_no", ""),
        names[0] if len(names) == 1 else "",
        file.parent.name if len(file.parts) > 2 else "",
    )


def shown(path: str, said: Said) -> str:
    """A photo's path as it may be shown: of an ID number the last four characters (law 9)."""
    if said.id_no:
        path = re.sub(said.id_no, f"尾号{said.id_no[-4:]}", path, flags=re.IGNORECASE)
    return masked_text(path)


def _is_text(name: str) -> bool:
    return not any("\udc80" <= char <= "\udcff" for char in name)


def _from_gb(name: str) -> str:
    return name.encode(errors="surrogateescape").decode("gb18030", errors="replace")


def _kind(number: str) -> str:
    kinds = (kind for kind, shape in _SHAPES.items() if shape.fullmatch(number))
    return next(kinds, "student_no")
