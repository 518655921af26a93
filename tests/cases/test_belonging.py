"""Whether somebody belongs to the cohort, and to which batch, in the words that offices use."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from gradrecon.cases.belonging import batch_of, leaving


def text(*values: str) -> pd.Series:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    ("word", "batch"),
    [("夏", "夏季"), ("2025年夏季", "夏季"), ("2025届夏季毕业", "夏季"), ("２０２５年６月", "夏季"),
     ("202506", "夏季"), ("2025年冬季", "冬季"), ("2026年1月", "冬季"), ("2024年12月", "春季"),
     ("2024夏季", ""), ("2026年春季", ""), ("2026年6月", ""), ("夏/秋", ""), ("第二批", "")],
)  # fmt: skip
def test_how_a_batch_may_be_called(cohort: Any, word: str, batch: str) -> None:
    assert batch_of(text(word), text(""), cohort).tolist() == [batch]


@pytest.mark.parametrize(
    ("remark", "told"),
    [("转2026届", "2026届"), ("改为2026年6月毕业", "2026年6月毕业"), ("2025届", ""),
     ("2026年1月毕业", ""), ("原2026届，提前毕业", ""), ("2027年出国", "")],
)  # fmt: skip
def test_a_later_year_in_the_remarks(cohort: Any, remark: str, told: str) -> None:
    assert leaving(text(remark), cohort).tolist() == [told]
