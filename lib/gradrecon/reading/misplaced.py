"""A file among the returned tables that is none: a roster, a list, a form put into their folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gradrecon.cohort.checklist import COMPLETED
from gradrecon.errors import Fault
from gradrecon.sources import BY_NAME
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.headers import Headers
from gradrecon.sources.table import Part


def misplaced_faults(
    parts: Sequence[Part], fields: Sequence[str], headers: Mapping[str, Headers]
) -> Iterator[Fault]:
    """A fault for each sheet read as a returned table that has nothing of one, or is another's.

    One with our check code is surely one.
    `fields` are the columns of the table that goes out; `headers` those known, by source.
    """
    wanted = [name for name in fields if name in COMPLETED]
    for part in (part for part in parts if not part.code):
        likely = _likely(part, wanted, headers)
        if likely or (wanted and not any(map(part.has, wanted))):
            yield _fault(part, wanted, likely)


def _likely(part: Part, wanted: Sequence[str], headers: Mapping[str, Headers]) -> str:
    """The title of the source that names more of the columns, "" where none does.

    What the source lacks and a returned table has must not stand in the sheet either.
    """
    said = {name: _named(part, own) for name, own in headers.items() if _may_be(name, part, wanted)}
    most = max(said, key=lambda name: said[name], default="")
    return BY_NAME[most].title if most and said[most] > len(part.columns) else ""


def _may_be(name: str, part: Part, wanted: Sequence[str]) -> bool:
    source = BY_NAME[name]
    if source is RETURNED or source.subject != "student" or source.pictures:
        return False
    return not any(part.has(one) for one in wanted if one not in source.by_name)


def _named(part: Part, headers: Headers) -> int:
    """How many of the sheet's columns a source knows."""
    meant = {found[0] for text in part.unread if (found := headers.meaning(text))}
    return len(meant | (part.columns.keys() & headers.source.by_name.keys()))


def _fault(part: Part, wanted: Sequence[str], likely: str) -> Fault:
    titles = "、".join(RETURNED.column(name).title for name in wanted)
    seen = f"表头像是“{likely}”的" if likely else f"没有{titles}中的任何一列"
    return Fault(
        f"{part.file}!{part.sheet}!{part.header_row}",
        f"不像学院交回的信息核对表：{seen}",
        "放错了的，移到它该在的地方；确是核对表的，请学院用发出的核对表重交。",
    )
