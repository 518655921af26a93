"""A college's photos on one page, for eyes only: what no rule can see, a person sees at a glance.

It holds faces and names. So it is made only when asked for, in a folder of its own that only this
user can enter, and says at its top and on every printed page that it must not leave the machine.
Nothing in it is loaded from anywhere: the pictures are in the page, small.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gradrecon.errors import Fault, SourceError
from gradrecon.outputs.colours import dark_variables, light_variables
from gradrecon.outputs.pages.svg import FONTS
from gradrecon.reading.claims import find_claims
from gradrecon.reading.photos import names_as_read
from gradrecon.rules import BY_CODE
from gradrecon.run.run import Run
from gradrecon.sheets import Limits, Unreadable
from gradrecon.sheets.process.pool import read_each
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.vocabulary import Settlement

if TYPE_CHECKING:
    import pandas as pd

# Where the pages are, below the results: the name says that they stay here.
FOLDER, PAGE, NOBODYS = "local", "photos.html", "对应不到学生的照片"
_CODES = tuple(code for code in BY_CODE if code.startswith("capture.photo_"))
_MISSING = "capture.photo_missing"
_THUMBNAILS = "gradrecon.photos.picture:read_thumbnail"


@dataclass(frozen=True)
class Shot:
    """One student (or one file of nobody) as shown: a caption, pictures, and what is wrong."""

    title: str
    name: str
    pictures: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Some of the shots under one heading; `names_only` where there is nothing to look at."""

    title: str
    shots: tuple[Shot, ...]
    names_only: bool = False


def write_contact_sheets(run: Run, raw: Path, out: Path, codes: Sequence[str] = ()) -> list[Path]:
    """Write the page of each of these colleges, or of all and one of nobody's photos.

    The paths written. Raise SourceError if there are no photos, UsageError for an unknown college,
    Raise OSError if a page cannot be written.
    """
    _require_photos(run)
    runs = {code: run.only(code) for code in codes or run.colleges}
    made = []
    for code, own in runs.items():
        title = f"照片一览：{run.cohort.college(code).name}"
        made.append(_write(out / FOLDER / code / PAGE, title, _groups(own, raw), run))
    if not codes and len(strays := _nobodys(run, raw)):
        groups = (Group(NOBODYS, strays),)
        made.append(_write(out / FOLDER / PAGE, NOBODYS, groups, run))
    return made


def _require_photos(run: Run) -> None:
    if not run.tables["photos"].present:
        files = run.cohort.sources["photos"].files if "photos" in run.cohort.sources else ()
        raise SourceError(
            Fault(
                "照片文件夹",
                "没有照片",
                "把照片放进原始数据文件夹，或在 params 的 [sources.photos] 里写上文件名规则。",
                "、".join(files) or "（params 里没有写 files）",
            )
        )


def _groups(own: Run, raw: Path) -> tuple[Group, ...]:
    """The students of a college: those with something wrong, those without a photo, the rest."""
    wrong = _wrong(own)
    missing = {number for number, codes in wrong.items() if _MISSING in codes}
    whose = _whose(own)
    pictures = _pictures(own, raw, whose)
    names = dict(zip(own.cases["student_no"], own.cases["name"], strict=True))
    shots = {
        number: Shot(number, name, tuple(pictures.get(number, ())), _titles(wrong.get(number, ())))
        for number, name in names.items()
    }
    troubled = [shot for number, shot in shots.items() if number in wrong.keys() - missing]
    absent = [shot for number, shot in shots.items() if number in missing]
    rest = [shot for number, shot in shots.items() if number in whose.index and number not in wrong]
    return (
        Group("有问题的照片", tuple(troubled)),
        Group("没有照片的学生", tuple(absent), names_only=True),
        Group("其余照片", tuple(rest)),
    )


def _wrong(own: Run) -> dict[str, list[str]]:
    """What is still open on each student's photos: 学号 → rules."""
    found = own.findings
    found = found[found["rule"].isin(_CODES) & (found["state"] != Settlement.SETTLED)]
    return found[found["student_no"] != ""].groupby("student_no")["rule"].agg(list).to_dict()


def _titles(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(BY_CODE[code].title for code in dict.fromkeys(codes))


def _whose(own: Run) -> pd.Series:
    """The row of each linked photo, index = 学号."""
    links = own.links[own.links["source"] == "photos"]
    return links.set_index("student_no")["row"]


def _nobodys(run: Run, raw: Path) -> tuple[Shot, ...]:
    strays = run.strays[run.strays["source"] == "photos"]
    rows = strays.set_index("file")["row"]
    pictures = _pictures(run, raw, rows)
    hints = ("可能是 " + strays["proposed_student_no"]).where(strays["evidence"] != "", "")
    return tuple(
        Shot(file.rpartition("/")[2], hint, tuple(pictures.get(file, ())), (reason,))
        for file, hint, reason in zip(strays["file"], hints, strays["reason"], strict=True)
    )


def _pictures(run: Run, raw: Path, rows: pd.Series) -> Mapping[str, list[str]]:
    """Small pictures as data addresses, by what the photos' rows are indexed by."""
    files = find_claims(raw, run.cohort).files["photos"]
    _require_same(files, run)
    wanted = [files[row - 1] for row in rows]
    reading = run.cohort.reading
    limits = Limits(reading.max_mb, reading.max_rows, reading.seconds)

    def one(file: str, sandbox: Sandbox) -> str:
        try:
            small: bytes = sandbox.ask(raw / file)
        except Unreadable:
            return ""
        return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}" if small else ""

    shown: dict[str, list[str]] = {}
    made = read_each(one, wanted, limits, os.cpu_count() or 1, _THUMBNAILS)
    for key, picture in zip(rows.index, made, strict=True):
        shown.setdefault(key, []).append(picture)
    return shown


def _require_same(files: Sequence[str], run: Run) -> None:
    """Nothing where the folder holds the files that were read; a row is a place among them."""
    names = names_as_read(files, run.cohort, run.tables["roster"])
    if names != [part.file for part in run.tables["photos"].parts]:
        wrong, mend = "照片在读取之后有增减或改名", "等照片放好后重新运行。"
        raise SourceError(Fault("照片文件夹", wrong, mend))


def _write(path: Path, title: str, groups: Sequence[Group], run: Run) -> Path:
    """Write a page whole or not at all, where nobody else can read it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("gradrecon.outputs.pages"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    text = environment.get_template("contact.html.j2").render(
        title=title, groups=groups, cohort=run.cohort, as_of=run.as_of,
        light=light_variables(), dark=dark_variables(), fonts=FONTS,
    )  # fmt: skip
    path.parents[0 if path.parent.name == FOLDER else 1].mkdir(0o700, parents=True, exist_ok=True)
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f".{PAGE}")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)
    return path
