"""From a params file to a queue, and back into the next run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gradrecon.errors import DecisionsError
from gradrecon.review import Filters, open_queue
from gradrecon.run.opening import open_run
from gradrecon.samples import write_sample

PARAMS = Path(__file__).parents[2] / "params" / "2025.toml"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_sample(
        folder, students=40, colleges=2, seed=3, params=PARAMS, trouble=0.5,
        as_of=date(2024, 12, 17),
    )  # fmt: skip
    return folder / "params.toml"


@pytest.fixture(autouse=True)
def own_store(monkeypatch):
    monkeypatch.delenv("GRADRECON_DECISIONS", raising=False)


def test_what_is_decided_in_the_queue_counts_in_the_next_run(sample, clock):
    queue = open_queue(sample, reviewer="甲", clock=clock)
    queue.narrow(Filters(chapter=frozenset({"roster"})))
    decided = queue.decide("待查").finding
    found = open_run(sample).findings.set_index("finding").loc[decided]
    assert (found["state"], found["awaits"], found["verdict"]) == ("open", "pending", "待查")


def test_a_store_that_cannot_be_read_stops_the_run(sample, monkeypatch, tmp_path):
    (tmp_path / "log.db").write_bytes(b"something else" * 1000)
    monkeypatch.setenv("GRADRECON_DECISIONS", f"sqlite:///{tmp_path / 'log.db'}")
    with pytest.raises(DecisionsError, match="不是复核记录库"):
        open_run(sample)
