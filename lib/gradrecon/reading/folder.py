"""The raw folder → an intake: every file read, every source a table, every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gradrecon.cohort.cohort import Cohort, Reading
from gradrecon.errors import Fault
from gradrecon.reading.assemble import assemble
from gradrecon.reading.claims import Claims, find_claims
from gradrecon.reading.files import FileRead, Taken, read_file, take
from gradrecon.reading.intake import FileReport, Intake
from gradrecon.reading.misplaced import misplaced_faults
from gradrecon.reading.photos import read_photos
from gradrecon.sheets import Limits
from gradrecon.sheets.process.pool import read_any
from gradrecon.sources import BY_NAME, SOURCES
from gradrecon.sources.confirmation import RETURNED
from gradrecon.sources.headers import Headers
from gradrecon.sources.photos import PHOTOS
from gradrecon.sources.roster import ROSTER
from gradrecon.sources.source import Source
from gradrecon.sources.table import Table, absent


def read_folder(
    raw: Path, cohort: Cohort, *, jobs: int = 1, sources: Sequence[Source] = SOURCES
) -> Intake:
    """Everything that the files below `raw` say, in the tables of these sources.

    `jobs` is the number of reading processes; while they read on, the rows already read are
    typed here. Faults of files never raise: they are in the intake, all of them.
    """
    if not raw.is_dir():
        wrong = "这是文件，不是文件夹" if raw.exists() else "没有这个原始数据文件夹"
        fault = Fault(str(raw), wrong, "建好文件夹，把各处交来的文件放进去。")
        return Intake({s.name: assemble(s, ()) for s in sources}, (), (fault,))
    claims = find_claims(raw, cohort)
    headers = {
        name: Headers(BY_NAME[name], files.aliases) for name, files in cohort.sources.items()
    }
    read, made = _read_all(raw, cohort, claims, jobs, sources, headers)
    files = claims.files.get(PHOTOS.name, ()) if PHOTOS in sources else ()
    photos = read_photos(raw, files, cohort, jobs)
    made[PHOTOS.name] = photos.table
    tables = {s.name: made[s.name] if s.name in made else absent(s) for s in sources}
    found = {s.name: [read[f] for f in claims.files.get(s.name, ()) if f in read] for s in sources}
    faults = [
        *claims.faults,
        *(f for files in found.values() for file in files for f in file.faults),
    ]
    faults += [fault for source in sources for fault in _wanting(source, tables, cohort, found)]
    faults += [fault for files in found.values() for fault in _again(files)]
    if RETURNED in sources:
        faults += misplaced_faults(tables[RETURNED.name].parts, cohort.checklist.fields, headers)
    reports = (*_counted(found, tables), *photos.reports)
    return Intake(tables, reports, tuple(faults), claims.unclaimed)


def _read_all(
    raw: Path,
    cohort: Cohort,
    claims: Claims,
    jobs: int,
    sources: Sequence[Source],
    headers: Mapping[str, Headers],
) -> tuple[dict[str, FileRead], dict[str, Table]]:
    """What each file gives, and the tables of the sources that have files; photos are read apart.

    A table is made as soon as the last of its files is read, while others are being read.
    """
    sheets = {source.name: source for source in sources if not source.pictures}
    whose = {file: name for name in sheets for file in claims.files.get(name, ())}
    read: dict[str, FileRead] = {}
    tables: dict[str, Table] = {}
    for one in _taken(raw, list(whose), cohort.reading, jobs):
        name = whose[one.file]
        read[one.file] = read_file(
            sheets[name], headers[name], one, cohort.reading, cohort.college_names
        )
        own = claims.files[name]
        if all(file in read for file in own):
            tables[name] = assemble(sheets[name], [p for file in own for p in read[file].pieces])
    return read, tables


def _taken(raw: Path, files: list[str], reading: Reading, jobs: int) -> Iterator[Taken]:
    """The sheets of each file, whichever is ready first; the biggest is begun first."""
    limits = Limits(reading.max_mb, reading.max_rows, reading.seconds)
    files.sort(key=lambda file: -_size(raw / file))
    return read_any(lambda file, sandbox: take(raw, file, sandbox), files, limits, jobs)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it says what is wrong
        return 0


def _wanting(
    source: Source,
    tables: Mapping[str, Table],
    cohort: Cohort,
    found: Mapping[str, Sequence[FileRead]],
) -> Iterator[Fault]:
    """The faults of a required source that has no file, or none with rows.

    A list of nobody may be one of several; of the roster each file must have rows, for whoever
    is missing from it is nobody everywhere else.
    """
    if not source.required:
        return
    patterns = cohort.sources[source.name].files if source.name in cohort.sources else ()
    if not found[source.name]:
        yield Fault(
            source.title,
            "没有找到这个来源的文件",
            f"把文件放进原始数据文件夹，或在 params 的 [sources.{source.name}] 里写上文件名规则。",
            "、".join(patterns) or "（params 里没有写 files）",
        )
        return
    empty = [file.report for file in found[source.name] if _is_empty(file.report)]
    if source is ROSTER or not len(tables[source.name].rows):
        for report in empty:
            yield Fault(
                f"{report.file}!{report.parts[0].sheet}",
                f"{source.title}里一行数据也没有",
                "换成有数据的文件；多余的文件请移走。",
            )


def _is_empty(report: FileReport) -> bool:
    """Whether a table was found in the file, and no row below its header."""
    return bool(report.parts) and not report.rows_read


def _again(files: Sequence[FileRead]) -> Iterator[Fault]:
    """A fault for each file of a source that is another one once more, byte by byte."""
    first: dict[str, str] = {}
    for report in (file.report for file in files if file.report.rows_read):
        same = first.setdefault(report.sha256, report.file)
        if same != report.file:
            yield Fault(
                report.file,
                f"与“{same}”的内容完全相同，每一行都会算两遍",
                "留下一个，把另一个移出原始数据文件夹（子文件夹里的文件也会读）。",
            )


def _counted(
    found: Mapping[str, Sequence[FileRead]], tables: Mapping[str, Table]
) -> tuple[FileReport, ...]:
    """The reports in order of source and file, with the rejected rows and the notes of each."""
    reports = []
    for name, files in found.items():
        rejected, notes = _by_file(tables[name])
        reports += [
            replace(
                file.report,
                rows_rejected=rejected[file.report.file],
                notes=dict(notes.get(file.report.file, {})),
            )
            for file in files
        ]
    return tuple(reports)


def _by_file(table: Table) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many rows of each file were rejected, and how many cells noted, by kind."""
    file_of = [part.file for part in table.parts]
    part_of = table.rows["part"].to_numpy()
    rejected = Counter(file_of[part] for part in part_of[table.rejected["id"]])
    notes: dict[str, Counter[str]] = {}
    for part, kind in zip(part_of[table.notes["id"]], table.notes["kind"], strict=True):
        notes.setdefault(file_of[part], Counter())[kind] += 1
    return rejected, notes
