"""The leaders' page: an executed notebook as one offline HTML file, without its code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from gradrecon.outputs.pages.report import stylesheet

# Cells with this tag are for readers of the notebook itself: parameters, set-up, instructions.
NOTEBOOK_ONLY = "notebook-only"
_TEMPLATES = Path(__file__).parent / "templates"
_one_at_a_time = Lock()  # an exporter keeps what it is at work on


def write_page(notebook: Any, page: Path, *, title: str) -> None:
    """Write the page of an executed notebook's node: its sentences and its results.

    The same notebook and title give the same bytes. Nothing in it is loaded from anywhere, and
    nothing runs: a content security policy forbids both.
    """
    page.write_text(html(notebook, title), encoding="utf-8", newline="\n")


def html(notebook: Any, title: str) -> str:
    """The page of an executed notebook's node, as text."""
    resources = {
        "title": title,
        "style": stylesheet(),
        "sections": list(_sections(notebook.cells)),
    }
    from nbconvert import TemplateExporter

    with _one_at_a_time:
        # What HTMLExporter adds is for Jupyter's own templates, and parses the page once more.
        text, _ = TemplateExporter.from_notebook_node(_exporter(), notebook, resources)
    return str(text)


@cache
def _exporter() -> Any:
    """What renders our template, compiled once; it checks a notebook once, not ten times."""
    from nbconvert import HTMLExporter

    return HTMLExporter(
        template_name="leaders",
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_anchor_links=True,
        optimistic_validation=True,
    )


def _sections(cells: Iterable[Any]) -> Iterable[list[Any]]:
    """The cells for the page, each Markdown cell beginning a section."""
    section: list[Any] = []
    for cell in cells:
        if {NOTEBOOK_ONLY, "parameters", "injected-parameters"} & set(
            cell.metadata.get("tags", ())
        ):
            continue
        if cell.cell_type == "markdown" and section:
            yield section
            section = []
        section.append(cell)
    if section:
        yield section
