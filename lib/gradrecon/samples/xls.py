"""Write Excel 97–2003 workbooks: platforms still ask for .xls and no kept library writes it.

Only what the sample cohort needs: sheets of text, numbers and blanks, no formats. The record
layouts are those of [MS-XLS] (BIFF8), the container is a version 3 compound file of [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Cell = str | float | None

MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 65_536, 256, 255
_SECTOR = 512
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_CELL_FORMAT = 15  # the first XF that is a cell's, after the 15 style XFs that every file has


def write_xls(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Write the sheets, name → rows of cells, as an Excel 97–2003 workbook.

    Text stays text, numbers become numbers, None and "" stay blank. Raise ValueError if a sheet
    exceeds 65,536 rows or 256 columns, or a text 255 characters: the format holds no more.
    """
    path.write_bytes(xls_bytes(sheets))


def xls_bytes(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """The bytes that `write_xls` writes."""
    return _compound_file(_workbook(sheets))


def _workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    bodies = [b"".join(_sheet(rows)) for rows in sheets.values()]
    bounds_size = sum(len(_bound(name, 0)) for name in sheets)
    head = b"".join(_globals())
    offset = len(head) + bounds_size + len(_record(0x000A))
    bounds = b""
    for name, body in zip(sheets, bodies, strict=True):
        bounds += _bound(name, offset)
        offset += len(body)
    return head + bounds + _record(0x000A) + b"".join(bodies)


def _globals() -> Iterator[bytes]:
    """The records before the list of sheets: [MS-XLS] 2.1.7.20.3, the part Excel insists on."""
    yield _begin(0x0005)
    yield _record(0x0042, struct.pack("<H", 1200))  # CodePage: UTF-16
    yield _record(0x003D, struct.pack("<9H", 0, 0, 16384, 9216, 0x38, 0, 0, 1, 600))  # Window1
    font = struct.pack("<5H4BBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0, 2, 1)
    for _ in range(5):
        yield _record(0x0031, font + "宋体".encode("utf-16-le"))
    for number in range(_CELL_FORMAT + 1):
        style = number < _CELL_FORMAT
        parent = 0xFFF5 if style else 0x0001
        used = 0xF4 if style and number else 0
        yield _record(0x00E0, struct.pack("<3H4BIIH", 0, 0, parent, 0x20, 0, 0, used, 0, 0, 0x20C0))
    yield _record(0x0293, struct.pack("<HBB", 0x8000, 0, 0xFF))  # Style: Normal


def _sheet(rows: Sequence[Sequence[Cell]]) -> Iterator[bytes]:
    width = max((len(row) for row in rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        raise ValueError(
            f".xls 最多 {MAX_ROWS} 行 {MAX_COLUMNS} 列，现为 {len(rows)} 行 {width} 列。"
        )
    yield _begin(0x0010)
    yield _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))  # Dimensions
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None and value != "":
                yield _cell(number, column, value)
    yield _record(0x023E, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 64, 0, 0, 0))  # Window2
    yield _record(0x000A)


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<3H", row, column, _CELL_FORMAT)
    if not isinstance(value, str):
        return _record(0x0203, place + struct.pack("<d", value))
    text = value.encode("utf-16-le")
    if len(text) > 2 * MAX_TEXT:
        raise ValueError(f".xls 的一格最多 {MAX_TEXT} 字：第 {row + 1} 行第 {column + 1} 列。")
    return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)


def _bound(name: str, offset: int) -> bytes:
    text = name.encode("utf-16-le")
    return _record(0x0085, struct.pack("<IHBB", offset, 0, len(text) // 2, 1) + text)


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<4HII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _compound_file(stream: bytes) -> bytes:
    """The stream as "Workbook" in a compound file: header, FAT, DIFAT, directory, data."""
    stream = stream.ljust(4096, b"\0")  # a shorter one would belong into the mini stream
    data = -(-len(stream) // _SECTOR)
    fat, difat = _table_sizes(data)
    directory = fat + difat
    chain = [_FAT] * fat + [_DIFAT] * difat + [_END]
    chain += [*range(directory + 2, directory + 1 + data), _END]
    chain += [_FREE] * (fat * 128 - len(chain))
    head = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    first_difat = fat if difat else _END
    head += struct.pack("<9I", 0, fat, directory, 0, 4096, _END, 0, first_difat, difat)
    listed = [*range(fat), *[_FREE] * (109 - fat)][:109]
    return b"".join(
        (
            head + struct.pack("<109I", *listed),
            struct.pack(f"<{len(chain)}I", *chain),
            _difat_sectors(fat, difat),
            _entry("Root Entry", 5, 1, _END, 0)
            + _entry("Workbook", 2, _FREE, directory + 1, len(stream)),
            _entry("", 0, _FREE, 0, 0) * 2,
            stream.ljust(data * _SECTOR, b"\0"),
        )
    )


def _table_sizes(data: int) -> tuple[int, int]:
    """How many sectors the FAT and its overflow list (DIFAT) take for so many of data."""
    fat = difat = 0
    while fat * 128 < fat + difat + 1 + data:
        fat += 1
        difat = -(-max(0, fat - 109) // 127)
    return fat, difat


def _difat_sectors(fat: int, difat: int) -> bytes:
    sectors = b""
    for number in range(difat):
        listed = [*range(109 + 127 * number, min(fat, 236 + 127 * number))]
        following = fat + number + 1 if number + 1 < difat else _END
        sectors += struct.pack("<128I", *listed, *[_FREE] * (127 - len(listed)), following)
    return sectors


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return struct.pack("<64sHBBIII36xIQ", text, length, kind, 1, _FREE, _FREE, child, start, size)
