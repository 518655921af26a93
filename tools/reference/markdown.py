"""The little Markdown that the pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Where a line may end in the source although the sentence goes on: a page would show a blank.
_WRAPPED = re.compile(r"(?<=[一-鿿，。；：、）”])\n(?=[一-鿿（“`])")
NOTE = "<!-- 本页由程序生成，请勿手改：python3 make.py docs -->"


def whole(title: str, about: str, *parts: str) -> str:
    """A whole page: its title, what it holds, its parts."""
    return "\n\n".join([f"# {title}", NOTE, _WRAPPED.sub("", about), *parts]) + "\n"


def section(title: str, *parts: str, anchor: str = "", level: int = 2) -> str:
    """A headed section, with an anchor of its own where links need one that never changes."""
    head = [f'<a id="{anchor}"></a>'] if anchor else []
    told = [_WRAPPED.sub("", part) for part in parts if part]
    return "\n\n".join([*head, f"{'#' * level} {title}", *told])


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what a cell says is never taken for markup."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def code(text: str) -> str:
    """Text in the typeface of code, "" for none."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    """Several of them, as Chinese lists things."""
    return "、".join(map(code, texts))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
