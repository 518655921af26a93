"""The records of what was sent, kept on this machine: `data/out/<cohort>/sent/`.

`key` is the key of the seals, made once and never sent; `<college>/<number>_<day>_<code>.txt` is
one record. They are results that later runs read: who deletes them can no longer tell what a
college changed, only what differs from today's records.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gradrecon import workspace
from gradrecon.checklist import seal
from gradrecon.checklist.record import Record, parse
from gradrecon.errors import Fault, UsageError

FOLDER = workspace.SENT
_KEY = "key"
_NAME = re.compile(r"(\d{4,})_(\d{4}-\d\d-\d\d)_([0-9A-Z]{5}-[0-9A-Z]{5})\.txt")


@dataclass(frozen=True, order=True)
class Issue:
    """One table that went out: whose, its number, the as-of day, its check code."""

    college: str
    number: int
    day: str
    code: str

    @property
    def path(self) -> Path:
        """Where its record is, below the folder of records."""
        return Path(self.college, f"{self.number:04d}_{self.day}_{self.code}.txt")


@dataclass(frozen=True)
class Sent:
    """What is known of what was sent: the key, every issue, and the records asked for, by code."""

    key: str = ""
    issues: tuple[Issue, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)

    def of_college(self, college: str) -> list[Issue]:
        """The issues of a college, the oldest first."""
        return [issue for issue in self.issues if issue.college == college]


def load(folder: Path, codes: Iterable[str] = ()) -> Sent:
    """What the folder of records knows, with the records of these check codes.

    Without a folder: nothing. A record that is damaged or of another key is left out. UsageError
    if there are records and the key is gone or damaged: another would make them worthless.
    """
    issues = tuple(sorted(_issues(folder)))
    key = _key_in(folder)
    if not key:
        if issues or _has_content(folder / _KEY):
            raise UsageError(_keyless(folder))
        return Sent()
    wanted = set(codes)
    read = [_read(folder / issue.path, key) for issue in issues if issue.code in wanted]
    return Sent(key, issues, {record.code: record for record in read if record})


def with_key(sent: Sent) -> Sent:
    """The same, with a fresh key where there is none yet."""
    return sent if sent.key else Sent(seal.new_key())


def write_key(sent: Sent, folder: Path) -> None:
    """Keep the key in a folder of records, for its owner only; whole, and never over another."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _key_in(folder):
        return
    handle, name = tempfile.mkstemp(prefix=".key-", dir=folder)
    os.write(handle, f"{sent.key}\n".encode())
    os.fsync(handle)
    os.close(handle)
    Path(name).replace(folder / _KEY)


def _key_in(folder: Path) -> str:
    """The key that is kept in a folder of records, "" where there is none that can be read."""
    try:
        key = (folder / _KEY).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return key if seal.is_key(key) else ""


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _keyless(folder: Path) -> Fault:
    return Fault(
        str(folder / _KEY),
        "发出记录的密钥丢失或损坏，发出过的核对表无法再核对",
        f"从备份恢复这个文件；确实没有备份，就把 {folder} 移走后重新运行（以前发出的表不再认得）。",
    )


def write_record(record: Record, folder: Path) -> None:
    """Keep a record in a folder of records."""
    issue = Issue(record.college, record.number, record.day, record.code)
    path = folder / issue.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(record.lines()) + "\n", encoding="ascii", newline="\n")


def _issues(folder: Path) -> Iterable[Issue]:
    for path in folder.glob("*/*.txt"):
        if found := _NAME.fullmatch(path.name):
            yield Issue(path.parent.name, int(found[1]), found[2], found[3])


def _read(path: Path, key: str) -> Record | None:
    try:
        return parse(key, path.read_text(encoding="ascii").splitlines())
    except (OSError, UnicodeDecodeError):
        return None
