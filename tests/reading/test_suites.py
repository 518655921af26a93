"""The harness for test suites of other libraries, on a few files; folders of them: bench."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[1]
BROKEN = TESTS / "broken_files"
FILES = [BROKEN / name for name in ("title.xlsx", "error_value.xlsx", "plain.xls", "cut.xlsx")]


@pytest.fixture
def suites(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(TESTS / "bench")
    return importlib.import_module("suites")


def test_files_end_in_rows_or_an_error_and_readers_agree(suites: ModuleType) -> None:
    outcome = suites.read_all(BROKEN, FILES)
    assert outcome.ends["读出"] == 3 and sum(outcome.ends.values()) == 4
    assert outcome.compared == 3
    assert outcome.failures == outcome.differing == []


def test_a_cell_that_two_others_read_otherwise_is_told(
    suites: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suites, "cells_of", lambda sheet: {(0, 0): "别的"})
    outcome = suites.read_all(BROKEN, FILES[:1])
    assert outcome.differing[0].startswith("title.xlsx!Sheet1") and "'别的'" in outcome.differing[0]
