"""How far each step is, on each day that the notice makes a difference of."""

from __future__ import annotations

from datetime import date

import pytest


def step(world, student_no, name, as_of):
    rows = world.run(as_of).progress
    row = rows[(rows["student_no"] == student_no) & (rows["step"] == name)].iloc[0]
    return row["state"], row["move"], row["last_day"]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-11-26", ("待办", "学生", "2024-11-26")),
        ("2024-11-27", ("逾期", "学生", "2025-03-30")),
        ("2024-11-29", ("逾期", "学生", "2025-03-30")),
        ("2025-02-01", ("逾期", "学生", "2025-03-30")),
        ("2025-03-31", ("逾期", "学生", "")),
    ],
)
def test_capture(world, as_of, expected):
    world.drop("studio", "1001").drop("chsi", "1001")
    assert step(world, "1001", "图像采集", as_of) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-12", ("待办", "学生", "2024-12-16")),
        ("2024-12-17", ("逾期", "学生", "2025-02-28")),
    ],
)
def test_chsi(world, as_of, expected):
    world.set("chsi", "1001", word="未校对")
    assert step(world, "1001", "学信网校对", as_of) == expected


@pytest.mark.parametrize(
    ("word", "move"), [("未采集", "采集单位"), ("制作中", "采集单位"), ("校对中", "研究生院")]
)
def test_what_chsi_says_tells_whose_move_it_is(world, word, move):
    world.set("chsi", "1001", word=word)
    assert step(world, "1001", "学信网校对", "2025-01-20") == ("逾期", move, "2025-02-28")


@pytest.mark.parametrize(
    ("as_of", "last_day"),
    [
        ("2024-12-05", "2024-12-16"),
        ("2024-12-20", "2025-02-28"),
        ("2025-01-20", "2025-03-30"),  # the studio is shut until the return is due
        ("2025-03-31", ""),
    ],
)
def test_nobody_checks_a_picture_before_it_can_be_taken(world, as_of, last_day):
    world.drop("studio", "1001").drop("chsi", "1001")
    assert step(world, "1001", "学信网校对", as_of)[2] == last_day


def test_a_disputed_photo_is_the_colleges_move(world):
    world.set("chsi", "1001", word="有误")
    assert step(world, "1001", "学信网校对", "2024-12-17")[:2] == ("存疑", "学院")


def test_who_need_not_be_captured_need_not_check(world):
    assert step(world, "1004", "图像采集", "2024-12-17")[0] == "不适用"
    assert step(world, "1004", "学信网校对", "2024-12-17")[0] == "不适用"


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-16", ("待办", "学生", "2024-12-16")),
        ("2024-12-17", ("逾期", "学院", "2025-02-28")),
    ],
)
def test_pinyin(world, as_of, expected):
    world.set("pinyin", "1001", pinyin="")
    assert step(world, "1001", "姓名拼音", as_of) == expected


def test_a_doubtful_spelling_is_disputed(world):
    world.set("pinyin", "1001", pinyin="Wang Fan")
    assert step(world, "1001", "姓名拼音", "2024-12-17")[:2] == ("存疑", "学生")


@pytest.mark.parametrize(
    ("source", "name"),
    [("studio", "图像采集"), ("chsi", "学信网校对"), ("majors", "英文专业")],
)
def test_without_its_source_a_step_has_no_data(world, source, name):
    world.drop(source)
    assert step(world, "1001", name, "2025-03-03") == ("无数据", "", "")


def test_before_its_table_is_back_nobody_has_confirmed(world):
    world.drop("returned")
    assert step(world, "1001", "信息复核", "2025-02-20") == ("待办", "学生", "2025-02-28")
    assert step(world, "1001", "信息复核", "2025-03-03")[0] == "逾期"


def test_a_college_may_not_confirm_what_it_has_filled_in(world):
    world.set("pinyin", "1001", by_college="是", confirmed="否")
    assert step(world, "1001", "姓名拼音", "2025-02-20")[0] == "逾期"


def test_two_confirmed_spellings_stay_disputed(world):
    world.frames["returned"]["pinyin"] = ""
    world.set("returned", "1001", pinyin="Wang Fan")
    assert step(world, "1001", "姓名拼音", "2025-03-03")[0] == "存疑"


@pytest.fixture
def two_batches(world):
    """1001 is of the spring batch, whose table is due and which is registered before the others."""
    spring = {"return_due": date(2025, 1, 15), "registration": date(2025, 1, 20)}
    batches = [
        one.model_copy(update=spring) if one.name == "春季" else one for one in world.cohort.batches
    ]
    world.cohort = world.cohort.model_copy(update={"batches": tuple(batches)})
    return world.set("roster", "1001", batch="春季")


@pytest.mark.parametrize(
    ("as_of", "picture", "table", "of_others"),
    [
        ("2024-12-20", "2025-01-10", ("待办", "2025-01-15"), ("待办", "2025-02-28")),
        ("2025-01-10", "2025-01-10", ("待办", "2025-01-15"), ("待办", "2025-02-28")),
        # The studio is shut from here on; the picture is for a later batch.
        ("2025-01-11", "2025-03-30", ("待办", "2025-01-15"), ("待办", "2025-02-28")),
        ("2025-01-16", "2025-03-30", ("逾期", ""), ("待办", "2025-02-28")),
        ("2025-03-01", "2025-03-30", ("逾期", ""), ("逾期", "")),
    ],
)
def test_a_batch_may_have_days_of_its_own(two_batches, as_of, picture, table, of_others):
    two_batches.drop("returned").drop("studio", "1001").drop("chsi", "1001")
    assert step(two_batches, "1001", "图像采集", as_of)[2] == picture
    state, _, last = step(two_batches, "1001", "信息复核", as_of)
    assert (state, last) == table
    state, _, last = step(two_batches, "1004", "信息复核", as_of)
    assert (state, last) == of_others


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("2025-01-10", "请在1月15日前交电子版"),
        ("2025-01-20", "请在2月28日前交电子版"),  # for the college's other students
        ("2025-03-03", "已过2月28日的期限"),
    ],
)
def test_a_college_hands_in_by_the_next_day_of_its_batches(two_batches, as_of, says):
    two_batches.drop("handovers", "宇航学院")
    assert says in two_batches.one("return.missing", as_of)["message"]


def test_who_confirms_late_is_told_the_day_of_the_own_batch(two_batches):
    for student in ("1001", "1004"):
        two_batches.set("returned", student, confirmed="")
    found = two_batches.run("2025-01-20").findings
    told = found[found["rule"] == "pinyin.unconfirmed"].set_index("student_no")["message"]
    assert "已过1月15日的期限，请学生立即确认" in told["1001"]
    assert "请学生在2月28日前确认" in told["1004"]
