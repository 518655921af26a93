"""What to write into params so that every file is read: sources proposed by content, as TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gradrecon.cohort.cohort import SourceFiles
from gradrecon.reading.guess import Guess

# Files that may hold a table; of others nothing is proposed.
TABLES = re.compile(
    r"\.(?:xlsx?|xlsm|xlsb|xltx|et|ett|ods|fods|csv|tsv|txt|dbf|parquet|html?|xml|json)$", re.I
)
_DIGITS = re.compile(r"[\d.\-_]*\d[\d.\-_]*")


@dataclass(frozen=True)
class Proposal:
    """What one file probably is, though its name does not say so or its headers do not."""

    file: str
    guess: Guess

    def __str__(self) -> str:
        sure = "像是" if self.guess.sure else "可能是"
        return f"{self.file}：{sure}“{self.guess.title}”，有 {'、'.join(self.guess.named)}等列"


@dataclass
class _Section:
    """What a source's section of params must have besides what it has."""

    files: list[str] = field(default_factory=list)
    aliases: dict[str, list[str]] = field(default_factory=dict)


def lines(
    proposals: Iterable[Proposal],
    near: Iterable[tuple[str, Mapping[str, str]]],
    sources: Mapping[str, SourceFiles],
) -> list[str]:
    """The sections of params to put in place of those of the same name.

    `near`: for sources of which files were claimed, the columns that lack a known header and the
    header that each may go by.
    """
    found: dict[str, _Section] = {}
    for one in proposals:
        own = found.setdefault(one.guess.source, _Section())
        own.files.append(pattern(one.file))
        _add(own, one.guess.aliases)
    for source, aliases in near:
        if aliases:
            _add(found.setdefault(source, _Section()), aliases)
    return [
        line
        for name, own in found.items()
        for line in _written(name, own, sources.get(name, SourceFiles()))
    ]


def _add(section: _Section, aliases: Mapping[str, str]) -> None:
    for column, header in aliases.items():
        known = section.aliases.setdefault(column, [])
        if header not in known:
            known.append(header)


def _written(name: str, section: _Section, has: SourceFiles) -> list[str]:
    """A source's section, whole: what it has already, and what it needs besides."""
    files = dict.fromkeys([*has.files, *section.files])
    aliases = {column: [*headers] for column, headers in has.aliases.items()}
    for column, headers in section.aliases.items():
        aliases[column] = [*dict.fromkeys([*aliases.get(column, []), *headers])]
    written = [f"[sources.{name}]", f"files = {_list(files)}"]
    if aliases:
        written += [f"[sources.{name}.aliases]"]
        written += [f"{column} = {_list(headers)}" for column, headers in aliases.items()]
    return [*written, ""]


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(json.dumps(text, ensure_ascii=False) for text in texts)}]"


def pattern(file: str) -> str:
    """A pattern for a file and those that come after it: without days and numbers in its name.

    Of a file in a folder of its own, all in that folder.
    """
    path = PurePosixPath(file)
    if path.parent.name:
        return f"{path.parent.as_posix()}/*"
    stem = re.sub(r"[*?\[\]]", "?", path.stem)
    plain = _DIGITS.sub("*", stem)
    return re.sub(r"\*+", "*", f"*{plain}*") if len(plain.replace("*", "")) > 3 else f"{stem}*"


def text(proposals: Sequence[Proposal], toml: Sequence[str]) -> list[str]:
    """The proposals and the sections to paste, for a terminal."""
    said = [f"  {one}。" for one in proposals]
    if toml:
        said += ["", "  确认无误后，用下面几段换掉参数文件里同名的段（没有的加上），再运行一次："]
        said += [f"    {line}" for line in toml]
    return said
