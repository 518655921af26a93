"""One file of a source → its pieces, a report on it, and its faults."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gradrecon.cohort.cohort import Reading
from gradrecon.errors import Fault
from gradrecon.files import file_sha256, reason
from gradrecon.reading.beside import side_by_side, tables_of
from gradrecon.reading.choose import choose, nearly, no_table
from gradrecon.reading.copies import copies
from gradrecon.reading.days import day_in_name
from gradrecon.reading.doubles import double_faults
from gradrecon.reading.intake import FileReport
from gradrecon.reading.locate import Header
from gradrecon.reading.piece import Origin, Piece, read_piece
from gradrecon.reading.shape import shape_faults
from gradrecon.reading.states import known_by_words, with_states
from gradrecon.sheets import Book, Sheet, Unreadable
from gradrecon.sheets.process.sandbox import Sandbox
from gradrecon.sources.headers import Headers
from gradrecon.sources.source import Source


@dataclass(frozen=True)
class Taken:
    """A file's bytes as sheets, with what identifies them; or the fault that it has none."""

    file: str
    size: int
    sha256: str
    book: Book | None
    fault: Fault | None = None


@dataclass(frozen=True)
class FileRead:
    """What one file gives: pieces of its source's table, a report, and faults.

    `near`: the columns that it lacks, each with the header in it that may be the column's.
    """

    pieces: tuple[Piece, ...]
    report: FileReport
    faults: tuple[Fault, ...]
    near: Mapping[str, str] = field(default_factory=dict)


def take(raw: Path, file: str, sandbox: Sandbox) -> Taken:
    """The sheets of a file below the raw folder; a file that changes meanwhile is a fault."""
    path = raw / file
    try:
        before = path.stat()
        digest = file_sha256(path)
        book = sandbox.read(path)
        after = path.stat()
    except Unreadable as error:
        return Taken(file, before.st_size, digest, None, Fault(file, error.wrong, error.mend))
    except OSError as error:
        fault = Fault(file, f"打不开（{reason(error)}）", "检查权限和磁盘后重试。")
        return Taken(file, 0, "", None, fault)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        fault = Fault(file, "读取时文件正在被写入", "等复制或保存完成后重试。")
        return Taken(file, before.st_size, digest, None, fault)
    return Taken(file, before.st_size, digest, book)


def read_file(
    source: Source,
    headers: Headers,
    taken: Taken,
    reading: Reading,
    colleges: Mapping[str, str] | None = None,
    near: date | None = None,
    states: Container[str] = (),
) -> FileRead:
    """The pieces of a file of that source, whose headers are known.

    `colleges` are the folded texts that name one: rows of their own may say them. `near`: a day
    of the cohort's year, for days in the file's name that tell no year. `states`: the studio's
    words for how far a capture is.
    """
    report = FileReport(taken.file, taken.size, taken.sha256, source.name)
    if taken.book is None:
        return FileRead((), report, (taken.fault,) if taken.fault else ())
    report = replace(report, taken_for=taken.book.taken_for, remarks=taken.book.remarks)
    tables = [tables_of(sheet, headers) for sheet in taken.book.sheets]
    told = tuple(filter(None, map(side_by_side, tables)))
    report = replace(report, remarks=(*report.remarks, *told))
    found = [pair for own in tables for pair in own]
    named = choose(source, found, colleges or {})
    chosen = [(sheet, with_states(source, sheet, one, states)) for sheet, one in named]
    told = tuple(
        known_by_words(now)
        for (_, now), (_, one) in zip(chosen, named, strict=True)
        if now is not one
    )
    report = replace(report, remarks=(*report.remarks, *told))
    if not chosen:
        fault = no_table(headers, taken.file, found)
        return FileRead((), report, (fault,), nearly(headers, found))
    origin = Origin(
        taken.file,
        taken.book.taken_for,
        taken.book.since_1904,
        taken.sha256,
        day_in_name(taken.file, near) if near else "",
    )
    pieces = tuple(
        read_piece(
            source, sheet, header, origin, with_hidden=reading.hidden_rows, colleges=colleges
        )
        for sheet, header in chosen
    )
    faults = tuple(
        fault
        for (sheet, header), piece in zip(chosen, pieces, strict=True)
        for fault in (
            *shape_faults(source, piece),
            *double_faults(headers, sheet, header, piece),
        )
    )
    again = copies(source, pieces)
    kept = tuple(piece for at, piece in enumerate(pieces) if at not in again)
    twice = {chosen[at][0].name: why for at, why in again.items()}
    return FileRead(kept, _report(report, taken.book, kept, chosen, twice), faults)


def _report(
    report: FileReport,
    book: Book,
    pieces: Sequence[Piece],
    chosen: Sequence[tuple[Sheet, Header]],
    twice: Mapping[str, str],
) -> FileReport:
    read = {sheet.name for sheet, _ in chosen}
    left_out = {
        sheet.name: "隐藏的工作表" if sheet.hidden else "没有所需的列"
        for sheet in book.sheets
        if sheet.name not in read and sheet.height
    }
    return replace(
        report,
        parts=tuple(piece.part for piece in pieces),
        left_out={**left_out, **twice},
        rows_read=sum(len(piece.rows) for piece in pieces),
        hidden=sum(piece.part.hidden for piece in pieces),
        remarks=(*report.remarks, *(one for piece in pieces for one in piece.remarks)),
    )
