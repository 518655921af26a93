"""Which file is of which source: patterns of the cohort against the paths below the raw folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from pathlib import Path

from gradrecon.cohort.cohort import Cohort
from gradrecon.errors import Fault
from gradrecon.files import readable
from gradrecon.sources import BY_NAME
from gradrecon.values.masking import masked_text

# Files that systems and programs leave behind, and the folder's own description.
_LEFT_BEHIND = re.compile(
    r"(?:^|/)(?:\.[^/]*|~\$[^/]*|~[^/]*\.tmp|desktop\.ini|thumbs\.db|__MACOSX/.*"
    r"|README(?:\.[^/]*)?|说明\.txt|[^/]*\.(?:tmp|bak|part|crdownload))$|(?:^|/)[.~][^/]*/",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claims:
    """Source names → its files, sorted; the files that no source claims; faults and notices."""

    files: Mapping[str, tuple[str, ...]]
    unclaimed: tuple[str, ...]
    faults: tuple[Fault, ...]
    notices: tuple[tuple[str, str], ...] = ()


def find_claims(raw: Path, cohort: Cohort) -> Claims:
    """The files below the raw folder and whose they are, as paths with forward slashes.

    Of several sources the one whose pattern has most literal characters has the file; a tie
    is a fault. Links that lead out of the folder are left alone and reported.
    """
    files: dict[str, list[str]] = {name: [] for name in cohort.sources}
    unclaimed, faults, notices, inside = [], [], [], raw.resolve()
    for name in _files(raw):
        if not (raw / name).resolve().is_relative_to(inside):
            faults.append(
                Fault(readable(name), "链接指向原始数据文件夹之外，未读取", "把文件本身放进来。")
            )
            continue
        shown = readable(name)
        claimants = _claimants(shown, cohort)
        if shown != name and claimants and not all(BY_NAME[one].pictures for one in claimants):
            faults.append(
                Fault(shown, "文件名的编码不是 UTF-8，未读取", "改一下文件名再放回原处。")
            )
            continue
        if len(claimants) > 1:
            faults.append(_tie(name, claimants))
        for source in claimants[:1] if len(claimants) == 1 else ():
            files[source].append(name)
        if not claimants:
            unclaimed.append(masked_text(shown))
        if also := _also(name, cohort, claimants):
            notices.append(
                (masked_text(shown), f"也符合 {also} 的文件名规则，按规则写得更具体的读")
            )
    own = {source: tuple(found) for source, found in files.items()}
    return Claims(own, tuple(unclaimed), tuple(faults), tuple(notices))


def _files(raw: Path) -> list[str]:
    found = (path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file())
    return sorted(name for name in found if not _LEFT_BEHIND.search(name))


def _claimants(file: str, cohort: Cohort) -> list[str]:
    """The sources whose best pattern for the file is the best of all."""
    fits = {name: _fit(file, files.files) for name, files in cohort.sources.items()}
    best = max(fits.values(), default=-1)
    return [name for name, fit in fits.items() if fit == best] if best >= 0 else []


def _also(file: str, cohort: Cohort, claimants: list[str]) -> str:
    """The other sources that a file with one claimant would fit too."""
    if len(claimants) != 1:
        return ""
    fits = [name for name, files in cohort.sources.items() if _fit(file, files.files) >= 0]
    return "、".join(name for name in fits if name not in claimants)


def _fit(file: str, patterns: Iterable[str]) -> int:
    """The literal characters of the longest pattern that matches, -1 where none does."""
    return max((len(re.sub(r"[*?]", "", p)) for p in patterns if _matches(file, p)), default=-1)


def _matches(file: str, pattern: str) -> bool:
    return _compiled(pattern).match(file.casefold()) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern compiled; `*` passes over folders, and `**/` may be none at all."""
    return re.compile(translate(pattern.casefold().replace("**/", "*")))


def _tie(file: str, claimants: list[str]) -> Fault:
    return Fault(
        file,
        f"同时符合 {'、'.join(claimants)} 的文件名规则，不知属于哪个来源",
        "改文件名，或把 params 中 [sources] 的 files 写得更具体。",
    )
