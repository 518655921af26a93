"""Who must be called, about what, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gradrecon.cohort.cohort import Cohort
from gradrecon.outputs.figures.urgency import (
    calls,
    due,
    next_deadline,
    next_moves,
    not_called,
    others,
)
from gradrecon.run.run import Run
from gradrecon.vocabulary import Move, State, Step


@pytest.mark.parametrize(
    ("as_of", "last", "said", "act_by", "note"),
    [
        ("2024-11-20", "2024-11-28", "11月28日", "2024-11-28", "错过只能补采集"),
        (
            "2024-12-17", "2025-03-30", "3月30日", "2025-01-10",
            "1月11日至2月28日停办，宜在1月10日前采",
        ),
        ("2025-01-20", "2025-03-30", "3月30日", "2025-03-30", "现在停办，3月1日起可采"),
        ("2025-03-03", "2025-03-30", "3月30日", "2025-03-30", ""),
    ],
)  # fmt: skip
def test_the_studio_s_closures_stand_beside_the_last_day(
    cohort: Cohort, as_of: str, last: str, said: str, act_by: str, note: str
) -> None:
    found = due(cohort, date.fromisoformat(as_of), Step.CAPTURE, last)
    assert (found.said, found.act_by.isoformat(), found.note) == (said, act_by, note)


def test_without_any_day_left_it_is_for_now(cohort: Cohort) -> None:
    assert due(cohort, date(2025, 4, 1), Step.CAPTURE, "").said == "立即"


def test_days_left_are_counted(cohort: Cohort) -> None:
    assert due(cohort, date(2024, 12, 17), Step.PINYIN, "2025-02-28").left == 73


def test_the_most_urgent_move_comes_first(late_run: Run) -> None:
    first, *others = next_moves(late_run)
    assert (first.step, first.state, first.students, first.move) == (
        Step.CAPTURE,
        State.OVERDUE,
        1,
        Move.STUDENT,
    )
    assert first.due.said == "3月30日"
    days = [one.due.act_by for one in others]
    assert days == sorted(days)


def test_nothing_is_left_to_do_in_a_perfect_cohort(perfect_run: Run) -> None:
    assert next_moves(perfect_run) == []
    assert calls(perfect_run) == []


def test_every_undone_step_of_every_student_is_in_a_move(late_run: Run) -> None:
    steps = late_run.progress
    undone = steps["state"].isin((State.DUE, State.OVERDUE, State.DISPUTED)).sum()
    assert sum(one.students for one in next_moves(late_run)) == undone


def test_the_college_of_which_most_waits_is_called_first(late_run: Run) -> None:
    first, second = calls(late_run)
    assert (first.name, first.waiting, first.students) == ("宇航学院", 2, 2)
    assert [topic.step for topic in second.topics] == [Step.CAPTURE, Step.CHSI]


def test_a_call_is_also_about_what_is_due_in_days(world: Any) -> None:
    world.set("pinyin", "1004", confirmed="").drop("returned")
    world.set("chsi", "1001", word="有误").drop("handovers", "宇航学院")
    far, near = (calls(world.run(day))[0].topics for day in ("2025-01-10", "2025-02-20"))
    assert [topic.step for topic in far] == [Step.CHSI]
    assert [topic.step for topic in near] == [Step.CHSI, Step.INFO]
    assert [(move.state, move.what) for move in near[1].moves] == [
        (State.DUE, "复核信息核对表"),
        (State.DUE, "核对表未交回"),
    ]


def test_no_college_is_called_about_what_the_graduate_school_must_do(world: Any) -> None:
    run = world.set("majors", "0825", major_en="").run("2025-03-03")
    assert calls(run) == []
    assert [(one.move, one.what, one.students) for one in others(run)] == [
        (Move.SCHOOL, "补齐英文专业对照表", 2)
    ]


def test_a_college_whose_table_is_not_there_waits_as_a_whole(world: Any) -> None:
    world.set("chsi", "1001", word="有误").drop("handovers", "机电学院")
    first, second = calls(world.run("2025-03-03"))
    assert (first.name, first.waiting, first.share) == ("机电学院", 2, 1)
    assert (second.name, second.waiting, second.share) == ("宇航学院", 1, 0.5)


def test_of_colleges_out_of_order_those_without_any_table_come_first(world: Any) -> None:
    world.set("handovers", "宇航学院", sealed="否").set("chsi", "1001", word="有误")
    first, second = calls(world.drop("handovers", "机电学院").run("2025-03-03"))
    assert [(one.name, one.share) for one in (first, second)] == [("机电学院", 1), ("宇航学院", 1)]
    assert [topic.step for topic in second.topics] == [Step.INFO, Step.CHSI]


def test_on_the_day_it_is_due_every_college_without_a_good_table_is_named(world: Any) -> None:
    world.set("handovers", "宇航学院", sealed="否").drop("handovers", "机电学院")
    world.add("roster", student_no="1005", name="孙勇", college="材料学院", major_code="0825",
              major="航空宇航", batch="夏季", status="注册学籍", certificates="双证")  # fmt: skip
    world.add("handovers", college="材料学院", electronic_on="2025-02-20")
    found = calls(world.run("2025-02-28"), count=1)
    assert [(one.name, one.waiting) for one in found] == [
        ("机电学院", 2),
        ("宇航学院", 2),
        ("材料学院", 1),
    ]


def test_after_the_last_make_up_day_nobody_is_sent_to_the_studio(world: Any) -> None:
    run = world.drop("studio", "1002").drop("chsi", "1002").run("2025-04-02")
    told = [one.what for one in next_moves(run) if one.step is Step.CAPTURE]
    assert told == ["补采集已结束，联系学院报研究生院"]


def test_a_call_tells_apart_who_has_no_picture_to_check(world: Any) -> None:
    world.drop("studio", "1002").drop("chsi", "1002").set("chsi", "1003", word="")
    run = world.run("2025-02-07")
    days = {one.due.day for one in next_moves(run) if one.step is Step.CHSI}
    (topic,) = (one for one in calls(run)[0].topics if one.step is Step.CHSI)
    assert len(days) == 2
    assert [(one.what, one.students) for one in topic.moves] == [
        ("登录学信网校对图像", 1),
        ("采集后再校对图像", 1),
    ]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (
            "2024-11-25",
            {"12月11日起登录学信网校对图像", "采集后再校对图像", "12月17日起复核信息核对表"},
        ),
        ("2024-12-11", {"登录学信网校对图像", "采集后再校对图像", "12月17日起复核信息核对表"}),
        ("2024-12-17", {"登录学信网校对图像", "采集后再校对图像", "复核信息核对表"}),
        ("2025-03-31", {"登录学信网校对图像", "与图像采集一并处理", "复核信息核对表"}),
    ],
)
def test_nobody_is_asked_for_what_cannot_be_done_yet(world: Any, as_of: str, told: set) -> None:
    world.drop("studio", "1001").drop("chsi", "1001").set("chsi", "1002", word="未校对")
    moves = next_moves(world.drop("returned").run(as_of))
    assert {one.what for one in moves if one.step in (Step.CHSI, Step.INFO)} == told


def test_only_so_many_colleges_are_called(late_run: Run) -> None:
    assert len(calls(late_run, count=1)) == 1


def test_a_table_that_is_not_in_order_is_the_college_s_move(world: Any) -> None:
    world.set("handovers", "宇航学院", sealed="否")
    (move,) = next_moves(world.run().only("01"))
    assert (move.what, move.students, move.colleges) == ("核对表未盖章", 0, 1)
    assert move.state is State.DISPUTED


def test_on_the_day_every_college_without_its_table_is_named(world: Any) -> None:
    world.drop("handovers").add("handovers", college="机电学院", electronic_on="2025-02-27")
    run = world.set("chsi", "1001", word="有误").run("2025-02-28")
    assert [one.name for one in calls(run, count=1)] == ["宇航学院", "机电学院"]
    assert not_called(run, count=1) == 0


def test_how_many_more_could_be_called(late_run: Run) -> None:
    assert (len(calls(late_run, count=1)), not_called(late_run, count=1)) == (1, 1)


@pytest.mark.parametrize(
    ("as_of", "deadline"),
    [
        ("2024-11-20", (date(2024, 11, 26), "部分学院集中采集结束")),
        ("2024-12-12", (date(2024, 12, 16), "学信网图像校对截止")),
        ("2025-02-20", (date(2025, 3, 30), "补采集结束")),
        ("2025-03-31", None),
    ],
)
def test_the_next_deadline_is_that_of_what_is_open(
    world: Any, as_of: str, deadline: tuple[date, str] | None
) -> None:
    run = world.drop("studio", "1002").drop("chsi", "1002").run(as_of)
    assert next_deadline(run) == deadline
