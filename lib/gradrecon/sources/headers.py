"""Which header means which column: folded spelling, declared aliases, then the params' own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from gradrecon.sources.source import Source

_NOISE = re.compile(r"[\s​-‏⁠﻿*:：、。☆★#\"'`_]+")
_BRACKETED = re.compile(r"[(（\[［【<〔][^)）\]］】>〕]*[)）\]］】>〕]")
_BRACKETS = re.compile(r"[(\[【<〔][^)\]】>〕]*[)\]】>〕]")
_ORDINAL = re.compile(r"^\d{1,2}[.)]")
# What online forms put before and after the words of a question.
_NUMBERED = re.compile(
    r"^[\s*★☆]*(?:第?\s*[Qq]?\d{1,3}\s*题?\s*[、.．,，)）\]:：_\-—\s]+|[（(\[]\d{1,3}[)）\]]\s*"
    r"|[①-⑳]\s*|[一二三四五六七八九十]{1,3}[、.．]\s*|[Qq]\d{1,3}(?=[\u3400-\u9fff]))"
)
_ASKED = re.compile(
    r"^(?:请)?(?:如实|准确)?(?:输入|填写|填报|选择|提供)?(?:您|你|学生|本人)?(?:本人)?的?"
)
_ASKED_AFTER = re.compile(r"(?:是什么|是)?[?？]?(?:填空题|单选题|必填|必答|选填)?$")
_BETWEEN = re.compile(r"[/／|｜\\\r\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z'’.&\-\s]*")

_LONGEST = 60
# A meaning that is found only by taking a header apart counts after every one that is declared.
_TAKEN_APART = 1000


def fold(header: str) -> str:
    """A header without what offices vary: width, case, spaces, line breaks, `*`, colons."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", header).casefold())


def bare(folded: str) -> str:
    """A folded header without remarks in brackets and its number: 学号(必填) → 学号."""
    return _ORDINAL.sub("", _BRACKETS.sub("", folded))


def _readings(header: str) -> Iterator[str]:
    """What a header says without number, request and translation: `1、您的学号/ID` → 学号."""
    question = _NUMBERED.sub("", header)
    yield question
    plain = _BRACKETED.sub("", question)
    for part in (plain, *_BETWEEN.split(plain)):
        asked = _ASKED_AFTER.sub("", _ASKED.sub("", part.strip(" *：:")))
        yield asked
        if _HAN.search(asked):
            yield _LATIN_WORDS.sub("", asked)


class Headers:
    """The headers of one source: every alias, folded, with its column and its rank."""

    def __init__(self, source: Source, further: Mapping[str, Sequence[str]]) -> None:
        self.source = source
        self._meanings: dict[str, tuple[str, int] | None] = {}
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
        if header not in self._meanings:
            self._meanings[header] = self._as_declared(header) or self._taken_apart(header)
        return self._meanings[header]

    def _as_declared(self, header: str) -> tuple[str, int] | None:
        folded = fold(header)
        return self._known.get(folded) or self._known.get(bare(folded))

    def _taken_apart(self, header: str) -> tuple[str, int] | None:
        """The one meaning of a header of an online form or in two languages; None for several."""
        meanings = {}
        for text in _readings(header):
            if found := self._as_declared(text):
                meanings[found[0]] = (found[0], found[1] + _TAKEN_APART)
        return next(iter(meanings.values())) if len(meanings) == 1 else None

    def suffice(self, columns: Container[str]) -> bool:
        """Whether all required columns are among these."""
        return all(column.name in columns for column in self.source.columns if column.required)

    def assign(self, headers: Sequence[str]) -> Assignment:
        """Which of the headers, by place, is which column; of two with one meaning the better."""
        places: dict[str, int] = {}
        ranks: dict[str, int] = {}
        doubles: dict[int, str] = {}
        for place, header in enumerate(headers):
            found = self.meaning(header)
            if found is None:
                continue
            name, rank = found
            if name in places:
                worse = place if rank >= ranks[name] else places[name]
                doubles[worse] = name
                if worse == place:
                    continue
            places[name], ranks[name] = place, rank
        return Assignment(places, tuple(doubles), doubles)

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
    """Column names → places; the places of headers whose meaning another has, and what it is."""

    places: Mapping[str, int] = field(default_factory=dict)
    doubles: tuple[int, ...] = ()
    meant: Mapping[int, str] = field(default_factory=dict)
