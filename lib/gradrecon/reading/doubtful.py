"""Files that can be read, and yet may be another source's under a wrong name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gradrecon.errors import Fault
from gradrecon.reading.files import FileRead
from gradrecon.sources import BY_NAME

# Columns of which a list of captures has at least one.
_OF_CAPTURE = ("code", "taken", "fee", "state", "makeup", "paper_photo")


def same_files(found: Mapping[str, Sequence[FileRead]]) -> Iterator[Fault]:
    """A fault for each file that lies there under the names of two sources."""
    seen: dict[str, tuple[str, str]] = {}
    for source, files in found.items():
        for file in (one.report for one in files if one.report.rows_read):
            first, own = seen.setdefault(file.sha256, (file.file, source))
            if own != source:
                yield Fault(
                    file.file,
                    f"和“{first}”是同一个文件，名字却一个是“{BY_NAME[own].title}”、"
                    f"一个是“{BY_NAME[source].title}”",
                    "看内容是哪一种，删去名字不对的那个，再放进它该有的文件。",
                )


def bare_lists(found: Mapping[str, Sequence[FileRead]]) -> Iterator[tuple[str, str]]:
    """Each list of captures that says of nobody that or when they were captured, and what to do."""
    for file in found.get("studio", ()):
        parts = [piece.part for piece in file.pieces if len(piece.rows)]
        if parts and not any(part.has(name) for part in parts for name in _OF_CAPTURE):
            yield (
                file.report.file,
                "采集码、采集时间、缴费、状态一列也没有，名单里的人都当作已采集；请确认没有放错文件",
            )
