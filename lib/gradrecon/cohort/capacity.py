"""How many students can be captured in what time: what the slots are laid out by."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from gradrecon.cohort.faults import Problem, problems
from gradrecon.cohort.strict import Strict


class Capacity(Strict):
    """Section `[capacity]` of a params file.

    `per_hour`: students an hour at one camera; `stations`: cameras at a time; `minutes`: how long
    one slot is. `volunteers`: the share of those with an image who are expected to come for
    another (1.1.3). `order`: whether the largest college is laid out first, or that of the
    lowest code.
    """

    per_hour: int = Field(default=60, gt=0)
    stations: int = Field(default=3, gt=0)
    minutes: int = Field(default=30, gt=0)
    volunteers: float = Field(default=0.2, ge=0, le=1, strict=False)
    order: Literal["largest", "code"] = "largest"

    @model_validator(mode="after")
    def _takes_somebody(self) -> Self:
        if not self.per_slot():
            raise problems(Problem("minutes", f"{self.minutes} 分钟里一个人也拍不完", "更长的时段"))
        return self

    def per_slot(self, stations: int = 0) -> int:
        """Return how many students one slot takes with that many cameras (0: all there are)."""
        return self.per_hour * (stations or self.stations) * self.minutes // 60
