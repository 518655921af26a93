"""The notebook of questions answers each of them, and what it stores names no number in full."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from gradrecon.samples import write_sample

PROJECT = Path(__file__).parents[2]
NOTEBOOK = PROJECT / "notebooks" / "questions.ipynb"
NO_QUESTION = {"parameters", "open", "load"}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after it ran over a small sample with every kind of trouble."""
    folder = tmp_path_factory.mktemp("questions")
    size = {"students": 80, "colleges": 3, "seed": 3, "trouble": 0.4}
    write_sample(folder / "sample", params=PROJECT / "params" / "2025.toml", **size)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    (told,) = [cell for cell in notebook.cells if cell["id"] == "parameters"]
    told.source = told.source.replace("params/2025.toml", str(folder / "sample" / "params.toml"))
    told.source = told.source.replace('raw = ""', f'raw = "{folder / "sample" / "raw"}"')
    yield NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(folder)}}
    ).execute()
    shutil.rmtree(folder, ignore_errors=True)


def test_each_question_takes_three_lines_at_most_below_its_sentence() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    for before, cell in pairwise(cells):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown" and re.search(r"[一-鿿]", before.source)
            assert cell.outputs == [] and cell.execution_count is None
            assert cell["id"] in NO_QUESTION or len(cell.source.splitlines()) <= 3, cell["id"]


def test_every_question_is_answered(ran: Any) -> None:
    for cell in ran.cells:
        if cell.cell_type == "code" and cell["id"] != "parameters":
            assert cell.outputs, cell["id"]
            assert not any(one.output_type in ("error", "stream") for one in cell.outputs), cell


def test_what_is_stored_holds_no_identity_number_and_no_birth_date(ran: Any) -> None:
    text = nbformat.writes(ran)
    assert re.findall(r"(?<![\d.])\d{14,17}[\dXx](?![\d.])", text) == []
    assert re.findall(r"\b(?:19[89]|200)\d-\d\d-\d\d", text) == []
