"""The notebooks of the reports: thin, readable in git, and run by the plain papermill command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest

from gradrecon.outputs.pages.page import NOTEBOOK_ONLY, write_page
from gradrecon.sources import BY_NAME

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = PROJECT / "notebooks"
REPORTS = {"school": {}, "college": {"college": "02"}}
PARAMETERS = {
    "school": {"cohort": "params/2025.toml", "as_of": "", "raw": ""},
    "college": {"cohort": "params/2025.toml", "college": "05", "as_of": "", "raw": ""},
}


def notebook(name: str) -> Any:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


@pytest.mark.parametrize("name", REPORTS)
def test_it_is_valid_and_its_cells_keep_their_ids(name: str) -> None:
    nbformat.validate(notebook(name))
    content = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in content["cells"]]
    assert all(re.fullmatch(r"[a-z-]+", one) for one in ids), "ids that a diff can name"


@pytest.mark.parametrize("name", REPORTS)
def test_its_parameters_are_tagged_and_text(name: str) -> None:
    (cell,) = [cell for cell in notebook(name).cells if "parameters" in tags(cell)]
    found: dict[str, str] = {}
    exec(cell.source, {}, found)
    assert found == PARAMETERS[name]


@pytest.mark.parametrize("name", REPORTS)
def test_it_shows_and_holds_no_logic(name: str) -> None:
    for cell in notebook(name).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 6
            assert not re.search(r"\b(def|class|for|while|if|lambda|try)\b", cell.source)


@pytest.mark.parametrize("name", REPORTS)
def test_every_code_cell_stands_below_a_chinese_sentence(name: str) -> None:
    cells = notebook(name).cells
    for before, cell in pairwise(cells):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown"
            assert re.search(r"[一-鿿]", before.source)


def written(world: Any, raw: Path) -> None:
    """The four students' tables as the files that an office would send."""
    (raw / "returned").mkdir(parents=True)
    for name, frame in world.frames.items():
        source = BY_NAME[name]
        folder = raw / "returned" if name == "returned" else raw
        titles = {column.name: column.title for column in source.columns}
        frame.rename(columns=titles).to_csv(
            folder / f"{source.title}.csv", index=False, encoding="utf-8-sig"
        )


@pytest.fixture(scope="module")
def made() -> dict[str, Path]:
    """The notebooks that were run already, by name."""
    return {}


@pytest.fixture(params=REPORTS)
def executed(
    request: pytest.FixtureRequest,
    made: dict[str, Path],
    world: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A report's notebook after the plain papermill command, on 2024-12-17 with someone late."""
    name = request.param
    if name not in made:
        folder = tmp_path_factory.mktemp(name)
        world.drop("studio", "1002").drop("chsi", "1002").drop("returned", "1002")
        written(world, folder / "raw")
        given = {"cohort": "params/2025.toml", "as_of": "2024-12-17", "raw": str(folder / "raw")}
        options = [word for one in (given | REPORTS[name]).items() for word in ("-p", *one)]
        source, result = f"notebooks/{name}.ipynb", str(folder / f"{name}.ipynb")
        command = [sys.executable, "-m", "papermill", source, result, *options]
        ran = subprocess.run(
            command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False
        )
        assert ran.returncode == 0, ran.stderr
        made[name] = Path(result)
    return made[name]


def outputs(path: Path) -> list[Any]:
    cells = nbformat.read(path, as_version=4).cells
    return [output for cell in cells for output in cell.get("outputs", [])]


def test_it_runs_and_every_section_shows_something(executed: Path) -> None:
    cells = nbformat.read(executed, as_version=4).cells
    shown = [
        cell for cell in cells if cell.cell_type == "code" and cell.source.startswith("report.")
    ]
    assert shown
    for cell in shown:
        (output,) = cell.outputs
        assert output.output_type == "execute_result", cell.source
        assert '<div class="gr' in output.data["text/html"]


def test_its_results_name_nobody_and_no_machine(executed: Path, world: Any) -> None:
    text = json.dumps(outputs(executed), ensure_ascii=False)
    roster = world.frames["roster"]
    for secret in [*roster["student_no"], *roster["name"], *roster["birth_date"], *roster["id_no"]]:
        assert not re.search(rf"(?<![0-9a-f]){secret}(?![0-9a-f])", text), secret
    assert str(PROJECT) not in text
    assert str(executed.parent) not in text


def test_nothing_shaped_like_an_identity_number_is_in_it(executed: Path) -> None:
    text = executed.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\d.])\d{14,17}[\dXx](?![\d.])", text) == []


def test_its_page_has_every_section_and_no_instructions(executed: Path, tmp_path: Path) -> None:
    write_page(nbformat.read(executed, as_version=4), tmp_path / "page.html", title="一页")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for cell in nbformat.read(executed, as_version=4).cells:
        if cell.cell_type == "markdown":
            line = re.sub(r"[#`*]", "", cell.source.splitlines()[0]).strip()
            assert (line in page) != (NOTEBOOK_ONLY in tags(cell)), line
    assert "papermill" not in page
    assert "机电学院" in page
