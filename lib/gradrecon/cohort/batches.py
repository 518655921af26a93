"""The batches in which a cohort graduates, in the year's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from gradrecon.cohort.calendar import Span
from gradrecon.cohort.faults import Problem, problems
from gradrecon.cohort.strict import Strict, Text

_YEAR = re.compile(r"(20\d\d)[年届]*")
_MONTH = re.compile(r"(20\d\d)[年./-]?(0?[1-9]|1[0-2])月?")


class Batch(Strict):
    """One batch: its name, other words for it, and the days of graduation that belong to it.

    `return_due`: its own day to hand in the table (2.3.2), `registration`: the day on which it is
    registered; without them the calendar's days hold.
    """

    name: Text
    words: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    graduation: Span | None = None
    return_due: date | None = None
    registration: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.return_due and self.registration and self.registration < self.return_due:
            wrong = f"{self.registration} 早于 return_due {self.return_due}"
            raise problems(Problem("registration", wrong, "不早于 return_due 的日期"))
        return self

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
