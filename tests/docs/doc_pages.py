"""The pages that people read, taken apart: headings, anchors, links, blocks of code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)">')
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`\n]+)`")


class Block(NamedTuple):
    """A fenced block: its language, its text without the indentation, the page it stands on."""

    language: str
    text: str
    page: str


@dataclass(frozen=True)
class Page:
    """One Markdown page."""

    path: Path

    @property
    def name(self) -> str:
        """The page's path in the project."""
        return self.path.relative_to(PROJECT).as_posix()

    @cached_property
    def text(self) -> str:
        """The page as it is."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The page without its blocks."""
        return _FENCE.sub("", self.text)

    @property
    def blocks(self) -> list[Block]:
        """The fenced blocks in order."""
        return [
            Block(language, re.sub(f"^{indent}", "", text, flags=re.MULTILINE), self.name)
            for indent, language, text in _FENCE.findall(self.text)
        ]

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return _HEADING.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        """What a link to this page may point to: its headings as GitHub names them, its ids."""
        return {_slug(heading) for heading in self.headings} | set(_ANCHOR.findall(self.prose))

    @property
    def links(self) -> list[str]:
        """Where its links and pictures lead."""
        return _LINK.findall(self.prose)

    @property
    def spans(self) -> list[str]:
        """What stands in the typeface of code within sentences."""
        return _SPAN.findall(self.prose)


def _slug(heading: str) -> str:
    plain = re.sub(r"[^\w\- ]", "", heading.lower().replace("`", ""))
    return plain.strip().replace(" ", "-")


def pages() -> list[Page]:
    """Every page: READMEs, CONTRIBUTING, docs and the reference."""
    top = [*PROJECT.glob("README*.md"), PROJECT / "CONTRIBUTING.md"]
    return [Page(path) for path in (*sorted(top), *sorted((PROJECT / "docs").rglob("*.md")))]


def written() -> list[Page]:
    """The pages that people write: all but the generated ones."""
    return [page for page in pages() if "reference" not in page.path.parts]


def blocks(*languages: str) -> list[Block]:
    """The blocks of those languages on the written pages."""
    return [one for page in written() for one in page.blocks if one.language in languages]
