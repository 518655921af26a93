"""The batches in which a cohort graduates, in the year's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from gradrecon.cohort.calendar import Span
from gradrecon.cohort.strict import Strict, Text

_YEAR = re.compile(r"(20\d\d)[年届]*")
_MONTH = re.compile(r"(20\d\d)[年./-]?(0?[1-9]|1[0-2])月?")


class Batch(Strict):
    """One batch: its name, other words for it, and the days of graduation that belong to it."""

    name: Text
    words: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    graduation: Span | None = None

    def is_called(self, word: str) -> bool:
        """Return whether a word names the batch: 夏, 夏季批次, 2025年夏季 and 2025年6月 are one."""
        from gradrecon.values.equivalent import meant_text  # with pandas, which params do without

        known = {meant_text("batch", one) for one in (self.name, *self.words)}
        said = meant_text("batch", word)
        year = _YEAR.match(said)
        own = year and self._is_of(int(year[1])) and said[year.end() :] in known
        return said in known or bool(own) or self._has_month(said)

    def _is_of(self, year: int) -> bool:
        """Return whether the batch is one of a year: winter may end in the next one."""
        return self.graduation is not None and year == _middle(self.graduation).year

    def _has_month(self, said: str) -> bool:
        found = _MONTH.fullmatch(said)
        if not found or self.graduation is None:
            return False
        return date(int(found[1]), int(found[2]), 15) in self.graduation


def _middle(span: Span) -> date:
    return date.fromordinal((span.first.toordinal() + span.last.toordinal()) // 2)


def usual(year: int) -> tuple[Batch, ...]:
    """The four batches of a year, for params that name none."""
    ends = ((year, 5), (year, 9), (year, 11), (year + 1, 2))
    starts = ((year - 1, 12), *ends[:-1])
    return tuple(
        Batch(name=name, graduation=Span(first=date(*start, 1), last=_day_before(*end)))
        for name, start, end in zip(("春季", "夏季", "秋季", "冬季"), starts, ends, strict=True)
    )


def _day_before(year: int, month: int) -> date:
    return date.fromordinal(date(year, month, 1).toordinal() - 1)


def named(batches: Sequence[Batch], word: str) -> Batch | None:
    """The batch that a word names, None for none."""
    return next((one for one in batches if word and one.is_called(word)), None)


def on(batches: Sequence[Batch], day: date) -> Batch | None:
    """The batch to which a day of graduation belongs, None for none."""
    return next((one for one in batches if one.graduation and day in one.graduation), None)
