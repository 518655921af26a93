import doctest

from gradrecon import names


def test_the_examples_of_the_package_hold() -> None:
    assert doctest.testmod(names).failed == 0


def test_the_public_names_are_listed_and_there() -> None:
    assert sorted(names.__all__) == sorted(set(names.__all__))
    assert all(getattr(names, name).__doc__ for name in names.__all__ if name != "PROFILES")
