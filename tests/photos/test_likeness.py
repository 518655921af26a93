"""Like pictures are found, all of them and no others, however they were encoded."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.photos.likeness import as_letters, groups, like_pairs
from gradrecon.photos.picture import read_picture
from gradrecon.sheets import Limits


def differing(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


# Few distinct bytes, so that near and equal parts occur.
hashes = st.lists(
    st.lists(st.sampled_from([0, 1, 3, 255]), min_size=4, max_size=4).map(bytes),
    max_size=12,
    unique=True,
)


@given(hashes, st.integers(0, 8))
def test_exactly_the_pairs_that_a_look_at_every_pair_finds(data: list[bytes], within: int) -> None:
    found = like_pairs(pd.Series([as_letters(one) for one in data], dtype="str"), within)
    expected = [
        pair
        for pair in combinations(range(len(data)), 2)
        if differing(data[pair[0]], data[pair[1]]) <= within
    ]
    assert sorted(map(tuple, found.tolist())) == expected


def test_groups_are_chained_and_equal_hashes_are_one() -> None:
    data = [b"\0", b"\xff", b"\1", b"\3", b"\0"]
    group = groups(pd.Series([as_letters(one) for one in data]), 1)
    assert group[0] == group[2] == group[3] == group[4] != group[1]


def test_thousands_of_equal_pictures_cost_no_more_than_one() -> None:
    group = groups(pd.Series(["bb" * 32] * 100_000), 10)
    assert np.unique(group).size == 1


def test_copies_are_alike_and_people_are_not(tmp_path, portrait, encode) -> None:
    def likeness(data: bytes) -> bytes:
        path = tmp_path / "照片.jpg"
        path.write_bytes(data)
        return read_picture(path, Limits(), 0).likeness

    first = likeness(encode())
    small = portrait().resize((240, 320))
    for copy in (
        encode(quality=30),
        encode(form="PNG"),
        encode(small),
        encode(portrait().convert("L")),
    ):
        assert differing(first, likeness(copy)) <= 10
    others = [likeness(encode(portrait(seed))) for seed in range(2, 8)]
    assert min(differing(first, other) for other in others) > 30
