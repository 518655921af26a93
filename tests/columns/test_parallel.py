"""Columns made on several threads come back in their order, and what fails is not lost."""

from __future__ import annotations

import threading
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.columns import parallel
from gradrecon.columns.arrow import constant
from gradrecon.columns.parallel import ENOUGH, THREADS, by_parts, each, together
from gradrecon.reading import read_folder
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.mark.parametrize("rows", [0, ENOUGH - 1, ENOUGH])
def test_results_stand_in_the_order_of_what_was_given(rows: int) -> None:
    assert each(str.upper, "columns", rows) == list("COLUMNS")


@pytest.mark.parametrize("rows", [0, ENOUGH])
def test_what_is_made_together_keeps_its_name(rows: int) -> None:
    assert list(together(rows, b=lambda: 1, a=lambda: 2).items()) == [("b", 1), ("a", 2)]


@pytest.mark.skipif(THREADS < 2, reason="one core")
def test_long_columns_are_made_side_by_side() -> None:
    both = threading.Barrier(2, timeout=10)
    assert sorted(each(lambda _: both.wait(), "ab", ENOUGH)) == [0, 1]


@pytest.mark.parametrize("rows", [0, 1, ENOUGH - 1, ENOUGH, ENOUGH + 1])
def test_a_column_in_parts_is_the_same_column(rows: int) -> None:
    words = constant("wang", rows)
    assert by_parts(pc.utf8_upper, words).equals(constant("WANG", rows))


@pytest.mark.parametrize("rows", [0, ENOUGH])
def test_what_fails_is_raised(rows: int) -> None:
    with pytest.raises(ZeroDivisionError):
        each(lambda number: 1 // number, [1, 0], rows)


def test_a_cohort_is_reconciled_to_the_same_on_several_threads(tmp_path, monkeypatch) -> None:
    write_sample(tmp_path, students=600, colleges=5, seed=3, trouble=0.3, params=PARAMS)
    cohort = cohorts.load(tmp_path / "params.toml")
    tables = read_folder(tmp_path / "raw", cohort).tables
    alone = reconcile(cohort, tables, as_of=cohort.as_of)
    monkeypatch.setattr(parallel, "ENOUGH", 0)
    together = reconcile(cohort, tables, as_of=cohort.as_of)
    frames = [
        one.name for one in fields(alone) if isinstance(getattr(alone, one.name), pd.DataFrame)
    ]
    assert "findings" in frames
    for name in frames:
        pd.testing.assert_frame_equal(getattr(alone, name), getattr(together, name))
