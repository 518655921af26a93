"""What other readers make of a workbook, in a process of their own: some files break them."""

from __future__ import annotations

import multiprocessing
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from gradrecon.sheets.formats.fallback import read_with_xlrd
from gradrecon.sheets.grid import CellType, Sheet, as_text
from gradrecon.sheets.process.limits import Limits
from gradrecon.sheets.sniff import Form

Cells = Mapping[tuple[int, int], str]
"""The cells of a sheet that are neither blank nor errors, by (row, column), in one spelling."""

_SECONDS = 30
_MEGABYTES = 3000
_PLAIN = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}
)
_NUMBERS = frozenset({CellType.NUMBER, CellType.FORMATTED})
_UNSURE = frozenset({CellType.ERROR, CellType.HOLLOW})


def cells_of(sheet: Sheet) -> Cells:
    """Our own cells in the same spelling."""
    types = sheet.types
    return {
        (row, at): _number(text) if types.get((row, at)) in _NUMBERS else _spelt(text)
        for row, cells in enumerate(sheet.cells)
        for at, text in enumerate(cells)
        if _spelt(text) and types.get((row, at)) not in _UNSURE
    }


class Witness:
    """Another process that reads with other readers; started again whenever a file broke it."""

    def __init__(self) -> None:
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()

    def read(self, file: Path, turn: int) -> Mapping[str, Cells]:
        """The sheets by the first or the second reader for such a file; none where it cannot."""
        try:
            self._pipe.send((file, turn))
            if self._pipe.poll(_SECONDS):
                return self._pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            pass
        self._process.kill()
        self._start()
        return {}

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()


def _serve(pipe: Connection) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEGABYTES * 1_000_000, resource.RLIM_INFINITY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what panics print
    warnings.simplefilter("ignore")
    while True:
        file, turn = pipe.recv()
        try:
            reader = _readers(file)[turn]
            pipe.send({name: dict(_filled(rows)) for name, rows in reader(file)})
        except BaseException:
            pipe.send({})


Reader = Callable[[Path], Iterable[tuple[str, Iterable[Iterable[object]]]]]


def _readers(file: Path) -> tuple[Reader, Reader]:
    head = file.open("rb").read(4)
    return (_calamine, _openpyxl if head.startswith(b"PK") else _xlrd)


def _calamine(file: Path) -> Iterator[tuple[str, Iterable[Iterable[object]]]]:
    from python_calamine import CalamineWorkbook

    with file.open("rb") as stream:
        book = CalamineWorkbook.from_filelike(stream)
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _openpyxl(file: Path) -> Iterator[tuple[str, Iterable[Iterable[object]]]]:
    from openpyxl import load_workbook

    with file.open("rb") as stream:
        for sheet in load_workbook(stream, data_only=True).worksheets:
            yield sheet.title, sheet.iter_rows(values_only=True)


def _xlrd(file: Path) -> Iterator[tuple[str, Iterable[Iterable[object]]]]:
    for sheet in read_with_xlrd(file, Form.XLS, Limits()).sheets:
        cells = cells_of(sheet)
        width = max((at for _, at in cells), default=-1) + 1
        yield (
            sheet.name,
            [[cells.get((row, at), "") for at in range(width)] for row in range(sheet.height)],
        )


def _filled(rows: Iterable[Iterable[object]]) -> Iterator[tuple[tuple[int, int], str]]:
    for row, cells in enumerate(rows):
        for at, value in enumerate(cells):
            if value is not None and (text := _text(value)) and text not in _PLAIN:
                yield (row, at), text


def _text(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(str(value))
    known = str | bool | datetime | date | time | timedelta
    return _spelt(as_text(value)) if isinstance(value, known) else _spelt(str(value))


def _number(text: str) -> str:
    return f"{float(text):.12g}"


def _spelt(text: str) -> str:
    return text.strip().removesuffix(" 00:00:00").replace("\r\n", "\n")
