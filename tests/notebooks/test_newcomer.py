"""The newcomer's notebook runs anywhere, in a folder of its own, and shows what it says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

PROJECT = Path(__file__).parents[2]
NOTEBOOK = PROJECT / "notebooks" / "newcomer.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after it ran in an empty folder: a fresh checkout has no data either."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    folder = str(tmp_path_factory.mktemp("newcomer"))
    return NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()


def shown(notebook: Any, cell_id: str) -> str:
    """What a cell shows, without markup, a line for each row of a table."""
    (cell,) = [cell for cell in notebook.cells if cell["id"] == cell_id]
    (output,) = cell.outputs
    rows = output.data.get("text/html", output.data["text/plain"]).split("</tr>")
    return "\n".join(" ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", row, flags=re.S).split())
                     for row in rows)  # fmt: skip


def test_it_holds_no_logic_and_each_cell_stands_below_a_sentence() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    for before, cell in pairwise(cells):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown" and re.search(r"[一-鿿]", before.source)
            assert len(cell.source.splitlines()) <= 12
            assert not re.search(r"\b(def|class|for|while|if|lambda|try)\b", cell.source)


def test_the_decision_settles_the_finding_and_one_fewer_is_at_risk(ran: Any) -> None:
    assert "待处理" in shown(ran, "findings") and "存疑" in shown(ran, "steps")
    assert "已处理" in shown(ran, "after") and "存疑" not in shown(ran, "after-steps")
    before, after = (line.split()[3] for line in shown(ran, "numbers").splitlines()[1:3])
    assert int(after) == int(before) - 1


def test_every_cell_shows_something_short_and_no_number_in_full(ran: Any) -> None:
    for cell in ran.cells:
        if cell.cell_type == "code" and cell["id"] != "store":
            assert 0 < len(shown(ran, cell["id"]).splitlines()) <= 45, cell["id"]
    assert re.findall(r"(?<![\d.])\d{14,17}[\dXx](?![\d.])", nbformat.writes(ran)) == []
