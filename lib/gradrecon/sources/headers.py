"""Which header means which column: folded spelling, declared aliases, then the params' own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from gradrecon.sources.source import Source

_NOISE = re.compile(r"[\s​-‏⁠﻿*:：、。☆★#\"'`_]+")
_BRACKETS = re.compile(r"[(\[【<〔][^)\]】>〕]*[)\]】>〕]")
_ORDINAL = re.compile(r"^\d{1,2}[.)]")

_LONGEST = 60


def fold(header: str) -> str:
    """A header without what offices vary: width, case, spaces, line breaks, `*`, colons."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header).casefold())


def bare(folded: str) -> str:
    """A folded header without remarks in brackets and its number: 学号(必填) → 学号."""
    return _ORDINAL.sub("", _BRACKETS.sub("", folded))


class Headers:
    """The headers of one source: every alias, folded, with its column and its rank."""

    def __init__(self, source: Source, further: Mapping[str, Sequence[str]]) -> None:
        self.source = source
        self._known: dict[str, tuple[str, int]] = {}
        for column in source.columns:
            headers = (*column.headers, column.name, *further.get(column.name, ()))
            for rank, header in enumerate(headers):
                self._known.setdefault(fold(header), (column.name, rank))
        for folded, found in list(self._known.items()):
            self._known.setdefault(bare(folded), found)

    def meaning(self, header: str) -> tuple[str, int] | None:
        """The column's name that a header stands for and its rank among the aliases, or None."""
        if not header or len(header) > _LONGEST or header.isdigit():
            return None
        folded = fold(header)
        return self._known.get(folded) or self._known.get(bare(folded))

    def suffice(self, columns: Container[str]) -> bool:
        """Whether all required columns are among these."""
        return all(column.name in columns for column in self.source.columns if column.required)

    def assign(self, headers: Sequence[str]) -> Assignment:
        """Which of the headers, by place, is which column; of two with one meaning the better."""
        places: dict[str, int] = {}
        ranks: dict[str, int] = {}
        doubles: list[int] = []
        for place, header in enumerate(headers):
            found = self.meaning(header)
            if found is None:
                continue
            name, rank = found
            if name in places:
                worse = place if rank >= ranks[name] else places[name]
                doubles.append(worse)
                if worse == place:
                    continue
            places[name], ranks[name] = place, rank
        return Assignment(places, tuple(doubles))

    def nearest(self, column: str, seen: Sequence[str]) -> str:
        """The header seen that most resembles one of a column's, or ""."""
        aliases = [fold(header) for header in self.source.column(column).headers]
        by_fold = {fold(header): header for header in seen if header}
        for alias in aliases:
            if close := get_close_matches(alias, list(by_fold), 1, 0.5):
                return by_fold[close[0]]
        contained = [h for f, h in by_fold.items() if any(a in f or f in a for a in aliases if f)]
        return contained[0] if contained else ""


@dataclass(frozen=True)
class Assignment:
    """Column names → places, and the places of headers whose meaning another one has."""

    places: Mapping[str, int] = field(default_factory=dict)
    doubles: tuple[int, ...] = ()
