"""The drafts of the four students, or of however a test changes them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gradrecon.cohort import cohort as cohorts
from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.cohort import Cohort
from gradrecon.drafts.proposal import NEEDED, Proposal, propose

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.fixture
def proposal_of() -> Callable[[Any], Proposal]:
    """What is proposed from a world's roster and images."""

    def proposal(world: Any) -> Proposal:
        tables = world.tables()
        return propose({source.name: tables[source.name] for source in NEEDED}, world.cohort)

    return proposal


@pytest.fixture
def taking(cohort: Cohort) -> Callable[..., Cohort]:
    """The cohort with another capacity."""

    def with_capacity(**settings: Any) -> Cohort:
        return cohort.model_copy(update={"capacity": Capacity(**settings)})

    return with_capacity


@pytest.fixture
def content_with() -> Callable[[dict[str, Any]], Cohort]:
    """The cohort that params with this section `[capacity]` give."""
    content = tomllib.loads(PARAMS.read_text(encoding="utf-8"))
    return lambda settings: cohorts.parse({**content, "capacity": settings})
