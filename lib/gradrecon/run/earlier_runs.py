"""The entries of a cohort's good runs, kept on this machine: `data/out/<cohort>/history/`.

`<day>_<number>_<code>.txt` is one entry: the as-of day, a number that counts the entries from 1,
and the code of what it says. No clock is asked: runs are in the order of their days, and on one
day in the order in which they were published. A run that came to the same as the last one of its
day makes no further entry; one that came to the same as an earlier one does, for it counts now.
Beside it stands what offices were asked to correct then (see `run.asked`).
Of each day the last two stay, and of all `MOST`: daily runs from the notice to the last make-up
day fit. An entry that cannot be read is counted, and otherwise passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from gradrecon import workspace
from gradrecon.history.entry import Entry, code_of, counts_in, entry, entry_in, text
from gradrecon.history.past import Before, Past
from gradrecon.run import asked
from gradrecon.run.readiness import ready
from gradrecon.run.run import kept as kept_in_run

if TYPE_CHECKING:
    from gradrecon.run.run import Run

FOLDER = workspace.HISTORY
MOST = 150
OF_ONE_DAY = 2
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4,})_([0-9A-Z]{5}-[0-9A-Z]{5})\.txt")


@dataclass(frozen=True, order=True)
class Kept:
    """One entry by its name: as-of day, number, code; in the order of runs."""

    day: date
    number: int
    code: str

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.day.isoformat()}_{self.number:04d}_{self.code}.txt"


def with_past(run: Run, out: Path) -> Run:
    """The run with what the results in `out` know of earlier ones.

    Compared with is the last run of an earlier day; on the first day, the run before this one.
    The same run has the same past whether or not it is kept already.
    """
    key, folder = run.sent.key, out / FOLDER
    earlier = _earlier(kept(folder), run.as_of, code_of(key, now(run))) if key else []
    if not earlier:
        return run
    of_days = [one for one in earlier if one.day < run.as_of]
    last = (of_days or earlier)[-1]
    days = [list(group)[-1] for _, group in groupby(of_days, key=lambda one: one.day)]
    counts = {one: counts_in(_line(folder, one, 0), run.cohort.id, one.code) for one in days}
    then = entry_in(_line(folder, last, 1), key, last.code)
    unread = {one for one, found in counts.items() if found is None}
    past = Past(
        tuple(Before(one.day, found.colleges) for one, found in counts.items() if found),
        then,
        last.day if then else None,
        len(unread if then else unread | {last}),
        asked.earlier((one.day, _beside(folder, one)) for one in days[-asked.DAYS :]),
    )
    return replace(run, past=past)


@kept_in_run
def now(run: Run) -> Entry:
    """The entry of this very run."""
    return entry(run.sent.key, run.progress, run.findings, ready(run.readiness))


def keep(run: Run, out: Path, stage: Path) -> list[Path]:
    """Write the run's entry below `stage`, unless `out` has it; which files have had their day.

    Those are paths below `out`, to be removed once the stage is published.
    """
    found, one, key = kept(out / FOLDER), now(run), run.sent.key
    code = code_of(key, one)
    if not _own(found, run.as_of, code):
        new = Kept(run.as_of, 1 + max((other.number for other in found), default=0), code)
        (stage / FOLDER).mkdir()
        content = text(key, run.cohort.id, one)
        (stage / FOLDER / new.name).write_text(content, encoding="utf-8", newline="\n")
        asked.keep(run, _beside(stage / FOLDER, new))
        found = sorted([*found, new])
    gone = [Path(FOLDER, other.name) for other in surplus(found)]
    beside = [path.with_suffix(asked.SUFFIX) for path in gone]
    return [*gone, *(path for path in beside if (out / path).exists())]


def _beside(folder: Path, one: Kept) -> Path:
    """Where the file stands that says what was asked for in the run of an entry."""
    return (folder / one.name).with_suffix(asked.SUFFIX)


def kept(folder: Path) -> list[Kept]:
    """The entries of a folder, in the order of runs."""
    names = (_NAME.fullmatch(path.name) for path in folder.glob("*.txt"))
    return sorted(one for name in names if name and (one := _kept(*name.groups())))


def surplus(entries: Sequence[Kept]) -> list[Kept]:
    """Those of the entries, given in the order of runs, that need not be kept."""
    of_days = (list(group) for _, group in groupby(entries, key=lambda one: one.day))
    staying = set([one for group in of_days for one in group[-OF_ONE_DAY:]][-MOST:])
    return [one for one in entries if one not in staying]


def _earlier(entries: Iterable[Kept], as_of: date, code: str) -> list[Kept]:
    """The entries before a run's place: before its own entry, if it has one."""
    entries = [one for one in entries if one.day <= as_of]
    return entries[:-1] if _own(entries, as_of, code) else entries


def _own(entries: Sequence[Kept], as_of: date, code: str) -> bool:
    """Whether the last entry of a day is that of the run itself."""
    of_day = [one for one in entries if one.day == as_of]
    return bool(of_day) and of_day[-1].code == code


def _kept(day: str, number: str, code: str) -> Kept | None:
    try:
        return Kept(date.fromisoformat(day), int(number), code)
    except ValueError:
        return None


def _line(folder: Path, one: Kept, number: int) -> str:
    """One line of an entry, "" where it cannot be read or is not there."""
    try:
        with (folder / one.name).open(encoding="utf-8") as file:
            lines = [file.readline() for _ in range(number + 1)]
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[number].removesuffix("\n")
