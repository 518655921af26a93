"""Made-up names with the pinyin that a careful registrar expects: by hand, put together by rule."""

import measure_names
import pytest


@pytest.fixture(scope="session")
def pairs() -> list[tuple[str, str]]:
    """Every surname with a given name, in turn, and every given name at least once."""
    surnames = measure_names.entries("surnames.txt")
    return measure_names.pairs(surnames, measure_names.entries("given.txt"), 1)
