"""Columns made on several threads come back in their order, and what fails is not lost."""

from __future__ import annotations

import threading

import pytest

from gradrecon.parallel import ENOUGH, THREADS, each


@pytest.mark.parametrize("rows", [0, ENOUGH - 1, ENOUGH])
def test_results_stand_in_the_order_of_what_was_given(rows: int) -> None:
    assert each(str.upper, "columns", rows) == list("COLUMNS")


@pytest.mark.skipif(THREADS < 2, reason="one core")
def test_long_columns_are_made_side_by_side() -> None:
    both = threading.Barrier(2, timeout=10)
    assert sorted(each(lambda _: both.wait(), "ab", ENOUGH)) == [0, 1]


@pytest.mark.parametrize("rows", [0, ENOUGH])
def test_what_fails_is_raised(rows: int) -> None:
    with pytest.raises(ZeroDivisionError):
        each(lambda number: 1 // number, [1, 0], rows)
