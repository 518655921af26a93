"""Whose photo a file says it is: the numbers and the name that its own name carries.

There is no single rule: 学号, 证件号 or 考生号, alone or with the student's name, before or after
it, with `(1)` or 副本 where a program made a copy, in a folder of the college or not. What the
name does not carry stays blank. A number that the roster knows (`Known`) is what the roster says,
whatever its shape: passports and permits have every shape there is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
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

_PASSPORT = re.compile(r"[A-Z]{1,3}\d{6,9}")
_LEAST = 5  # letters and digits of a document's number


class Said(NamedTuple):
    """What a file's path says: numbers by kind, the name, the folder that it lies in."""

    student_no: str
    id_no: str
    exam_no: str
    name: str
    college: str


class Known(NamedTuple):
    """The numbers of a roster: 学号, their shapes, and documents' by their letters and digits."""

    student_nos: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    documents: Mapping[str, str] = {}


NOTHING = Known()


def known(student_nos: Iterable[str], documents: Iterable[str]) -> Known:
    """The numbers of these students, to tell those in the names of files apart by."""
    own = frozenset(number.upper() for number in student_nos if number)
    papers = {_bare(number): number for number in documents if len(_bare(number)) >= _LEAST}
    return Known(own, frozenset(map(_shape, own)), papers)


def readable(path: str) -> str:
    """A path as text: archives from Windows leave names in the old Chinese encoding elsewhere."""
    return "/".join(part if _is_text(part) else _from_gb(part) for part in path.split("/"))


def said_by(
    path: str, named_by: str = "auto", colleges: Container[str] = (), roster: Known = NOTHING
) -> Said:
    """What the path of a photo says; two numbers of one kind, or two names, say nothing (law 4).

    `named_by` is the kind that every number is of, "auto" to go by their shapes. `colleges` are
    folded texts that are no person's name.
    """
    file = PurePosixPath(path)
    written = c.narrow(c.unified(c.visible(file.stem)))
    stem = _WORDS.sub(" ", _COPY.sub("", written))
    numbers: dict[str, set[str]] = {}
    papers = _papers(written, roster)
    if papers:
        numbers["id_no"] = set(papers)
    for number in map(str.upper, _NUMBER.findall(stem)):
        if number in roster.student_nos or not any(number in _bare(paper) for paper in papers):
            kind = _kind(number, roster) if named_by == "auto" else named_by
            numbers.setdefault(kind, set()).add(roster.documents.get(number, number))
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
    if not said.id_no:
        return masked_text(path)
    end = f"尾号{_bare(said.id_no)[-4:]}"
    masked, found = re.subn(re.escape(said.id_no), end, path, flags=re.IGNORECASE)
    if not found:  # written with blanks, hyphens or full-width: nothing of it may stand
        file = PurePosixPath(path)
        masked = str(file.with_name(f"{end}{said.name}{file.suffix}"))
    return masked_text(masked)


def _is_text(name: str) -> bool:
    return not any("\udc80" <= char <= "\udcff" for char in name)


def _from_gb(name: str) -> str:
    return name.encode(errors="surrogateescape").decode("gb18030", errors="replace")


def _kind(number: str, roster: Known) -> str:
    if number in roster.student_nos:
        return "student_no"
    if number in roster.documents:
        return "id_no"
    kinds = (kind for kind, shape in _SHAPES.items() if shape.fullmatch(number))
    foreign = roster.shapes and _PASSPORT.fullmatch(number) and _shape(number) not in roster.shapes
    return next(kinds, "id_no" if foreign else "student_no")


def _papers(stem: str, roster: Known) -> set[str]:
    """The document numbers of the roster that stand in a name, alone or beside other words."""
    upper = stem.upper()
    runs = {_bare(upper), _bare(_COPY.sub("", upper)), *re.findall(r"[0-9A-Z]+", upper)}
    runs |= {_bare(run) for run in re.findall(r"[0-9A-Z()（）-]+", upper)}
    return {roster.documents[run] for run in runs - roster.student_nos if run in roster.documents}


def _bare(number: str) -> str:
    """The letters and digits of a number."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def _shape(number: str) -> str:
    """The shape of a number: A for each letter, 9 for each digit."""
    return re.sub(r"\d", "9", re.sub(r"[A-Z]", "A", number))
