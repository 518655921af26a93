"""Which sheets of a file hold the table of a source, and what to say where none does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gradrecon.errors import Fault
from gradrecon.reading.frame import Cells
from gradrecon.reading.locate import Header
from gradrecon.reading.piece import body_of
from gradrecon.reading.subjects import subject_keys
from gradrecon.sheets import Sheet
from gradrecon.sources.headers import Headers
from gradrecon.sources.source import Kind, Source
from gradrecon.sources.table import HEADED

_SHOWN_HEADERS = 60
_LOOKED_AT = 50  # rows below a header
# What the values of a column look like that may be proposed for one that is missing.
_LOOKS: Mapping[Kind, re.Pattern[str]] = {
    Kind.STUDENT_NO: re.compile(r"(?=.*\d.*\d.*\d)[0-9A-Za-z\-]{5,17}"),
    Kind.ID_NO: re.compile(r"\d{15}|\d{17}[\dXx]|[A-Z]{1,3}\d{6,12}"),
    Kind.CODE: re.compile(r"\d{2,4}|\d{4}[0-9A-Za-z]{2}"),
    Kind.NAME: re.compile(r"[^\W\d]+(?:[ ·.\-]+[^\W\d]+)*"),
    Kind.DATE: re.compile(r"\d{4}\D?\d.*"),
    Kind.TIME: re.compile(r"\d{4}\D?\d.*"),
}
_WORDED = re.compile(r".*[^\W\d].*")


def choose(
    source: Source, found: Sequence[tuple[Sheet, Header | None]], colleges: Mapping[str, str]
) -> list[tuple[Sheet, Header]]:
    """The sheets that have every required column; hidden ones only where no other has."""
    fitting = [
        (sheet, header)
        for sheet, header in found
        if header and _fits(source, sheet, header, colleges)
    ]
    return [pair for pair in fitting if not pair[0].hidden] or fitting


def _fits(source: Source, sheet: Sheet, header: Header, colleges: Mapping[str, str]) -> bool:
    """Whether nothing is missing, or only a column that stands as headings instead."""
    missing = lacking(source, header)
    if missing == [HEADED] and source.subject == "student":
        return body_of(source, Cells.of(sheet), header, colleges).headings > 0
    return not missing


def lacking(source: Source, header: Header) -> list[str]:
    """The columns that must be there and are not; one of the subject's keys is one of them."""
    absent = [c.name for c in source.columns if c.required and c.name not in header.places]
    keys = subject_keys(source)
    keyless = not any(key in header.places for key in keys)
    return [keys[0], *absent] if keyless and keys[0] not in absent else absent


def no_table(headers: Headers, file: str, found: Sequence[tuple[Sheet, Header | None]]) -> Fault:
    """The fault of a file none of whose sheets fits: what was seen, and the line to mend it."""
    source = headers.source
    with_header = [(sheet, header) for sheet, header in found if header]
    if not with_header:
        seen = "、".join(_first_texts(found))
        return Fault(
            file,
            f"没有找到表头（应有{_needed(source)}等列）"
            + (f"；开头的文字是：{seen}" if seen else "；没有任何内容"),
            "确认这是所要的表；表头要在前 60 行内。",
        )
    sheet, header = max(with_header, key=lambda pair: len(pair[1].places))
    return _absent(headers, file, sheet, header)


def _needed(source: Source) -> str:
    """The titles of all columns that must be there, else of the first key."""
    names = [column.name for column in source.columns if column.required]
    return "".join(f"“{source.column(name).title}”" for name in names or subject_keys(source)[:1])


def nearly(headers: Headers, found: Sequence[tuple[Sheet, Header | None]]) -> dict[str, str]:
    """The columns that the likeliest sheet lacks, each with the header that may be it."""
    with_header = [(sheet, header) for sheet, header in found if header]
    if not with_header:
        return {}
    return guessed(headers, *max(with_header, key=lambda pair: len(pair[1].places)))


def _absent(headers: Headers, file: str, sheet: Sheet, header: Header) -> Fault:
    source = headers.source
    missing = lacking(source, header)
    wanted = "、".join(source.column(name).title for name in missing)
    seen = [text for text in header.texts if text][:_SHOWN_HEADERS]
    near = guessed(headers, sheet, header)
    lines = [f'{name} = ["{near.get(name, "表中的列名")}"]' for name in missing]
    perhaps = "，".join(
        f"“{text}”也许就是{source.column(name).title}" for name, text in near.items()
    )
    return Fault(
        f"{file}!{sheet.name}!{sheet.top + header.row + 1}",
        f"缺少必需的列：{wanted}；表头是：{'、'.join(seen)}",
        (f"{perhaps}；若是，" if near else "补上这一列；或")
        + f"在 params 的 [sources.{source.name}.aliases] 下写：{'；'.join(lines)}",
        "；".join(
            f"{source.column(name).title} 可写作 {'、'.join(source.column(name).headers)}"
            for name in missing
        ),
    )


def guessed(headers: Headers, sheet: Sheet, header: Header) -> dict[str, str]:
    """The missing columns for each of which a header stands there that may be it; each once."""
    found: dict[str, str] = {}
    for name in lacking(headers.source, header):
        texts = _may_be(headers, sheet, header, name)
        left = [text for text in texts if text not in found.values()]
        if near := headers.nearest(name, left):
            found[name] = near
    return found


def _may_be(headers: Headers, sheet: Sheet, header: Header, name: str) -> list[str]:
    """The headers that mean nothing else, over values most of which look like the column's."""
    looks = _LOOKS.get(headers.source.column(name).kind, _WORDED)
    rows = sheet.first(header.below + _LOOKED_AT)[header.below :]
    return [
        text
        for place, text in enumerate(header.texts[:_SHOWN_HEADERS])
        if text and not headers.meaning(text) and _look_so([row[place] for row in rows], looks)
    ]


def _look_so(values: Sequence[str], looks: re.Pattern[str]) -> bool:
    filled = [value.strip() for value in values if value.strip()]
    return 2 * sum(looks.fullmatch(value) is not None for value in filled) > len(filled)


def _first_texts(found: Sequence[tuple[Sheet, Header | None]]) -> list[str]:
    """The first words of the sheets, row by row, for a person to recognise the file by."""
    rows = (row for sheet, _ in found for row in sheet.first(9))
    return [text[:20] for row in rows for text in row if text.strip()][:5]
