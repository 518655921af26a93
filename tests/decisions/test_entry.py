"""The chain: whatever is changed in it, shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gradrecon.decisions.entry import FIRST, Draft, breaks, sealed


@pytest.fixture
def chain():
    entries, previous = [], FIRST
    for seq in (1, 2, 3):
        one = Draft(
            id=f"id{seq}", reviewer="甲", finding=f"f{seq}", evidence="e", note="核对过证件"
        )
        entries.append(sealed(one, seq, previous, datetime(2025, 1, seq, tzinfo=UTC)))
        previous = entries[-1].hash
    return entries


def test_an_untouched_chain_holds(chain):
    assert breaks(chain) == []
    assert breaks([]) == []


@pytest.mark.parametrize("field", ["note", "verdict", "reviewer", "time", "evidence", "value"])
def test_a_changed_entry_shows(chain, field):
    chain[1] = replace(chain[1], **{field: "改过"})
    assert [broken.seq for broken in breaks(chain)] == [2]


def test_a_removed_entry_shows(chain):
    assert [broken.seq for broken in breaks([chain[0], chain[2]])] == [3]
    assert [broken.seq for broken in breaks(chain[1:])] == [2]


def test_an_entry_forged_with_a_right_hash_breaks_the_link(chain):
    forged = Draft(**{**vars_of_draft(chain[1]), "verdict": "无需处理"})
    chain[1] = sealed(forged, 2, chain[0].hash, datetime(2025, 1, 2, tzinfo=UTC))
    assert [broken.seq for broken in breaks(chain)] == [3]


def test_the_same_draft_at_the_same_place_and_time_has_the_same_hash(chain):
    again = sealed(Draft(**vars_of_draft(chain[0])), 1, FIRST, datetime(2025, 1, 1, tzinfo=UTC))
    assert again == chain[0]


def test_what_no_database_keeps_is_left_out_before_it_is_sealed():
    one = Draft(reviewer="甲", finding="f", evidence="e", note="一\x00二\ud800三\n四" + "长" * 3000)
    assert one.note.startswith("一二?三\n四长")
    assert len(one.note) == 2000


def vars_of_draft(entry):
    return {name: getattr(entry, name) for name in Draft.__dataclass_fields__}
