"""A folder of photos → one table, a row for each file, and one report on all of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from gradrecon.cohort.cohort import Cohort
from gradrecon.photos.likeness import as_letters
from gradrecon.photos.names import NOTHING, Said, known, readable, said_by, shown
from gradrecon.photos.picture import READER, Picture
from gradrecon.reading.intake import FileReport
from gradrecon.sheets import Limits, Unreadable
from gradrecon.sheets.process.pool import read_each
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.sources.photos import PHOTOS
from gradrecon.sources.table import Part, Table, absent

_SHOWN = 3
_HERE = "（原始文件夹）"


@dataclass(frozen=True)
class PhotosRead:
    """The table of the photos, absent where there are none, and the one report on them."""

    table: Table
    reports: tuple[FileReport, ...] = ()


def read_photos(
    raw: Path, files: Sequence[str], cohort: Cohort, jobs: int = 1, roster: Table | None = None
) -> PhotosRead:
    """The photos in these files below the raw folder, read by `jobs` processes.

    `files` are in order: a row's number is its place among them, from 1. Images that cannot be
    used are rejected rows; nothing in an image is a fault of the whole. `roster` knows the numbers
    that files are named by.
    """
    if not files:
        return PhotosRead(absent(PHOTOS))
    pictures = list(_pictures(raw, files, cohort, jobs))
    names = [readable(file) for file in files]
    said = _said(names, cohort, roster)
    digest = _digest(names, pictures)
    parts = tuple(
        Part(shown(name, one), "", picture.format or "不能读取", 0, {}, sha256=digest)
        for name, one, picture in zip(names, said, pictures, strict=True)
    )
    table = Table(PHOTOS, _rows(said, pictures), parts, rejected=_rejected(pictures))
    return PhotosRead(table, (_report(names, pictures, table, digest),))


def names_as_read(files: Sequence[str], cohort: Cohort, roster: Table | None = None) -> list[str]:
    """What the table of the photos in these files calls them, one after another."""
    said = _said([readable(file) for file in files], cohort, roster)
    return [shown(readable(file), one) for file, one in zip(files, said, strict=True)]


def _said(names: Sequence[str], cohort: Cohort, roster: Table | None) -> list[Said]:
    numbers = known(roster.rows["student_no"], roster.rows["id_no"]) if roster else NOTHING
    by = cohort.photos.named_by
    return [said_by(name, by, cohort.college_names, numbers) for name in names]


def _pictures(raw: Path, files: Sequence[str], cohort: Cohort, jobs: int) -> Iterator[Picture]:
    def one(file: str, sandbox: Sandbox) -> Picture:
        try:
            picture: Picture = sandbox.ask(raw / file)
        except Unreadable as error:
            return Picture(0, "", error.wrong)
        return picture

    reading = cohort.reading
    limits = Limits(reading.max_mb, reading.max_rows, reading.seconds)
    return read_each(one, files, limits, jobs, READER)


def _rows(said: Sequence[Said], pictures: Sequence[Picture]) -> pd.DataFrame:
    """The rows as a table has them, all text but part and row."""
    values = [(*one, *_looks(picture)) for one, picture in zip(said, pictures, strict=True)]
    rows = pd.DataFrame(values, columns=PHOTOS.names, dtype="str")
    places = np.arange(len(rows), dtype="int64")
    return rows.assign(part=places, row=places + 1)


def _looks(one: Picture) -> tuple[str, ...]:
    """What a picture looks like, in the order of the source's columns."""
    kb = f"{round(one.size / 1024, 1):g}"
    digest = as_letters(bytes.fromhex(one.sha256[:32]))
    if one.wrong:
        return (kb, *("",) * 8, digest, "")
    background = ",".join(map(str, one.background))
    size = (str(one.width), str(one.height))
    form = (one.turned, one.dpi, one.format, one.mode, str(one.quality or ""))
    return (kb, *size, *form, background, digest, as_letters(one.likeness))


def _rejected(pictures: Sequence[Picture]) -> pd.DataFrame:
    wrong = [(place, one.wrong) for place, one in enumerate(pictures) if one.wrong]
    frame = pd.DataFrame(wrong, columns=["id", "reason"])
    return frame.astype({"id": "int64", "reason": "str"})


def _digest(files: Sequence[str], pictures: Sequence[Picture]) -> str:
    """One hash of all files, their names and contents."""
    lines = (f"{file}\0{one.sha256}\n" for file, one in zip(files, pictures, strict=True))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _report(
    files: Sequence[str], pictures: Sequence[Picture], table: Table, digest: str
) -> FileReport:
    """One report on all: a line for each of thousands of files would hide the others."""
    tops = dict.fromkeys(file.split("/")[0] if "/" in file else _HERE for file in files)
    return FileReport(
        file="、".join(tops),
        size=sum(one.size for one in pictures),
        sha256=digest,
        source=PHOTOS.name,
        taken_for=f"{len(files):,} 个图像文件",
        rows_read=len(files),
        rows_rejected=len(table.rejected),
        remarks=tuple(_remarks(pictures, table)),
    )


def _remarks(pictures: Sequence[Picture], table: Table) -> Iterator[str]:
    formats = Counter(one.format for one in pictures if not one.wrong)
    if formats:
        yield "、".join(f"{name} {count:,} 个" for name, count in formats.most_common())
    if wrong := len(table.rejected):
        first = table.rejected.head(_SHOWN)
        places = table.cells(first["id"])
        seen = "；".join(f"{at}（{why}）" for at, why in zip(places, first["reason"], strict=True))
        yield f"不能读取 {wrong:,} 个：{seen}{'，等' if wrong > _SHOWN else ''}"
