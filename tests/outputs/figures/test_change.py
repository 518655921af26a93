"""What the reports say of the time since an earlier run: the difference of the two, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gradrecon.checklist.sent import Sent
from gradrecon.history.past import Past
from gradrecon.outputs.figures import change
from gradrecon.outputs.figures import counts as figures
from gradrecon.outputs.pages import charts
from gradrecon.outputs.pages.report import CollegeReport, SchoolReport
from gradrecon.run import earlier_runs
from gradrecon.run.run import Run

KEY = "0123456789abcdef"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, new_world: Callable[[], Any]) -> Path:
    """Results of a run on 2025-03-03, when 1001 disputed the picture and 1002 had none."""
    folder = tmp_path_factory.mktemp("out")
    world = new_world().set("chsi", "1001", word="有误").drop("studio", "1002")
    run = replace(world.drop("chsi", "1002").run("2025-03-03"), sent=Sent(KEY))
    earlier_runs.keep(run, folder, folder)
    return folder


@pytest.fixture
def later(out: Path, new_world: Callable[[], Any]) -> Run:
    """The run of 2025-03-07: 1001 is done, 1002 still has no picture, 1003 is disputed."""
    world = new_world().set("chsi", "1003", word="有误").drop("studio", "1002")
    run = replace(world.drop("chsi", "1002").run("2025-03-07"), sent=Sent(KEY))
    return earlier_runs.with_past(run, out)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_without_history_there_is_one_quiet_line(late_run: Run) -> None:
    for report in (SchoolReport(late_run), CollegeReport(late_run, "01")):
        assert text_of(report.since.html) == "还没有更早的运行可以比较。 怎样算上次"


def test_the_school_report_says_what_is_new_and_what_is_no_more(later: Run) -> None:
    told = text_of(SchoolReport(later).since.html)
    assert "上次 是截至 2025年3月3日 。" in told
    assert "可报库 2 2 +1 −1" in told
    assert "有风险 2 2 +1 −1" in told
    assert "学信网校对 +1 −1 +1 −1" in told
    assert "图像采集 — — — —" in told
    assert "宇航学院 +1 — — −1" in told
    assert "机电学院 — −1 +1 —" in told


def test_a_college_report_speaks_of_that_college_only(later: Run) -> None:
    told = text_of(CollegeReport(later, "01").since.html)
    assert "可报库 1 2 +1 —" in told
    assert "机电学院" not in told


def test_the_numbers_are_those_of_the_report(later: Run) -> None:
    found, totals = change.change(later), figures.totals(later)
    assert found is not None
    assert (found.ready.now, found.at_risk.now) == (totals.ready, totals.at_risk)
    assert found.students.now == totals.students
    assert found.open.now == (later.findings["state"] != "settled").sum()
    for row in (found.students, found.ready, found.at_risk, found.open):
        assert row.now - row.then == row.more - row.less


def test_nothing_new_is_said_in_a_word(later: Run, out: Path) -> None:
    then = later.past.last
    same = replace(later, past=replace(later.past, last=earlier_runs.now(later)))
    assert then is not None
    assert "与那时相比没有变化" in SchoolReport(same).since.html
    assert "<th" not in SchoolReport(same).since.html.split("<figure>")[0]


def test_records_that_cannot_be_read_are_mentioned(later: Run) -> None:
    lost = replace(later, past=Past(unread=2))
    told = text_of(SchoolReport(lost).since.html)
    assert "还没有更早的运行可以比较" in told
    assert "以前的运行记录有 2 份读不了" in told


def test_the_way_there_is_drawn_told_and_tabled(later: Run) -> None:
    html = SchoolReport(later).since.html
    points = change.trend(later)
    assert list(points.index) == [date(2025, 3, 3), date(2025, 3, 7)]
    assert 'aria-label="可报库和有风险的人数随时间变化的折线图，共2次。3月3日可报库2人' in html
    table = html.split("<details>")[1]
    assert re.findall(r'<td class="n">(\d+)</td>', table)[:6] == ["2", "2", "4", "2", "2", "4"]


def test_days_too_near_each_other_are_not_all_named() -> None:
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 20), date(2025, 2, 1)]
    assert charts._days_to_name(days) == [days[0], days[2], days[3]]
