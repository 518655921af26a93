"""Which source a file is, by its content: its headers, its name and title, whom it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gradrecon.errors import Fault
from gradrecon.reading.choose import guessed, lacking
from gradrecon.reading.locate import Header, find_header
from gradrecon.sheets import Sheet
from gradrecon.sources import BY_NAME, SOURCES
from gradrecon.sources.headers import Headers

# By what files of a source are called, in their names and titles.
_CALLED: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words)
    for name, words in {
        "roster": "学籍|名册|在校生",
        "must_capture": "附件1|未采集|必须采集",
        "recapture": "附件2|重新采集|重采|自愿",
        "approved": "审核同意|同意采集|补报",
        "images": "已有图像|已有照片",
        "slots": "附件4|时间安排|采集安排",
        "studio": "采集单位|采集反馈|采集回执|采集结果|拍摄",
        "chsi": "学信网|校对",
        "pinyin": "拼音",
        "majors": "附件6|对照表|英文专业|英文名称",
        "applications": "更正|情况说明|异议",
        "returned": "核对表|附件7",
        "handovers": "报送|交表|登记",
        "platform": "报库|平台",
    }.items()
}
# The columns by which alone a file is surely one of a source.
_ITS_OWN: Mapping[str, frozenset[str]] = {
    "studio": frozenset({"code", "taken"}),
    "chsi": frozenset({"word"}),
    "pinyin": frozenset({"pinyin", "submitted"}),
    "majors": frozenset({"major_code", "major", "major_en"}),
    "returned": frozenset({"pinyin", "major_en", "confirmed"}),
}
_CALLED_SO = 0.6  # what a name or title counts beside a column that only one source has
_LACKING = 0.3
_LACKING_BUT_NEAR = 0.05
_LEAST = 0.8
_SURE = 1.5
_FAR = 1.5
_SHEETS = 5
# How telling a column is: one that many sources have tells little.
_SPREAD = Counter(name for source in SOURCES for name in source.names)


@dataclass(frozen=True)
class Guess:
    """What a file probably is: its source, the columns that say so, the headers still to be told.

    `aliases` maps our columns that are required and missing to the headers that may be they;
    `columns` are those that were read, each with its place in the sheet.
    `sure`: no other source fits nearly as well.
    """

    source: str
    score: float
    named: tuple[str, ...]
    aliases: Mapping[str, str]
    columns: Mapping[str, int]
    sure: bool = True

    @property
    def places(self) -> frozenset[int]:
        """The places of the columns that were read."""
        return frozenset(self.columns.values())

    @property
    def title(self) -> str:
        """The source's title."""
        return BY_NAME[self.source].title


def guess(file: str, sheets: Sequence[Sheet], headers: Mapping[str, Headers]) -> Guess | None:
    """The source that a file's content fits best; None where it fits none."""
    fits = sorted(_fits(file, sheets, headers), key=lambda one: -one.score)
    if not fits or fits[0].score < _LEAST:
        return None
    best, second = fits[0], fits[1].score if len(fits) > 1 else 0.0
    return Guess(
        best.source,
        best.score,
        best.named,
        best.aliases,
        best.columns,
        best.score >= _SURE * max(second, 0.01),
    )


def misnamed(
    file: str, source: str, sheets: Sequence[Sheet], headers: Mapping[str, Headers], *, read: bool
) -> Fault | None:
    """A fault where a file's content surely is of another source than its name says.

    `read`: it could be read as what its name says. Then it is of another source only if that
    fits far better, or if it has all that tells that source. It is not while it has a column that
    only the source it is named after knows: a returned table may hold much of the roster, and the
    spelling beside it.
    """
    fits = {one.source: one for one in _fits(file, sheets, headers)}
    own = fits.pop(source, None)
    score, places = (own.score, own.places) if own else (0.0, frozenset[int]())
    best = guess(file, sheets, headers)
    far = score + _FAR if read else score
    surely = [best] if best and best.sure and best.score >= far else []
    surely += [one for one in fits.values() if _has_its_own(one, places)]
    found = [one for one in surely if one.source != source and places <= one.places]
    return _misnamed(file, source, max(found, key=lambda one: one.score)) if found else None


def _has_its_own(one: Guess, places: frozenset[int]) -> bool:
    """Whether a file has every column that tells a source, and one of them is read by no other."""
    needed = _ITS_OWN.get(one.source, frozenset())
    return (
        bool(needed)
        and needed <= one.columns.keys()
        and any(one.columns[name] not in places for name in needed)
    )


def _misnamed(file: str, source: str, found: Guess) -> Fault:
    return Fault(
        file,
        f"按文件名是“{BY_NAME[source].title}”，内容却像“{found.title}”："
        f"有 {'、'.join(found.named)}等列",
        "放错或改错了名字的，改成它该有的名字；内容确是前者的，删去后者的列再放回。",
    )


def _fits(file: str, sheets: Sequence[Sheet], headers: Mapping[str, Headers]) -> Iterator[Guess]:
    for name, own in headers.items():
        if own.source.pictures:
            continue
        found = [(sheet, find_header(sheet, own)) for sheet in sheets[:_SHEETS] if sheet.height]
        best = max(
            ((_fit(file, own, sheet, header), at) for at, (sheet, header) in enumerate(found)
             if header),
            default=None,
        )  # fmt: skip
        if best:
            sheet, header = found[best[1]]
            if header:
                yield _guess(name, best[0], own, sheet, header)


def _fit(file: str, headers: Headers, sheet: Sheet, header: Header) -> float:
    """How well a sheet fits a source: each column by how telling it is, and what it is called."""
    source = headers.source
    told = sum(1 / _SPREAD[name] for name in header.places)
    title = " ".join(text for row in sheet.first(header.row) for text in row if text)
    called = _CALLED.get(source.name)
    named = bool(called and called.search(f"{PurePosixPath(file).stem} {sheet.name} {title}"))
    near = len(guessed(headers, sheet, header))
    missing = len(lacking(source, header)) - near
    return told + _CALLED_SO * named - _LACKING * missing - _LACKING_BUT_NEAR * near


def _guess(name: str, score: float, headers: Headers, sheet: Sheet, header: Header) -> Guess:
    source = headers.source
    telling = sorted(header.places, key=lambda column: _SPREAD[column])
    titles = tuple(source.column(column).title for column in telling[:5])
    return Guess(name, score, titles, guessed(headers, sheet, header), header.places)
