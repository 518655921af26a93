"""The timetable: whole slots, one after the other, nobody squeezed in, and what is lacking said."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradrecon.cohort.calendar import CaptureDay, Hours
from gradrecon.cohort.capacity import Capacity
from gradrecon.cohort.cohort import Cohort, College
from gradrecon.drafts import timetable
from gradrecon.drafts.slots import lay_out
from gradrecon.drafts.timetable import Timetable
from gradrecon.errors import UsageError

SLOTS = {"中关村": 26, "良乡": 14}  # half-hours in the calendar of 2025


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


def test_what_is_lacking_is_enough_and_no_less_is(taking):
    expected = {"03": 700, "08": 400}
    (lack,) = lay_out(expected, taking(stations=2)).lacks
    assert not lay_out(expected, taking(stations=lack.stations)).left
    assert lay_out(expected, taking(stations=lack.stations - 1)).left
    slots = SLOTS["良乡"] + round(2 * lack.hours)
    assert (slots - 1) * 60 < 1100 <= slots * 60
    assert lack.days == 1


def test_more_small_colleges_than_slots_share_them(taking):
    cohort = taking(minutes=60, per_hour=60, stations=1)
    codes = [one.code for one in cohort.colleges if one.campus == "良乡"]
    table = lay_out(dict.fromkeys(codes, 20), cohort)
    assert len(codes) > 7
    assert (len(table.visits), table.left, table.torn) == (len(codes), (), ())
    shared = Counter((one.start, one.end) for one in table.visits)
    assert max(shared.values()) <= 3, "as many as a slot takes"
    assert len(shared) == 7, "and no more of them than must be"


def test_colleges_follow_each_other_within_slots_where_hours_are_short(taking):
    table = lay_out({"03": 270, "08": 270, "11": 300}, taking(stations=2, minutes=60, order="code"))
    assert table.left == ()
    assert sum(one.students for one in table.visits) == 840


def test_colleges_that_fit_untorn_only_in_another_order(taking):
    table = lay_out(
        {"01": 5 * 90, "02": 3 * 90, "04": 5 * 90, "05": 4 * 90, "06": 5 * 90}, taking()
    )
    assert table.torn == ()
    assert len(table.visits) == 5


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
    st.lists(st.integers(1, 6), min_size=1, max_size=5),
    st.lists(st.integers(1, 500), min_size=1, max_size=7),
    st.sampled_from(["largest", "code"]),
)
@settings(max_examples=60)
def test_whatever_comes_none_is_torn_that_fits_and_none_left_out_that_fits(
    calendar_of, sessions, students, order
):
    cohort = calendar_of(sessions, len(students), order)
    expected = {f"{place:02}": number for place, number in enumerate(students, 1)}
    table, space = lay_out(expected, cohort), [90 * slots for slots in sessions]
    assert {**_sums(table), **{one.college: one.students for one in table.left}} == expected
    assert bool(table.left) == (sum(students) > sum(space))
    for place, slots in enumerate(sessions):
        _require_room(table, date(2024, 11, 1 + place), slots)
    if not table.left:
        assert (table.torn == ()) == _fit_whole(tuple(sorted(students, reverse=True)), space)
        assert table.proven


@pytest.fixture(scope="module")
def calendar_of(cohort):
    """A cohort with one session a day, of so many half-hours, and so many colleges."""

    def made(sessions: list[int], count: int, order: str) -> Cohort:
        days = tuple(
            CaptureDay(
                campus="甲",
                day=date(2024, 11, day),
                hours=(Hours(start=time(8), end=time(8 + slots // 2, slots % 2 * 30)),),
            )
            for day, slots in enumerate(sessions, 1)
        )
        colleges = tuple(
            College(code=f"{place:02}", name=f"第{place}学院", campus="甲")
            for place in range(1, count + 1)
        )
        update = {
            "calendar": cohort.calendar.model_copy(update={"capture": days}),
            "colleges": colleges,
            "capacity": Capacity(order=order),
        }
        return cohort.model_copy(update=update)

    return made


def _fit_whole(students: tuple[int, ...], space: list[int]) -> bool:
    """Whether all can be put somewhere whole, by trying everything."""
    if not students:
        return True
    first, *rest = students
    tried = {free: place for place, free in enumerate(space) if first <= free}
    return any(
        _fit_whole(tuple(rest), [*space[:place], free - first, *space[place + 1 :]])
        for free, place in tried.items()
    )


def _require_room(table: Timetable, day: date, slots: int) -> None:
    """No half-hour of a day gets more students than the cameras take."""
    free = [90] * slots
    own = [one for one in table.visits if one.day == day]
    for one in sorted(own, key=lambda one: (one.start, one.end)):
        first, last = (minutes(time(8), at) // 30 for at in (one.start, one.end))
        rest = one.students
        for place in range(first, last):
            taken = min(rest, free[place])
            free[place], rest = free[place] - taken, rest - taken
        assert not rest


def test_forty_colleges_are_laid_out_in_a_moment(calendar_of):
    rng = random.Random(5)
    for _ in range(10):
        sessions = [rng.randint(4, 8) for _ in range(8)]
        cohort = calendar_of(sessions, 40, "largest")
        weights = [rng.random() ** 3 + 0.02 for _ in range(40)]
        share = 0.97 * 90 * sum(sessions) / sum(weights)
        expected = {f"{n:02}": max(1, int(share * one)) for n, one in enumerate(weights, 1)}
        table = lay_out(expected, cohort)
        assert not table.left and not any(
            expected[code] <= 90 * max(sessions) for code in table.torn
        )


def _printed(table: Timetable) -> dict[str, list[timetable.Hours]]:
    return {one.college: [timetable.Hours(one.day, one.start, one.end)] for one in table.visits}


def test_a_printed_timetable_stands_as_long_as_it_holds(taking):
    before = lay_out({"01": 130, "02": 70, "04": 50}, taking(stations=2))
    after = lay_out({"01": 120, "02": 90, "04": 60}, taking(stations=2), _printed(before))
    assert _printed(after) == _printed(before)
    assert after.moved == ()


def test_only_who_outgrew_its_time_is_moved_and_newcomers_find_what_is_free(taking):
    cohort = taking(stations=2)
    before = lay_out({"01": 130, "02": 70, "04": 50}, cohort)
    after = lay_out({"01": 190, "02": 70, "04": 50, "05": 30}, cohort, _printed(before))
    assert after.moved == ("01",)
    assert {one.college for one in after.visits} == {"01", "02", "04", "05"}
    last = lay_out({"01": 130, "02": 70, "04": 110}, cohort, _printed(before))
    assert last.moved == ("04",)
    assert [one.start for one in last.visits if one.college == "04"] == [
        one.start for one in before.visits if one.college == "04"
    ], "it only ends later"


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
