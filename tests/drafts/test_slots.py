"""The timetable: whole slots, one after the other, nobody squeezed in, and what is lacking said."""

from __future__ import annotations

from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.cohort import Cohort
from gradrecon.drafts.slots import Timetable, lay_out
from gradrecon.errors import UsageError

SLOTS = {"中关村": 26, "良乡": 14}  # half-hours in the calendar of 2025


def needed(students: int, cohort: Cohort) -> int:
    return -(-students // cohort.capacity.per_slot())


def minutes(start: time, end: time) -> int:
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def test_the_largest_first_each_on_its_campus(taking):
    table = lay_out({"01": 50, "02": 130, "03": 10}, taking(per_hour=60, stations=2))
    assert [(one.college, one.campus, one.start, one.end) for one in table.visits] == [
        ("02", "中关村", time(8, 30), time(10, 0)),
        ("01", "中关村", time(10, 0), time(10, 30)),
        ("03", "良乡", time(8, 0), time(8, 30)),
    ]
    assert [one.students for one in table.visits] == [130, 50, 10]
    assert (table.left, table.lacks) == ((), ())


def test_by_code_where_params_say_so(taking):
    table = lay_out({"01": 50, "02": 130}, taking(stations=2, order="code"))
    assert [one.college for one in table.visits] == ["01", "02"]


def test_a_college_is_not_torn_over_a_break_that_it_can_avoid(taking):
    table = lay_out({"01": 5 * 60, "02": 4 * 60}, taking(stations=2))
    assert [(one.college, one.start) for one in table.visits] == [
        ("01", time(8, 30)), ("02", time(13, 0)),
    ]  # fmt: skip


def test_one_larger_than_a_session_comes_again_after_the_break(taking):
    table = lay_out({"01": 8 * 60}, taking(stations=2))
    assert [(one.start, one.end, one.students) for one in table.visits] == [
        (time(8, 30), time(12, 0), 7 * 60),
        (time(13, 0), time(13, 30), 60),
    ]


def test_what_finds_no_room_is_said_with_what_it_would_take(taking):
    table = lay_out({"03": 10 * 60, "08": 6 * 60}, taking(stations=2))
    assert [(one.college, one.day, one.students) for one in table.visits] == [
        ("03", date(2024, 11, 28), 8 * 60),
        ("03", date(2024, 11, 28), 2 * 60),
    ]
    assert [(one.college, one.students) for one in table.left] == [("08", 360)]
    (lack,) = table.lacks
    assert (lack.campus, lack.students, lack.hours, lack.stations) == ("良乡", 360, 1.0, 3)


def test_more_colleges_than_slots_need_more_hours_not_more_cameras(taking):
    cohort = taking(minutes=180)
    table = lay_out({one.code: 1 for one in cohort.colleges if one.campus == "良乡"}, cohort)
    (lack,) = table.lacks
    assert (len(table.visits), lack.students, lack.stations) == (2, 10, 0)


def test_a_college_without_a_campus_is_not_laid_out(cohort):
    first, *others = cohort.colleges
    lost = first.model_copy(update={"campus": None})
    moved = others[0].model_copy(update={"campus": "珠海"})
    cohort = cohort.model_copy(update={"colleges": (lost, moved, *others[1:])})
    table = lay_out({"01": 5, "02": 5, "04": 5}, cohort)
    assert [one.why for one in table.left] == [
        "参数文件里没有写这个学院的校区", "日程里没有珠海校区的采集日",
    ]  # fmt: skip
    assert [one.college for one in table.visits] == ["04"]


@given(
    st.dictionaries(st.sampled_from([f"{n:02d}" for n in range(1, 21)]), st.integers(0, 900)),
    st.integers(1, 4),
)
def test_whatever_comes_nobody_is_lost_and_no_slot_is_given_twice(taking_any, expected, stations):
    cohort = taking_any(stations)
    table = lay_out(expected, cohort)
    assert {**_sums(table), **{one.college: one.students for one in table.left}} == {
        code: students for code, students in expected.items() if students
    }
    for campus, slots in SLOTS.items():
        own = [one for one in table.visits if one.campus == campus]
        assert all((a.day, a.end) <= (b.day, b.start) for a, b in pairwise(own)), (
            "one after the other, never two at a time"
        )
        colleges = [one.college for one in own]
        assert sorted(set(colleges), key=colleges.index) == [
            code for code, after in pairwise([*colleges, ""]) if code != after
        ], "nobody comes, goes and comes again"
        here = {one.code for one in cohort.colleges if one.campus == campus}
        needs = sum(needed(n, cohort) for code, n in expected.items() if code in here)
        assert (needs <= slots) == (not any(one.college in here for one in table.left))
    for one in table.visits:
        assert one.students <= minutes(one.start, one.end) // 30 * cohort.capacity.per_slot()


@pytest.fixture(scope="module")
def taking_any(cohort):
    return lambda stations: cohort.model_copy(update={"capacity": Capacity(stations=stations)})


def _sums(table: Timetable) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in table.visits:
        sums[one.college] = sums.get(one.college, 0) + one.students
    return sums


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"stations": 0}, "capacity.stations：0 太小"),
        ({"volunteers": 1.5}, "capacity.volunteers：1.5 太大"),
        ({"order": "size"}, "没有“size”这种写法"),
        ({"per_hour": 1, "stations": 1}, "capacity.minutes：30 分钟里一个人也拍不完"),
        ({"speed": 3}, "没有这个参数"),
    ],
)
def test_faults_of_the_capacity_are_said(content_with, settings, said):
    with pytest.raises(UsageError) as caught:
        content_with(settings)
    assert said in str(caught.value)
