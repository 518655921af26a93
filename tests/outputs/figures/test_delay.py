"""Which colleges' registration may be delayed, and why (2.3.3)."""

from __future__ import annotations

from typing import Any

from gradrecon.outputs.figures.delay import delays
from gradrecon.run.run import Run

CAME = "（收到电子版，未登记）"


def reasons(run: Run) -> dict[str, str]:
    frame = delays(run)
    return dict(zip(frame["name"], frame["reasons"], strict=True))


def test_nobody_is_in_danger_in_a_perfect_cohort(perfect_run: Run) -> None:
    assert reasons(perfect_run) == {}


def test_a_table_not_handed_in_is_named_when_its_day_is_near_and_past(world: Any) -> None:
    world.drop("handovers", "机电学院").add("handovers", college="机电学院")
    assert reasons(world.run("2025-01-10")) == {}
    assert reasons(world.run("2025-02-20")) == {"机电学院": f"核对表未交回，距期限 8 天{CAME}"}
    assert reasons(world.run("2025-03-03")) == {"机电学院": f"核对表逾期 3 天仍未交回{CAME}"}


def test_a_return_out_of_order_touches_the_whole_college(world: Any) -> None:
    world.set("handovers", "宇航学院", sealed="否")
    (row,) = delays(world.run()).itertuples()
    assert (row.college, row.reasons, row.students) == ("01", "核对表未盖章", 2)


def test_whoever_can_have_no_picture_before_the_return_delays_it(world: Any) -> None:
    world.drop("studio", "1002").drop("chsi", "1002")
    assert "没有图像" not in reasons(world.run("2025-01-10"))["机电学院"]
    assert "1 人没有图像，2月28日前已无补采集日" in reasons(world.run("2025-01-12"))["机电学院"]
    assert "1 人没有图像，只能补采集，最晚3月30日" in reasons(world.run("2025-03-03"))["机电学院"]
    assert "1 人没有图像，补采集已于3月30日结束" in reasons(world.run("2025-04-02"))["机电学院"]


def test_whom_chsi_shows_right_is_not_without_a_picture(world: Any) -> None:
    assert "没有图像" not in str(reasons(world.drop("studio", "1002").run("2025-04-02")))


def test_a_college_far_behind_is_named_long_before(late_run: Run) -> None:
    assert reasons(late_run) == {
        "宇航学院": "有风险的学生占 100%",
        "机电学院": "有风险的学生占 50%",
    }
