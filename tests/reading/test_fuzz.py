"""A short run of the fuzzing; the long one is `python tests/bench/fuzz_reading.py`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def fuzzing():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("fuzz", TESTS / "bench" / "fuzz_reading.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_mutations_end_in_rows_or_in_a_clear_error(fuzzing: ModuleType) -> None:
    files = [path for path in sorted((TESTS / "broken_files").iterdir()) if path.suffix != ".py"]
    small = [path for path in files if path.is_file() and path.stat().st_size < 30_000]
    # Seconds are measured by the long run, on a machine that does nothing else.
    outcome = fuzzing.fuzz(small, 200, seed=7, seconds=60)
    assert outcome.failures == []
    assert outcome.ends["读出"] > 5 and len(outcome.ends) > 5


def test_a_mutation_can_be_had_again(fuzzing: ModuleType) -> None:
    content = (TESTS / "broken_files" / "title.xlsx").read_bytes()
    assert fuzzing.mutation(content, 5) == fuzzing.mutation(content, 5) != content
