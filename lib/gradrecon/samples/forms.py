"""The ways in which offices write a day, a time, a name, a number: frame values to cells."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

Form = Callable[[pd.Series], pd.Series]


def as_it_is(values: pd.Series) -> pd.Series:
    """Values unchanged."""
    return values


def _of_distinct(say: Callable[..., object]) -> Form:
    """A form that says each distinct value once; missing and blank values become ""."""

    def form(values: pd.Series) -> pd.Series:
        places, distinct = pd.factorize(values)
        said = np.array([*(say(value) if value != "" else "" for value in distinct), ""], object)
        return pd.Series(said[places], index=values.index, dtype=object)

    return form


def _masked_name(name: str) -> str:
    return f"{name[0]}*{name[-1]}" if len(name) > 2 else f"{name[0]}*"


day_compact = _of_distinct(lambda day: f"{day:%Y%m%d}")
day_dashed = _of_distinct(lambda day: f"{day:%Y-%m-%d}")
day_slashed = _of_distinct(lambda day: f"{day.year}/{day.month}/{day.day}")
day_dotted = _of_distinct(lambda day: f"{day.year}.{day.month}.{day.day}")
day_chinese = _of_distinct(lambda day: f"{day.year}年{day.month}月{day.day}日")
day_true = _of_distinct(lambda day: day.date())
time_slashed = _of_distinct(
    lambda time: f"{time.year}/{time.month}/{time.day} {time.hour}:{time:%M:%S}"
)
time_dashed = _of_distinct(lambda time: f"{time:%Y-%m-%d %H:%M:%S}")
name_masked = _of_distinct(_masked_name)
number_masked = _of_distinct(lambda number: f"{number[:3]}***{number[-4:]}")
cut_to_16_bytes = _of_distinct(lambda text: text.encode("gb18030")[:16].decode("gb18030", "ignore"))
clock = _of_distinct(lambda time: time if isinstance(time, str) else f"{time.hour}:{time:%M}")
