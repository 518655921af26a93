"""Samples to look at, made once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gradrecon.samples import Sample, make_cohort

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"
LATE = date(2025, 3, 3)

Make = Callable[..., Sample]


@pytest.fixture(scope="session")
def params_file() -> Path:
    return PARAMS


@pytest.fixture(scope="session")
def base(params_file: Path) -> Mapping[str, Any]:
    return tomllib.loads(params_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def make(base: Mapping[str, Any]) -> Make:
    """A sample of 300 students in 6 colleges, late and without trouble, unless said otherwise."""

    def made(**differs: Any) -> Sample:
        usual = {"students": 300, "colleges": 6, "seed": 1, "trouble": 0.0, "as_of": LATE}
        return make_cohort(base, **{**usual, **differs})

    return made
