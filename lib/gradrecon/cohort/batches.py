"""The batches in which a cohort graduates, in the year's order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from gradrecon.cohort.calendar import Span
from gradrecon.cohort.strict import Strict, Text


class Batch(Strict):
    """One batch: its name, other words for it, and the days of graduation that belong to it."""

    name: Text
    words: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    graduation: Span | None = None

    def is_called(self, word: str) -> bool:
        """Whether a word names the batch: 夏, 夏季, 夏季批次 are one."""
        from gradrecon.values.equivalent import meant_text  # with pandas, which params do without

        return meant_text("batch", word) in {
            meant_text("batch", one) for one in (self.name, *self.words)
        }


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
