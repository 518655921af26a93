"""Every column of every table is explained, and nothing is explained that is not there."""

from __future__ import annotations

from typing import Any

from gradrecon.outputs.tables.columns import MEANINGS, RUNGS
from gradrecon.outputs.tables.tables import tables


def test_every_column_has_a_meaning(world: Any) -> None:
    told = {name: list(columns) for name, columns in MEANINGS.items()}
    made = {name: list(frame) for name, frame in tables(world.run()).items()}
    assert {name: sorted(columns) for name, columns in told.items()} == {
        name: sorted(columns) for name, columns in made.items()
    }


def test_every_rung_has_a_word(world: Any) -> None:
    assert set(world.run().links["rung"]) <= set(RUNGS)
