"""Chapter capture: who was photographed, when, with which code (1.1 to 1.5)."""

from __future__ import annotations

import pytest

STUDIO_ROW = {"student_no": "1001", "name": "王*", "code": "A001", "fee": "20"}


@pytest.mark.parametrize(
    ("day", "severity", "says"),
    [
        ("2024-11-20", "notice", "11月26日结束"),
        ("2024-11-26", "notice", "11月26日结束"),
        ("2024-11-27", "error", "最近可补采集日为11月29日，最晚3月30日"),
        ("2024-12-10", "error", "最近可补采集日为12月10日，最晚3月30日"),
        ("2025-01-20", "error", "停办，最近可补采集日为3月1日，最晚3月30日"),
        ("2025-03-10", "error", "最近可补采集日为3月11日"),
        ("2025-03-31", "error", "补采集已于3月30日结束"),  # a Monday
        ("2025-04-01", "error", "补采集已于3月30日结束"),
    ],
)
def test_missing_depends_on_the_day(world, day, severity, says):
    world.drop("studio", "1001").drop("chsi", "1001")
    finding = world.one("capture.missing", day)
    assert finding["severity"] == severity
    assert says in finding["message"]


@pytest.mark.parametrize(
    ("campus", "day"), [("中关村", "11月27日"), ("良乡", "11月28日"), (None, "11月28日")]
)
def test_without_a_slot_the_campus_tells_the_last_day(world, campus, day):
    colleges = (one.model_copy(update={"campus": campus}) for one in world.cohort.colleges)
    world.cohort = world.cohort.model_copy(update={"colleges": tuple(colleges)})
    world.drop("slots").drop("studio", "1001").drop("chsi", "1001")
    assert f"{day}结束" in world.one("capture.missing", "2024-11-20")["message"]


def test_missing_speaks_only_of_those_who_must(world):
    world.drop("studio", "1003").drop("chsi", "1003")
    assert world.found() == set()
    world.drop("studio", "1001").drop("chsi", "1001")
    assert world.found() == {("capture.missing", "1001")}


@pytest.mark.parametrize("day", ["2024-12-12", "2025-03-03"])
def test_whom_chsi_shows_right_is_the_studios_to_verify(world, day):
    finding = world.drop("studio", "1001").one("capture.missing", day)
    assert finding["move"] == "采集单位"
    assert "学信网却有该生 2024-11-26 的图像，且为“正确”" in finding["message"]
    assert "最近可补采集日" not in finding["message"]


@pytest.mark.parametrize(
    "cells", [{"word": "未校对"}, {"captured_on": ""}, {"captured_on": "2021-09-01"}]
)
def test_no_right_picture_of_this_capture_is_no_picture(world, cells):
    world.drop("studio", "1001").set("chsi", "1001", **cells)
    assert world.one("capture.missing")["move"] == "学生"


def test_no_studio_list_yet(world):
    world.drop("studio")
    assert not {rule for rule, _ in world.found()} & {"capture.missing"}


@pytest.mark.parametrize("image", [True, False])
def test_not_approved(world, image):
    if not image:
        world.drop("images", "1004")
    world.add("studio", **{**STUDIO_ROW, "student_no": "1004", "name": "赵*", "code": "A004"})
    assert ("capture.not_approved", "1004") in world.found("2024-12-01")
    assert ("lists.neither", "1004") not in world.found("2024-12-01")


def test_not_approved_where_nobody_says_whether_there_is_an_image(world):
    world.drop("images")
    world.add("studio", **{**STUDIO_ROW, "student_no": "1004", "name": "赵*", "code": "A004"})
    assert ("capture.not_approved", "1004") in world.found("2024-12-01")


def test_approved_with_an_image_may_come(world):
    world.add("approved", student_no="1004", name="赵磊")
    world.add("studio", **{**STUDIO_ROW, "student_no": "1004", "name": "赵*", "code": "A004"})
    world.set("studio", "1004", taken="2024-11-26 09:30:00")
    assert world.found("2024-12-01") == set()


def test_without_attachment_2_nobody_is_known_to_be_on_neither(world):
    assert world.drop("recapture").found() == set()


@pytest.mark.parametrize(
    ("approved_on", "early"), [("2024-11-27", True), ("2024-11-26", False), ("", False)]
)
def test_before_approval(world, approved_on, early):
    world.drop("images", "1004")
    world.add("approved", student_no="1004", name="赵磊", approved_on=approved_on)
    row = {**STUDIO_ROW, "student_no": "1004", "name": "赵*", "code": "A004"}
    world.add("studio", **row, taken="2024-11-26 09:00:00")
    found = {("capture.before_approval", "1004")} if early else set()
    assert world.found("2024-12-01") == found


def test_who_is_on_a_list_needs_no_approval(world):
    world.add("approved", student_no="1003", name="陈静", approved_on="2025-01-01")
    assert world.found() == set()


def test_twice(world):
    world.add("studio", **STUDIO_ROW, taken="2024-11-26 09:30:00")
    assert world.found() == {("capture.twice", "1001")}
    assert "2024-11-26 09:00、2024-11-26 09:30" in world.one("capture.twice")["message"]


def test_code_shared(world):
    world.set("studio", "1002", code="A001")
    assert world.found() == {("capture.code_shared", "1001"), ("capture.code_shared", "1002")}


def test_a_code_shared_with_a_stranger(world):
    stranger = {"student_no": "1009", "name": "孙*", "taken": "2024-11-26 09:30:00"}
    world.add("studio", **{**STUDIO_ROW, **stranger})
    stray = ("capture.stray", "studio.xlsx!Sheet1!A5")
    assert world.found() == {("capture.code_shared", "1001"), stray}
    assert "1001、对应不到的1009" in world.one("capture.code_shared")["message"]


def test_a_code_shared_with_a_student_out_of_scope(world):
    world.set("roster", "1004", certificates="单证")
    world.add("studio", **{**STUDIO_ROW, "student_no": "1004", "name": "赵*"})
    assert ("capture.code_shared", "1001") in world.found()
    assert "1001、1004。" in world.one("capture.code_shared")["message"]


def test_a_stranger_s_own_code_is_no_shared_one(world):
    stranger = {"student_no": "1009", "name": "孙*", "taken": "2024-11-26 09:30:00"}
    world.add("studio", **{**STUDIO_ROW, **stranger, "code": "A009"})
    assert {rule for rule, _ in world.found()} == {"capture.stray"}


def test_codes_differ(world):
    world.add("studio", **{**STUDIO_ROW, "code": "A009"}, taken="2024-11-26 09:30:00")
    assert world.found() == {("capture.twice", "1001"), ("capture.codes_differ", "1001")}


def test_name_differs(world):
    world.set("studio", "1001", name="汪*")
    assert world.found() == {("capture.name_differs", "1001")}


@pytest.mark.parametrize("name", ["王芳", "王*", "*芳", "王**", "王＊"])
def test_masked_names_confirm(world, name):
    world.set("studio", "1001", name=name)
    assert world.found() == set()


def test_number_differs(world):
    world.set("studio", "1001", id_no="990***********0024")
    assert world.found() == {("capture.number_differs", "1001")}
    finding = world.one("capture.number_differs")
    assert (finding["observed"], finding["expected"]) == ("尾号0024", "尾号0022")


@pytest.mark.parametrize(
    ("masked", "where"),
    [
        ("990***0024", "（末4位不同）"),
        ("990***********0024", "（末4位不同）"),
        ("991***0022", "（前3位不同）"),
        ("991***0024", "（前3位和末4位不同）"),
    ],
)
def test_a_masked_number_differs_in_what_it_shows(world, masked, where):
    world.set("studio", "1001", id_no=masked)
    assert where in world.one("capture.number_differs")["message"]


def test_stray(world):
    stranger = {"student_no": "1009", "name": "孙*", "taken": "2024-11-26 09:30:00"}
    world.add("studio", **{**STUDIO_ROW, **stranger, "code": "A009"})
    assert world.found() == {("capture.stray", "studio.xlsx!Sheet1!A5")}


def test_a_row_torn_between_two_students_is_nobodys(world):
    world.add(
        "studio",
        student_no="1004",
        name="李明",
        id_no="990101200002020011",
        code="A009",
        taken="2024-12-03 10:00:00",
    )
    strays = world.run().strays
    assert strays["reason"].tolist() == ["学号与证件号指向不同的学生"]


def test_fee(world):
    world.set("studio", "1001", fee="30")
    assert world.found() == {("capture.fee", "1001")}


def test_paper_photo(world):
    world.set("studio", "1003", paper_photo="否")
    assert world.found() == {("capture.paper_photo", "1003")}


@pytest.mark.parametrize("flag", ["", "否"])
def test_a_day_after_capture_is_make_up_whatever_the_flag_says(world, flag):
    world.set("studio", "1003", makeup=flag, paper_photo="否")
    assert world.found() == {("capture.paper_photo", "1003")}


def test_no_paper_photo_is_asked_for_on_capture_days(world):
    assert world.set("studio", "1001", makeup="否", paper_photo="否").found() == set()


def test_full_id_is_said_once_a_file(world):
    world.set("studio", "1001", id_no="990101200001010022")
    world.set("studio", "1002", id_no="990101200002020011")
    assert world.found() == {("capture.full_id", "studio.xlsx!Sheet1!C2")}
    assert world.one("capture.full_id")["observed"] == "2"


def test_damaged_number_never_joins(world):
    world.damage("studio", "1001", "student_no", "1E+03").drop("chsi", "1001")
    assert world.found() == {
        ("capture.damaged", "studio.xlsx!Sheet1!A2"),
        ("capture.missing", "1001"),
    }
