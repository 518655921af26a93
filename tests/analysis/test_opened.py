"""What an analyst asks of a Run: safe tables, one student, another day, a supposition."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pandas as pd
import pytest

from gradrecon import OpenedRun, Run
from gradrecon.errors import UsageError
from gradrecon.outputs.tables.tables import COLUMNS
from gradrecon.run.readiness import ready

NUMBER = re.compile(r"(?<!\d)\d{14,17}[\dXx](?!\d)")


def opened(world: Any, day: str = "2025-03-03") -> OpenedRun:
    run = world.run(day)
    return OpenedRun(**{one.name: getattr(run, one.name) for one in fields(Run)})


@pytest.fixture
def late(world: Any) -> Any:
    """机电学院 has handed in nothing, and one of its students was not photographed."""
    return world.drop("studio", "1002").drop("chsi", "1002").drop("handovers", "机电学院")


def test_nothing_that_it_shows_holds_an_identity_number_or_a_birth_date(late: Any) -> None:
    run = opened(late)
    shown = [repr(run), *(run.table(name).to_string() for name in COLUMNS)]
    shown += [getattr(run.student("1001"), name).to_string() for name in ("rows", "case", "steps")]
    assert not NUMBER.findall("\n".join(shown))
    assert not [day for day in late.frames["roster"]["birth_date"] if day in "\n".join(shown)]


def test_a_finding_about_a_birth_date_shows_where_it_stands_and_not_the_date(world: Any) -> None:
    numbers = world.frames["roster"].set_index("student_no")["id_no"]
    run = opened(world.set("roster", "1001", birth_date="1999-12-31"))
    own = run.findings.query("rule == 'roster.birth_differs'")
    shown = run.table("findings", title=False).loc[own.index]
    assert own["observed"].tolist() == ["1999-12-31"]
    assert shown["observed"].tolist() == shown["expected"].tolist() == ["（见单元格）"]
    assert shown["cell"].tolist() == own["cell"].tolist()
    assert numbers["1001"][6:14] not in run.table("findings").to_string().replace("-", "")


def test_a_finding_about_something_else_shows_what_was_seen(world: Any) -> None:
    run = opened(world.set("pinyin", "1001", name="另一人"))
    columns = ["observed", "expected"]
    assert run.findings["observed"].ne("").any()
    assert run.table("findings", title=False)[columns].equals(run.findings[columns])


def test_a_table_has_days_as_days_and_states_in_their_order(late: Any) -> None:
    steps = opened(late).table("progress")
    assert list(steps) == ["学号", "学院", "环节", "状态", "该谁办", "最晚"]
    assert pd.api.types.is_datetime64_any_dtype(steps["最晚"])
    assert list(steps["状态"].cat.categories)[:4] == ["完成", "待办", "逾期", "存疑"]
    assert list(steps["环节"].cat.categories)[:2] == ["图像采集", "学信网校对"]


def test_counts_are_numbers(late: Any) -> None:
    run = opened(late)
    assert run.table("cases")["采集次数"].tolist() == [1, 0, 1, 0]
    assert run.table("rules")["问题数"].sum() == len(run.findings)


def test_columns_keep_their_names_where_one_asks_for_them(late: Any) -> None:
    assert "last_day" in opened(late).table("progress", title=False)


def test_an_unknown_table_is_refused_with_those_there_are(world: Any) -> None:
    with pytest.raises(UsageError, match="没有这张表"):
        opened(world).table("问题")


def test_another_day_is_another_answer_from_the_same_files(late: Any) -> None:
    run = opened(late)
    assert run.at("2025-02-20").progress.equals(opened(late, "2025-02-20").progress)
    assert isinstance(run.at("2025-02-20").only("02"), OpenedRun)


def test_what_became_of_each_step_between_two_days(late: Any) -> None:
    now = opened(late)
    changed = now.at("2024-11-26").compare(now).steps
    assert changed.loc[changed["学号"] == "1002", "现状态"].tolist()[:1] == ["逾期"]
    assert now.compare(now).steps.empty


def test_a_college_that_would_hand_in_would_be_ready_but_for_who_lacks_a_picture(
    late: Any,
) -> None:
    run = opened(late)
    supposed = run.suppose(returned=["02"])
    assert ready(run.readiness)[["1002", "1003"]].tolist() == [False, False]
    assert ready(supposed.readiness)[["1002", "1003"]].tolist() == [False, True]
    assert "假设" in repr(supposed) and "假设" not in repr(run)
    assert supposed.counts.set_index("source").loc["returned", "rejected"] == 2


def test_a_source_that_were_missing_holds_everybody_back(world: Any) -> None:
    run = opened(world)
    assert ready(run.readiness).all() and not ready(run.suppose(without=["chsi"]).readiness).any()
    with pytest.raises(UsageError, match="没有这个来源"):
        run.suppose(without=["学信网"])
