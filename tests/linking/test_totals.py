"""Every row is accounted for, whatever happens to the files (law 1)."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon.errors import TotalsError
from gradrecon.linking.totals import require_closed

PARTS = ["linked", "stray", "rejected", "out_of_scope"]
CELLS = st.sampled_from(["", "1001", "1004", "9999", "王芳", "宇航学院", "单证", "0825", "*", "是"])


@settings(max_examples=15)
@given(data=st.data())
def test_rows_in_are_rows_accounted_for(new_world, data):
    world = new_world()
    for source, frame in list(world.frames.items()):
        for _ in range(data.draw(st.integers(0, 3))):
            damage(world, data, source, len(frame))
    run = world.run()
    counts = run.counts.set_index("source")
    rows_in = {name: len(table.rows) for name, table in world.tables().items()}
    assert counts["rows_in"].to_dict() == rows_in
    assert (counts[PARTS].sum(axis=1) == counts["rows_in"]).all()
    for part, listed in (("linked", run.links), ("stray", run.strays), ("rejected", run.rejected)):
        assert listed["source"].value_counts().reindex(counts.index, fill_value=0).tolist() == (
            counts[part].tolist()
        )
    assert run.findings["finding"].is_unique
    assert len(run.progress) == 5 * len(run.cases)


def damage(world, data, source, rows):
    frame = world.frames[source]
    place = data.draw(st.integers(0, rows - 1))
    match data.draw(st.sampled_from(["cell", "repeat", "swap"])):
        case "cell":
            first = (
                1 if source == "roster" else 0
            )  # a roster row without 学号 is rejected by reading
            column = frame.columns[data.draw(st.integers(first, len(frame.columns) - 1))]
            frame.loc[place, column] = data.draw(CELLS)
        case "repeat":
            world.frames[source] = pd.concat([frame, frame.iloc[[place]]], ignore_index=True)
        case "swap":
            world.frames[source] = frame.iloc[::-1].reset_index(drop=True)


def test_totals_that_do_not_close_refuse_to_publish():
    counts = pd.DataFrame(
        [("studio", 10, 8, 1, 0, 0), ("chsi", 3, 3, 0, 0, 0)],
        columns=["source", "rows_in", *PARTS],
    )
    with pytest.raises(TotalsError, match="读入 10 行，去向合计 9 行") as caught:
        require_closed(counts)
    assert caught.value.exit_code == 6
    assert [fault.where for fault in caught.value.faults] == ["studio"]
