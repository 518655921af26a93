"""A cohort in which things are late, for the reports, and the page of a report without a kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat.v4 as v4
import pytest

from gradrecon.cohort.cohort import Cohort
from gradrecon.outputs.pages.page import html
from gradrecon.outputs.pages.report import CollegeReport, Report, SchoolReport
from gradrecon.run.run import Run

SECTIONS = {
    SchoolReport: (
        "summary",
        "calls",
        "completion",
        "colleges",
        "late",
        "delays",
        "since",
        "received",
    ),
    CollegeReport: ("summary", "moves", "compared", "late", "findings", "delays", "since"),
}


@pytest.fixture(scope="session")
def known_runs() -> dict[str, Run]:
    """Runs already made: a Run never changes, so that tests share it."""
    return {}


@pytest.fixture
def late_run(world: Any, known_runs: dict[str, Run]) -> Run:
    """On 2024-12-17: 1002 has no picture, 1001 has not checked it, 1004 gave no pinyin."""
    if "late" not in known_runs:
        world.drop("studio", "1002").drop("chsi", "1002").drop("handovers").drop("returned")
        world.set("chsi", "1001", word="未校对", checked="").drop("pinyin", "1004")
        known_runs["late"] = world.run("2024-12-17")
    return known_runs["late"]


@pytest.fixture
def world_of(cohort: Cohort, world: Any) -> Callable[[], Any]:
    """The same four students as often as a property test needs them afresh."""
    return lambda: type(world)(cohort)


@pytest.fixture
def perfect_run(world: Any, known_runs: dict[str, Run]) -> Run:
    """On 2025-03-03 everybody is done."""
    if "perfect" not in known_runs:
        known_runs["perfect"] = world.run()
    return known_runs["perfect"]


@pytest.fixture(scope="session")
def page_of() -> Callable[[Report], str]:
    """The page that a report's notebook would make, every section of it."""

    def page(report: Report) -> str:
        names = (*SECTIONS[type(report)], "method", "definitions")
        outputs = [
            v4.new_output("display_data", {"text/html": getattr(report, n).html}) for n in names
        ]
        cells = [
            cell
            for name, output in zip(names, outputs, strict=True)
            for cell in (
                v4.new_markdown_cell(f"## {name}"),
                v4.new_code_cell(f"report.{name}", outputs=[output]),
            )
        ]
        return html(v4.new_notebook(cells=cells), "2025届报库进度")

    return page


@pytest.fixture(scope="session")
def sections_of() -> Callable[[Report], str]:
    """Every section of a report, as its notebook shows it and its page has it."""

    def sections(report: Report) -> str:
        names = (*SECTIONS[type(report)], "method", "definitions")
        return "\n".join(getattr(report, name).html for name in names)

    return sections
