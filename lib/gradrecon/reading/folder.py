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
from gradrecon.reading.doubtful import bare_lists, same_files
from gradrecon.reading.files import FileRead, Taken, read_file, take
from gradrecon.reading.guess import guess, misnamed
from gradrecon.reading.intake import FileReport, Intake
from gradrecon.reading.misplaced import misplaced_faults
from gradrecon.reading.overlaps import Overlap, overlaps
from gradrecon.reading.photos import read_photos
from gradrecon.reading.proposals import TABLES, Proposal, lines
from gradrecon.reading.repeats import without_repeats
from gradrecon.reading.strangers import strange_files, strange_roster
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
    every = {s.name: headers.get(s.name) or Headers(s, {}) for s in sources if not s.pictures}
    read, made, overlapping = _read_all(raw, cohort, claims, jobs, sources, headers, every)
    proposals = _proposed(raw, claims.unclaimed, cohort.reading, jobs, every)
    files = claims.files.get(PHOTOS.name, ()) if PHOTOS in sources else ()
    photos = read_photos(raw, files, cohort, jobs, made.get(ROSTER.name))
    made[PHOTOS.name] = photos.table
    tables = {s.name: made[s.name] if s.name in made else absent(s) for s in sources}
    found = {s.name: [read[f] for f in claims.files.get(s.name, ()) if f in read] for s in sources}
    faults = [
        *claims.faults,
        *(f for files in found.values() for file in files for f in file.faults),
    ]
    faults += [fault for source in sources
               for fault in _wanting(source, tables, cohort, found, proposals)]  # fmt: skip
    faults += [*same_files(found), *strange_roster(tables)]
    if RETURNED in sources:
        faults += misplaced_faults(tables[RETURNED.name].parts, cohort.checklist.fields)
    reports = (*_counted(found, tables), *photos.reports)
    near = [(name, file.near) for name, files in found.items() for file in files]
    return Intake(
        tables,
        reports,
        tuple(faults),
        claims.unclaimed,
        _in_order(overlapping),
        proposals,
        tuple(lines(proposals, near, cohort.sources)),
        (*claims.notices, *_empty_files(found), *bare_lists(found), *strange_files(tables)),
    )


def _read_all(
    raw: Path,
    cohort: Cohort,
    claims: Claims,
    jobs: int,
    sources: Sequence[Source],
    headers: Mapping[str, Headers],
    every: Mapping[str, Headers],
) -> tuple[dict[str, FileRead], dict[str, Table], list[Overlap]]:
    """What each file gives, the tables of the sources that have files, and what files repeat.

    A table is made as soon as the last of its files is read, while others are being read. Photos
    are read apart.
    """
    sheets = {source.name: source for source in sources if not source.pictures}
    whose = {file: name for name in sheets for file in claims.files.get(name, ())}
    read: dict[str, FileRead] = {}
    tables: dict[str, Table] = {}
    overlapping: list[Overlap] = []
    for one in _taken(raw, list(whose), cohort.reading, jobs):
        name = whose[one.file]
        file = read_file(
            sheets[name],
            headers[name],
            one,
            cohort.reading,
            cohort.college_names,
            cohort.calendar.capture_first,
            cohort.capture_words.keys(),
        )
        read[one.file] = _unless_misnamed(file, name, one, every)
        own = claims.files[name]
        if all(file in read for file in own):
            table = assemble(sheets[name], [p for file in own for p in read[file].pieces])
            overlapping += overlaps(table)
            tables[name] = without_repeats(table)
    return read, tables, overlapping


def _unless_misnamed(
    file: FileRead, source: str, taken: Taken, every: Mapping[str, Headers]
) -> FileRead:
    """A file as read; with one fault only where its content surely is of another source."""
    doubtful = not file.pieces or any(piece.part.unread for piece in file.pieces)
    if taken.book is None or not doubtful:
        return file
    fault = misnamed(taken.file, source, taken.book.sheets, every, read=bool(file.pieces))
    return replace(file, pieces=(), faults=(fault,), near={}) if fault else file


def _proposed(
    raw: Path,
    unclaimed: Sequence[str],
    reading: Reading,
    jobs: int,
    every: Mapping[str, Headers],
) -> tuple[Proposal, ...]:
    """What the files that no pattern claims probably are; of those that cannot be read nothing."""
    files = [file for file in unclaimed if TABLES.search(file)]
    found = {
        one.file: guess(one.file, one.book.sheets, every)
        for one in _taken(raw, files, reading, jobs)
        if one.book
    }
    return tuple(Proposal(file, one) for file in unclaimed if (one := found.get(file)))


def _empty_files(found: Mapping[str, Sequence[FileRead]]) -> Iterator[tuple[str, str]]:
    """The files that have a header and no rows below it."""
    for files in found.values():
        yield from (
            (file.report.file, "只有表头，没有数据行")
            for file in files
            if file.pieces and not file.report.rows_read
        )


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
    proposals: Sequence[Proposal],
) -> Iterator[Fault]:
    """The faults of a required source that has no file, or none with rows.

    An empty list may be one of several. Each file of the roster must have rows: a student missing
    from it is matched nowhere else.
    """
    if not source.required:
        return
    patterns = cohort.sources[source.name].files if source.name in cohort.sources else ()
    if not found[source.name]:
        likely = "、".join(f"“{p.file}”" for p in proposals if p.guess.source == source.name)
        yield Fault(
            source.title,
            "没有找到这个来源的文件" + (f"；{likely}像是" if likely else ""),
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


def _in_order(overlapping: Sequence[Overlap]) -> tuple[Overlap, ...]:
    return tuple(sorted(overlapping, key=lambda one: one.file))


def _is_empty(report: FileReport) -> bool:
    """Whether a table was found in the file, and no row below its header."""
    return bool(report.parts) and not report.rows_read


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
