"""Made-up names with the pinyin that a careful registrar expects: by hand, put together by rule."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _pairs(file: str) -> list[tuple[str, str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [(line.split()[0], line.split()[1]) for line in lines if line[0] != "#"]


@pytest.fixture(scope="session")
def surnames() -> list[tuple[str, str]]:
    return _pairs("surnames.txt")


@pytest.fixture(scope="session")
def given_names() -> list[tuple[str, str]]:
    return _pairs("given.txt")


@pytest.fixture(scope="session")
def pairs(
    surnames: list[tuple[str, str]], given_names: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Every surname with six given names, in turn: some 740 names."""
    return [
        (surname + given, f"{read_surname} {read_given}")
        for at, (surname, read_surname) in enumerate(surnames)
        for given, read_given in (given_names[(6 * at + k) % len(given_names)] for k in range(6))
    ]
