"""The leaders' pages as files that a browser opens: full of trouble, and with long names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gradrecon.checklist.sent import Sent
from gradrecon.cohort.cohort import Cohort
from gradrecon.outputs.pages.report import CollegeReport, Report, SchoolReport
from gradrecon.run import earlier_runs
from gradrecon.run.run import Run

LONG = "国际联合培养与前沿交叉科学技术高等研究院暨人工智能与量子信息学院"


@pytest.fixture(scope="session")
def troubled(
    cohort: Cohort, new_world: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    """On 2025-02-20, after another run: one thing late or wrong at each step, a source missing."""
    first, *others = cohort.colleges
    named = cohort.model_copy(
        update={"colleges": (first.model_copy(update={"name": LONG}), *others)}
    )
    out = tmp_path_factory.mktemp("out")
    world = type(new_world())(named)
    for name, frame in world.frames.items():
        world.frames[name] = frame.replace(first.name, LONG)
    before = replace(world.run("2025-01-08"), sent=Sent("0123456789abcdef"))
    earlier_runs.keep(before, out, out)
    world.drop("studio", "1002").drop("chsi", "1002").set("chsi", "1003", word="有误")
    world.drop("pinyin", "1004").set("majors", "0802", major_en="").drop("returned")
    world.set("handovers", LONG, sealed="否").drop("applications").drop("handovers", "机电学院")
    world.add("studio", student_no="9999", name="无此人", code="A009", taken="", fee="20")
    now = replace(world.run("2025-02-20"), sent=before.sent)
    return earlier_runs.with_past(now, out)


@pytest.fixture(scope="session", params=["school", "college"])
def address(
    request: pytest.FixtureRequest,
    troubled: Run,
    page_of: Callable[[Report], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Where the browser finds the page."""
    report = SchoolReport(troubled) if request.param == "school" else CollegeReport(troubled, "01")
    file: Path = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(page_of(report), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open the page in a window of that width and those settings, the network refused."""
    contexts: list[Any] = []

    def open_page(width: int, **settings: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
