"""Several processes at once: results in order, or whichever is ready first."""

import threading
from collections.abc import Callable, Iterator

import pytest

from gradrecon.sheets.process.limits import DEFAULT
from gradrecon.sheets.process.pool import read_any, read_each
from gradrecon.sheets.process.sandbox import Sandbox


def test_results_are_handed_on_as_they_are_ready() -> None:
    quick_was_handed_on = threading.Event()

    def work(file: str, sandbox: Sandbox) -> str:
        if file == "slow":
            assert quick_was_handed_on.wait(10)
        return file

    results = read_any(work, ["slow", "quick"], DEFAULT, 2)
    assert next(results) == "quick"
    quick_was_handed_on.set()
    assert list(results) == ["slow"]


def test_results_are_handed_on_in_order() -> None:
    quick_is_done = threading.Event()

    def work(file: str, sandbox: Sandbox) -> str:
        if file == "quick":
            quick_is_done.set()
        else:
            assert quick_is_done.wait(10)
        return file

    assert list(read_each(work, ["slow", "quick"], DEFAULT, 2)) == ["slow", "quick"]


@pytest.mark.parametrize("read", [read_each, read_any])
def test_what_goes_wrong_is_raised_where_results_are_asked_for(
    read: Callable[..., Iterator[str]],
) -> None:
    first_was_handed_on = threading.Event()

    def work(file: str, sandbox: Sandbox) -> str:
        if file == "second":
            assert first_was_handed_on.wait(10)
            raise ValueError(file)
        return file

    results = read(work, ["first", "second"], DEFAULT, 1)
    assert next(results) == "first"
    first_was_handed_on.set()
    with pytest.raises(ValueError, match="second"):
        next(results)


@pytest.mark.parametrize("read", [read_each, read_any])
def test_without_files_there_is_nothing(read: Callable[..., Iterator[str]]) -> None:
    def work(file: str, sandbox: Sandbox) -> str:
        raise AssertionError(file)

    assert list(read(work, [], DEFAULT, 2)) == []
