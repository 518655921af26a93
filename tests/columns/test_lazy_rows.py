"""Rows that are taken column by column."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.columns.lazy_rows import Rows

FRAME = pd.DataFrame({"name": ["甲", "乙", "丙", "乙"], "fee": ["20", "", "20", "30"]})


def test_chosen_rows_keep_their_ids_and_columns() -> None:
    rows = Rows(FRAME)
    paid = rows[rows["fee"] != ""]
    assert paid.index.tolist() == [0, 2, 3]
    assert paid["name"].tolist() == ["甲", "丙", "乙"]
    assert paid[paid["fee"] == "30"][["name", "fee"]].to_dict("index") == {
        3: {"name": "乙", "fee": "30"}
    }


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), max_size=3))
def test_masks_choose_as_a_frame_does(masks) -> None:
    rows, frame = Rows(FRAME), FRAME
    for mask in masks:
        held = pd.Series(mask[: len(frame)], index=frame.index, dtype=bool)
        rows, frame = rows[held], frame[held]
    pd.testing.assert_frame_equal(rows.frame, frame)
    assert (len(rows), rows.empty) == (len(frame), frame.empty)


def test_an_added_column_goes_with_its_rows() -> None:
    rows = Rows(FRAME).assign(state=pd.Series(["a", "b", "c", "d"]))
    later = rows[rows["fee"] == "20"]
    assert later["state"].tolist() == ["a", "c"]
    assert later.frame.columns.tolist() == later.columns == ["name", "fee", "state"]
    assert ("state" in later, later.get("absent", "")) == (True, "")


def test_the_first_of_each_value_and_rows_by_id() -> None:
    rows = Rows(FRAME)
    assert rows.first("name").index.tolist() == [0, 1, 2]
    assert rows[rows["name"] == "乙"].at(pd.Index([3]))["fee"].tolist() == ["30"]
