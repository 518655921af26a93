"""A sample without trouble: nobody can be registered before the returns, everybody after."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gradrecon.reading import read_folder
from gradrecon.run.readiness import complete, ready
from gradrecon.run.reconcile import reconcile
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[3] / "params" / "2025.toml"


@pytest.mark.parametrize(("day", "share"), [(date(2025, 2, 10), 0), (date(2025, 3, 4), 1)])
def test_nobody_before_and_everybody_after(
    tmp_path: Path, cohort: Any, day: date, share: int
) -> None:
    write_sample(
        tmp_path,
        students=12,
        colleges=2,
        seed=3,
        params=PARAMS,
        trouble=0,
        as_of=day,
        raw_only=True,
    )
    tables = read_folder(tmp_path, cohort).require()
    said = reconcile(cohort, tables, as_of=day).readiness
    assert ready(said).mean() == complete(said).mean() == share
