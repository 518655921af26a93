"""Looking up by key: the same answers as a plain search gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.columns.lookup import owners, positions, repeated, repeated_keys, take

KEYS = st.one_of(
    st.text("0123456789X:", max_size=19),
    st.text("01", min_size=16, max_size=19),
    st.text(max_size=8),
    st.sampled_from(
        ["", "00", "99010120000101002X", "99010120000101002:", "990101200001010022", "H12345678"]
    ),
)


@given(st.lists(st.integers(0, 5)))
def test_places_that_stand_more_than_once(places) -> None:
    wanted = [places.count(place) > 1 for place in places]
    assert repeated_keys(np.array(places, dtype="int64"), 6).tolist() == wanted


@given(st.lists(KEYS), st.lists(KEYS, unique=True))
def test_positions_are_where_the_texts_are(keys, known) -> None:
    wanted = [known.index(key) if key in known else -1 for key in keys]
    found = positions(pd.Series(keys, dtype="str"), pd.Series(known, dtype="str"))
    assert found.tolist() == wanted


@given(st.lists(KEYS))
def test_repeated_as_the_texts_are(keys) -> None:
    column = pd.Series(keys, dtype="str")
    assert repeated(column).tolist() == column.duplicated(keep=False).tolist()
    assert repeated(column, keep="first").tolist() == column.duplicated().tolist()


@given(st.lists(KEYS), st.lists(KEYS))
def test_an_owner_is_the_only_one(keys, known) -> None:
    alone = [known.index(key) if key and known.count(key) == 1 else -1 for key in keys]
    found = owners(pd.Series(keys, dtype="str"), pd.Series(known, dtype="str"))
    assert found.tolist() == alone
    taken = take(pd.Series(known, dtype="str"), found, pd.RangeIndex(len(keys)))
    assert taken.tolist() == [known[place] if place >= 0 else "" for place in alone]
