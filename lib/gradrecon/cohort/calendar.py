"""The cohort's dates: capture, photo check, deadlines, and when the studio is open."""

from __future__ import annotations

from datetime import date, time
from typing import Self

from pydantic import (
    Field,
    model_validator,
)

from gradrecon.cohort.contacts import Line
from gradrecon.cohort.faults import Problem, problems, raise_any
from gradrecon.cohort.strict import Strict, Text


class Span(Strict):
    """A span of days, both ends included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise problems(
                Problem("last", f"{self.last} 早于 first {self.first}", "不早于 first 的日期")
            )
        return self

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class Hours(Strict):
    """Opening hours within one day."""

    start: time
    end: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise problems(
                Problem(
                    "end", f"{self.end:%H:%M} 不晚于 start {self.start:%H:%M}", "晚于 start 的钟点"
                )
            )
        return self


class CaptureDay(Strict):
    """One day of capture on one campus, and where there (1.3.1, 1.3.2)."""

    campus: Text
    day: date
    venue: Line = ""
    hours: tuple[Hours, ...] = Field(min_length=1, strict=False)


class Calendar(Strict):
    """The notice's dates, in the order in which they come."""

    capture: tuple[CaptureDay, ...] = Field(min_length=1, strict=False)
    chsi_check: Span
    pinyin_due: date
    return_due: date
    makeup_due: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        found = []
        if self.chsi_check.first <= self.capture_last:
            found.append(
                Problem(
                    "chsi_check.first",
                    f"{self.chsi_check.first} 不晚于采集末日 {self.capture_last}",
                    "晚于采集末日的日期",
                )
            )
        if self.return_due < self.pinyin_due:
            found.append(
                Problem(
                    "return_due",
                    f"{self.return_due} 早于拼音填报截止 {self.pinyin_due}",
                    "不早于 pinyin_due 的日期",
                )
            )
        if self.makeup_due < self.capture_last:
            found.append(
                Problem(
                    "makeup_due",
                    f"{self.makeup_due} 早于采集末日 {self.capture_last}",
                    "不早于采集末日的日期",
                )
            )
        raise_any(*found)
        return self

    @property
    def capture_first(self) -> date:
        """The first day of capture on any campus."""
        return min(day.day for day in self.capture)

    @property
    def capture_last(self) -> date:
        """The last day of capture on any campus; from the next day on only make-up remains."""
        return max(day.day for day in self.capture)


class Closure(Span):
    """Days on which the studio is shut, and why (1.5)."""

    reason: Text


class Studio(Strict):
    """When the studio is open for make-up capture, and what it charges (1.2.4, 1.5)."""

    fee: float = Field(ge=0, le=100_000)
    open_weekdays: tuple[int, ...] = Field(min_length=1, strict=False)
    hours: tuple[Hours, ...] = Field(min_length=1, strict=False)
    closures: tuple[Closure, ...] = Field(default=(), strict=False)
    holidays: tuple[date, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _weekdays(self) -> Self:
        wrong = [day for day in self.open_weekdays if day not in range(1, 8)]
        if wrong:
            raise problems(
                Problem("open_weekdays", f"{wrong} 不是星期几", "1（星期一）到 7（星期日）")
            )
        return self

    def is_open(self, day: date) -> bool:
        """Whether the studio takes pictures on that day."""
        return (
            day.isoweekday() in self.open_weekdays
            and day not in self.holidays
            and not any(day in closure for closure in self.closures)
        )
