"""Columns of one meaning side by side: a list in halves, or one value in two places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gradrecon.reading.locate import Header, find_header
from gradrecon.reading.subjects import subject_keys
from gradrecon.sheets.grid import CellType, Column, Sheet, Special, Value, column_of
from gradrecon.sources.headers import Headers, bare, fold
from gradrecon.values.characters import plain

# What stands in for a 学号 or 姓名 where there is none, and beside one rightly says something else.
STAND_INS = frozenset({"学籍号", "中文姓名"})


def tables_of(sheet: Sheet, headers: Headers) -> list[tuple[Sheet, Header | None]]:
    """Give the tables of a sheet with their headers: one, or several lists side by side."""
    header = find_header(sheet, headers)
    if header is None or not header.doubles:
        return [(sheet, header)]
    halves = [_cut(sheet, span) for span in _halves(sheet, header, headers)]
    found = [(half, find_header(half, headers)) for half in halves]
    if len(found) > 1 and all(own and headers.suffice(own.places) for _, own in found):
        return found
    return [(_joined(sheet, header, headers), header)]


def _halves(sheet: Sheet, header: Header, headers: Headers) -> list[range]:
    """Give the columns of each list, if the same columns come again and say other things."""
    named = [*_meanings(header, headers)]
    keys = subject_keys(headers.source)
    starts = [at for at, name in named if name == named[0][1]]
    blocks = [
        [(at, name) for at, name in named if start <= at < end]
        for start, end in zip(starts, [*starts[1:], len(header.texts)], strict=True)
    ]
    same = all([n for _, n in block] == [n for _, n in blocks[0]] for block in blocks)
    key = next((at for at, (_, name) in enumerate(blocks[0]) if name in keys), None)
    if len(blocks) < 2 or not same or key is None:
        return []
    if not _differ(sheet, header, [block[key][0] for block in blocks]):
        return []
    first = next(at for at, text in enumerate(header.texts) if text)
    edges = [start - (starts[0] - first) for start in starts]
    return [range(*pair) for pair in zip(edges, [*edges[1:], len(header.texts)], strict=True)]


def _meanings(header: Header, headers: Headers) -> Iterator[tuple[int, str]]:
    for place, text in enumerate(header.texts):
        if found := headers.meaning(text):
            yield place, found[0]


def _differ(sheet: Sheet, header: Header, places: Sequence[int]) -> bool:
    """Whether columns are filled on the same rows, and hold no value twice on one of them."""
    columns = [_values(sheet.columns[at], header.below) for at in places]
    rows = [[value for value in row if value] for row in zip(*columns, strict=True)]
    several = [row for row in rows if len(row) > 1]
    return bool(several) and all(len(set(row)) == len(row) for row in several)


def _values(column: Column, below: int) -> list[str]:
    return [plain(cell).strip().upper() for cell in column.cells[below:]]


def _cut(sheet: Sheet, span: range) -> Sheet:
    return sheet._replace(
        columns=sheet.columns[span.start : span.stop], left=sheet.left + span.start
    )


def _joined(sheet: Sheet, header: Header, headers: Headers) -> Sheet:
    """Fill the blanks of each column from another of the same meaning that never contradicts it."""
    columns = [*sheet.columns]
    for place in header.doubles:
        found = headers.meaning(header.texts[place])
        main = header.places[found[0]] if found else place
        if main == place or _stands_in(header, (main, place)):
            continue
        own, other = (_values(columns[at], header.below) for at in (main, place))
        pairs = [*zip(own, other, strict=True)]
        if any(b and not a for a, b in pairs) and not any(a and b and a != b for a, b in pairs):
            columns[main] = _filled(columns[main], columns[place], header.below)
    return sheet._replace(columns=tuple(columns))


def _stands_in(header: Header, places: tuple[int, int]) -> bool:
    return bool(STAND_INS & {bare(fold(header.texts[at])) for at in places})


def _filled(column: Column, other: Column, below: int) -> Column:
    cells, further = _typed(column), _typed(other)
    return column_of(
        [
            mine if at < below or _said(mine) else theirs
            for at, (mine, theirs) in enumerate(zip(cells, further, strict=True))
        ]
    )


def _said(cell: Value) -> bool:
    return isinstance(cell, Special) or bool(str(cell).strip())


def _typed(column: Column) -> list[Value]:
    cells: list[Value] = [*column.cells]
    for place, kind in zip(column.places, column.types, strict=True):
        cells[place] = Special(str(cells[place]), CellType(kind))
    return cells


def side_by_side(tables: Sequence[tuple[Sheet, Header | None]]) -> str:
    """Say that lists stand side by side, "" if one alone does."""
    name = tables[0][0].name if tables else ""
    if len(tables) < 2:
        return ""
    return f"工作表“{name}”里左右并排着 {len(tables)} 个名单，都已读取"
