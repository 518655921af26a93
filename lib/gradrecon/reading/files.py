"""One file of a source → its pieces, a report on it, and its faults."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gradrecon.cohort import Reading
from gradrecon.errors import Fault
from gradrecon.reading.assemble import subject_keys
from gradrecon.reading.headers import Headers
from gradrecon.reading.intake import FileReport
from gradrecon.reading.locate import Header, find_header
from gradrecon.reading.piece import Origin, Piece, read_piece
from gradrecon.reading.shape import shape_faults
from gradrecon.sheets import Book, Sandbox, Sheet, Unreadable
from gradrecon.source import Source

_SHOWN_HEADERS = 60


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
    """What one file gives: pieces of its source's table, a report, and faults."""

    pieces: tuple[Piece, ...]
    report: FileReport
    faults: tuple[Fault, ...]


def take(raw: Path, file: str, sandbox: Sandbox) -> Taken:
    """The sheets of a file below the raw folder; a file that changes meanwhile is a fault."""
    path = raw / file
    try:
        before = path.stat()
        digest = _sha256(path)
        book = sandbox.read(path)
        after = path.stat()
    except Unreadable as error:
        return Taken(file, before.st_size, digest, None, Fault(file, error.wrong, error.mend))
    except OSError as error:
        fault = Fault(file, f"打不开（{error.strerror}）", "检查权限和磁盘后重试。")
        return Taken(file, 0, "", None, fault)
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        fault = Fault(file, "读取时文件正在被写入", "等复制或保存完成后重试。")
        return Taken(file, before.st_size, digest, None, fault)
    return Taken(file, before.st_size, digest, book)


def read_file(source: Source, headers: Headers, taken: Taken, reading: Reading) -> FileRead:
    """The pieces of a file of that source, whose headers are known."""
    report = FileReport(taken.file, taken.size, taken.sha256, source.name)
    if taken.book is None:
        return FileRead((), report, (taken.fault,) if taken.fault else ())
    report = replace(report, taken_for=taken.book.taken_for, remarks=taken.book.remarks)
    found = [(sheet, find_header(sheet, headers)) for sheet in taken.book.sheets]
    chosen = _chosen(source, found)
    if not chosen:
        return FileRead((), report, (_no_table(source, headers, taken, found),))
    origin = Origin(taken.file, taken.book.taken_for, taken.book.since_1904, taken.sha256)
    pieces = tuple(
        read_piece(source, sheet, header, origin, with_hidden=reading.hidden_rows)
        for sheet, header in chosen
    )
    faults = tuple(fault for piece in pieces for fault in shape_faults(source, piece))
    return FileRead(pieces, _report(report, taken.book, pieces, chosen), faults)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chosen(
    source: Source, found: Sequence[tuple[Sheet, Header | None]]
) -> list[tuple[Sheet, Header]]:
    """The sheets that have every required column; hidden ones only where no other has."""
    fitting = [(sheet, header) for sheet, header in found if header and _fits(source, header)]
    return [pair for pair in fitting if not pair[0].hidden] or fitting


def _fits(source: Source, header: Header) -> bool:
    return not _missing(source, header)


def _missing(source: Source, header: Header) -> list[str]:
    """The columns that must be there and are not; one of the subject's keys is one of them."""
    absent = [c.name for c in source.columns if c.required and c.name not in header.places]
    keys = subject_keys(source)
    keyless = not any(key in header.places for key in keys)
    return [keys[0], *absent] if keyless and keys[0] not in absent else absent


def _no_table(
    source: Source,
    headers: Headers,
    taken: Taken,
    found: Sequence[tuple[Sheet, Header | None]],
) -> Fault:
    with_header = [(sheet, header) for sheet, header in found if header]
    if not with_header:
        seen = "、".join(_first_texts(found))
        return Fault(
            taken.file,
            f"没有找到表头（应有“{source.column(subject_keys(source)[0]).title}”等列）"
            + (f"；开头的文字是：{seen}" if seen else "；没有任何内容"),
            "确认这是所要的表；表头要在前 60 行内。",
        )
    sheet, header = max(with_header, key=lambda pair: len(pair[1].places))
    return _absent(source, headers, taken, sheet, header)


def _absent(source: Source, headers: Headers, taken: Taken, sheet: Sheet, header: Header) -> Fault:
    missing = _missing(source, header)
    wanted = "、".join(source.column(name).title for name in missing)
    seen = [text for text in header.texts if text][:_SHOWN_HEADERS]
    guess = next(
        (
            (m, near)
            for m in missing
            if (near := headers.nearest(m, header.unread[:_SHOWN_HEADERS]))
        ),
        None,
    )
    line = f'{guess[0]} = ["{guess[1]}"]' if guess else f'{missing[0]} = ["表中的列名"]'
    return Fault(
        f"{taken.file}!{sheet.name}!{sheet.top + header.row + 1}",
        f"缺少必需的列：{wanted}；表头是：{'、'.join(seen)}",
        (
            f"“{guess[1]}”也许就是{source.column(guess[0]).title}；若是，"
            if guess
            else "补上这一列；或"
        )
        + f"在 params 的 [sources.{source.name}.aliases] 下写：{line}",
        "；".join(
            f"{source.column(name).title} 可写作 {'、'.join(source.column(name).headers)}"
            for name in missing
        ),
    )


def _first_texts(found: Sequence[tuple[Sheet, Header | None]]) -> list[str]:
    """The first words of the sheets, row by row, for a person to recognise the file by."""
    rows = (row for sheet, _ in found for row in sheet.first(9))
    return [text[:20] for row in rows for text in row if text.strip()][:5]


def _report(
    report: FileReport,
    book: Book,
    pieces: Sequence[Piece],
    chosen: Sequence[tuple[Sheet, Header]],
) -> FileReport:
    read = {id(sheet) for sheet, _ in chosen}
    left_out = {
        sheet.name: "隐藏的工作表" if sheet.hidden else "没有所需的列"
        for sheet in book.sheets
        if id(sheet) not in read and sheet.height
    }
    return replace(
        report,
        parts=tuple(piece.part for piece in pieces),
        left_out=left_out,
        rows_read=sum(len(piece.rows) for piece in pieces),
        hidden=sum(piece.part.hidden for piece in pieces),
    )
