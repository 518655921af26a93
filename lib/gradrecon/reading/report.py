"""What reading made of each file, as Chinese lines for the terminal.

No cell's content is shown, only places and kinds: names and numbers stay in the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gradrecon.reading.cells import NoteKind
from gradrecon.reading.intake import FileReport, Intake
from gradrecon.reading.proposals import text
from gradrecon.sources import SOURCES
from gradrecon.sources.table import Part, Table, letters

_SHOWN_CELLS = 3


def intake_text(intake: Intake) -> str:
    """The whole intake as lines for a terminal: sources, files, sheets, notes, then the faults."""
    lines = [_summary(intake)]
    absent = []
    for source in SOURCES:
        files = [report for report in intake.files if report.source == source.name]
        if not files:
            absent.append(f"  {source.title}")
            continue
        lines += ["", f"【{source.title}】"]
        for report in files:
            lines += _file(report, intake.tables[source.name])
            lines += [f"    {one}。" for one in intake.overlaps if one.file == report.file]
    if absent:
        lines += ["", "【没有文件的来源】", *absent]
    if intake.unclaimed:
        lines += ["", "【不属于任何来源的文件】", *(f"  {name}" for name in intake.unclaimed)]
    if intake.proposals or intake.paste:
        lines += ["", "【这些文件可能是】", *text(intake.proposals, intake.paste)]
    if intake.notices:
        lines += ["", "【请留意】", *(f"  {file}：{what}。" for file, what in intake.notices)]
    if intake.faults:
        lines += ["", f"【需要处理】{len(intake.faults)} 处", *map(str, intake.faults)]
    return "\n".join(lines)


def _summary(intake: Intake) -> str:
    rows = sum(report.rows_read for report in intake.files)
    rejected = sum(report.rows_rejected for report in intake.files)
    damaged = sum(int(table.notes["damage"].sum()) for table in intake.tables.values())
    verdict = f"有 {len(intake.faults)} 处需要处理" if intake.faults else "没有要重交的文件"
    return (
        f"读取报告：{len(intake.files)} 个文件，{rows:,} 行，其中 {rejected:,} 行不能使用，"
        f"{damaged:,} 个单元格已损坏；{verdict}。"
    )


def _file(report: FileReport, table: Table) -> Iterator[str]:
    size = f"{max(report.size, 1) / 1000:,.0f} KB"
    yield f"  {report.file}（{report.taken_for or '未能读取'}，{size}）"
    for part in report.parts:
        yield f"    {_part(part, table)}"
        yield f"      读作：{_mapped(part)}"
        if part.unread:
            yield f"      未读的列：{'、'.join(part.unread)}"
    for name, why in report.left_out.items():
        yield f"    工作表“{name}”未读：{why}"
    yield from (f"    {remark}。" for remark in report.remarks)
    yield from (f"    {line}" for line in _noted(report, table))


def _part(part: Part, table: Table) -> str:
    numbers = [number for number, one in enumerate(table.parts) if one == part]
    own = table.rows["part"].isin(numbers).to_numpy()
    rejected = int(own[table.rejected["id"]].sum())
    again = int(
        ((table.repeats["file"] == part.file) & (table.repeats["sheet"] == part.sheet)).sum()
    )
    said = [f"表头在第 {part.header_row} 行", f"{int(own.sum()) + again:,} 行"]
    if again:
        said.append(f"其中 {again:,} 行别处已有，不重复计")
    if rejected:
        said.append(f"其中 {rejected:,} 行不能使用")
    if part.headings:
        said.append(f"学院取自 {part.headings:,} 行分组标题")
    if part.hidden:
        said.append(f"含隐藏的 {part.hidden:,} 行")
    return (f"工作表“{part.sheet}”：" if part.sheet else "") + "，".join(said)


def _mapped(part: Part) -> str:
    source_columns = part.columns.items()
    titles = _titles()
    return "、".join(f"{titles.get(name, name)} {letters(at)}" for name, at in source_columns)


def _titles() -> Mapping[str, str]:
    return {column.name: column.title for source in SOURCES for column in source.columns}


def _noted(report: FileReport, table: Table) -> Iterator[str]:
    """A line for each kind of note, damage first, with the first cells it stands in."""
    for kind in NoteKind:
        if count := report.notes.get(kind, 0):
            places = "、".join(_places(report.file, kind, table))
            more = " 等" if count > _SHOWN_CELLS else ""
            yield f"{'损坏' if kind.damage else '备注'}：{kind} {count:,} 处（{places}{more}）"


def _places(file: str, kind: NoteKind, table: Table) -> list[str]:
    """The first cells of a kind of note in a file, as `Sheet1!D17`."""
    parts = [at for at, part in enumerate(table.parts) if part.file == file]
    own = table.notes[
        (table.notes["kind"] == kind)
        & table.rows["part"].reindex(table.notes["id"]).isin(parts).to_numpy()
    ].head(_SHOWN_CELLS)
    return [
        table.cells([note.id], note.column).iloc[0].removeprefix(f"{file}!").removeprefix("!")
        for note in own.itertuples()
    ]
