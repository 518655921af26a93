"""Several processes at once: results in order, or whichever is ready first."""

import threading
from collections.abc import Callable, Iterator

import pytest

from gradrecon.sheets.crowd import read_any, read_each
from gradrecon.sheets.limits import DEFAULT
from gradrecon.sheets.sandbox import Sandbox


@pytest.fixture
def work() -> Callable[[str, Sandbox], str]:
    quick_is_done = threading.Event()

    def one(file: str, sandbox: Sandbox) -> str:
        if file == "slow":
            assert quick_is_done.wait(10)
        quick_is_done.set()
        return file

    return one


@pytest.mark.parametrize(
    ("read", "expected"), [(read_each, ["slow", "quick"]), (read_any, ["quick", "slow"])]
)
def test_results_come_in_order_or_as_they_are_ready(
    work: Callable[[str, Sandbox], str],
    read: Callable[..., Iterator[str]],
    expected: list[str],
) -> None:
    assert list(read(work, ["slow", "quick"], DEFAULT, 2)) == expected


@pytest.mark.parametrize("read", [read_each, read_any])
def test_what_goes_wrong_is_raised_where_results_are_asked_for(
    read: Callable[..., Iterator[str]],
) -> None:
    def work(file: str, sandbox: Sandbox) -> str:
        if file == "second":
            raise ValueError(file)
        return file

    results = read(work, ["first", "second"], DEFAULT, 1)
    assert next(results) == "first"
    with pytest.raises(ValueError, match="second"):
        next(results)


@pytest.mark.parametrize("read", [read_each, read_any])
def test_without_files_there_is_nothing(
    work: Callable[[str, Sandbox], str], read: Callable[..., Iterator[str]]
) -> None:
    assert list(read(work, [], DEFAULT, 2)) == []
