"""Parties in rooms: exactly those that fit are said to fit, and each has one room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.drafts.packing import Effort, Undecided, packed


def fit(sizes: list[int], rooms: list[int]) -> bool:
    """By trying everything."""
    if not sizes:
        return True
    return any(
        fit(sizes[1:], [*rooms[:at], free - sizes[0], *rooms[at + 1 :]])
        for at, free in enumerate(rooms)
        if sizes[0] <= free
    )


@given(st.lists(st.integers(1, 12), max_size=7), st.lists(st.integers(1, 15), max_size=4))
def test_what_fits_is_packed_and_nothing_else(sizes, rooms):
    found = packed(sizes, rooms, Effort())
    assert (found is not None) == fit(sizes, rooms)
    if found is not None:
        assert len(found) == len(sizes)
        for at, space in enumerate(rooms):
            assert sum(size for size, room in zip(sizes, found, strict=True) if room == at) <= space


def test_first_come_first_served_where_that_works_out():
    assert packed([3, 2, 2], [4, 4], Effort()) == [0, 1, 1]


def test_a_search_that_takes_too_long_is_given_up():
    assert packed([2, 3, 2, 3, 2], [6, 6], Effort()) is not None
    with pytest.raises(Undecided):
        packed([2, 3, 2, 3, 2], [6, 6], Effort(1))
