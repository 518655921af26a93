"""Chapter chsi: whether each captured student has checked the photo (1.4)."""

from __future__ import annotations

import pytest


def test_absent(world):
    world.drop("chsi", "1001")
    assert world.found() == {("chsi.absent", "1001")}


def test_absent_means_nothing_before_the_check_begins(world):
    world.drop("chsi", "1001")
    assert ("chsi.absent", "1001") not in world.found("2024-12-10")


def test_chsi_shows_no_image(world):
    world.set("chsi", "1001", word="未采集")
    assert world.found() == {("chsi.absent", "1001")}


def test_no_image_though_one_is_on_record(world):
    world.add("chsi", student_no="1004", name="赵磊", word="未采集")
    assert world.found() == {("chsi.no_image", "1004")}
    assert "最近可补采集日为3月4日" in world.one("chsi.no_image", "2025-03-03")["message"]
    assert step(world, "1004")[:2] == ("存疑", "研究生院")


def test_no_image_of_a_volunteer_who_stayed_away(world):
    world.drop("studio", "1003").set("chsi", "1003", word="未采集")
    assert world.found() == {("chsi.no_image", "1003")}


def test_no_image_of_one_who_must_come_is_said_already(world):
    world.drop("studio", "1001").set("chsi", "1001", word="未采集")
    assert world.found() == {("capture.missing", "1001")}


def test_no_image_means_nothing_before_the_check_begins(world):
    world.add("chsi", student_no="1004", name="赵磊", word="未采集")
    assert ("chsi.no_image", "1004") not in world.found("2024-12-10")


@pytest.mark.parametrize("word", ["未校对", ""])
@pytest.mark.parametrize(
    ("day", "severity"),
    [("2024-12-05", "notice"), ("2024-12-16", "notice"), ("2024-12-17", "warning")],
)
def test_unchecked_before_during_and_after(world, word, day, severity):
    world.set("chsi", "1001", word=word)
    assert world.one("chsi.unchecked", day)["severity"] == severity


@pytest.mark.parametrize("word", ["有误", "校对有误", "信息有误"])
def test_wrong(world, word):
    world.set("chsi", "1001", word=word)
    assert world.found() == {("chsi.wrong", "1001")}


def test_unknown_word_is_shown_not_guessed(world):
    world.set("chsi", "1001", word="校对中")
    assert world.found() == {("chsi.unknown_word", "1001")}
    assert world.one("chsi.unknown_word")["observed"] == "校对中"
    rows = world.run().progress.set_index(["student_no", "step"])
    assert rows.loc[("1001", "学信网校对"), "state"] != "完成"


def test_image_without_capture(world):
    world.drop("studio", "1001")
    assert world.found() == {("capture.missing", "1001"), ("chsi.image_without_capture", "1001")}


def test_old_image_on_record_is_no_surprise(world):
    world.add("chsi", student_no="1004", name="赵磊", word="正确")
    assert world.found() == set()


def test_older(world):
    world.set("chsi", "1003", captured_on="2020-09-01")
    assert world.found() == {("chsi.older", "1003")}


def test_older_of_one_whose_old_image_is_not_on_record(world):
    world.drop("images", "1003").set("chsi", "1003", captured_on="2020-09-01")
    assert world.found() == {("chsi.older", "1003")}


def test_older_of_one_approved_who_had_an_image(world):
    world.drop("recapture", "1003").add("approved", student_no="1003", name="陈静")
    world.set("chsi", "1003", captured_on="2020-09-01")
    assert world.found() == {("chsi.older", "1003")}


def test_name_differs(world):
    world.set("chsi", "1001", name="王方")
    assert world.found() == {("chsi.name_differs", "1001")}


def test_number_differs(world):
    world.set("chsi", "1001", id_no="990101200001010065")
    assert world.found() == {("chsi.number_differs", "1001")}
    assert "第17位起不同" in world.one("chsi.number_differs")["message"]


OBJECTION = {"student_no": "1001", "name": "王芳", "field": "图像异议"}


@pytest.mark.parametrize(
    ("state", "move"),
    [("", "学院"), ("待提交", "学院"), ("学院已审", "研究生院"), ("研究生院已批", "学院")],
)
def test_an_objection_to_a_picture_that_was_said_to_be_right(world, state, move):
    world.add("applications", **OBJECTION, state=state, filed="2024-12-13")
    assert world.found() == {("chsi.objection", "1001")}
    finding = world.one("chsi.objection")
    assert (finding["severity"], finding["move"]) == ("notice", move)


@pytest.mark.parametrize(
    ("state", "filed", "word"),
    [
        ("退回", "2024-12-13", "正确"),
        ("研究生院已批", "2024-12-01", "正确"),
        ("学院已审", "2024-12-13", "有误"),
    ],
)
def test_an_objection_that_contradicts_nothing(world, state, filed, word):
    world.set("chsi", "1001", word=word)
    world.add("applications", **OBJECTION, state=state, filed=filed)
    assert "chsi.objection" not in {rule for rule, _ in world.found()}


def test_two_results(world):
    world.add("chsi", student_no="1001", name="王芳", word="有误")
    assert world.found() == {("chsi.two_results", "1001")}
    rows = world.run().progress.set_index(["student_no", "step"])
    assert rows.loc[("1001", "学信网校对"), "state"] == "存疑"


def test_the_same_result_twice_is_no_contradiction(world):
    world.add("chsi", student_no="1001", name="王芳", word="正确")
    assert world.found() == set()


def test_stray(world):
    world.add("chsi", student_no="1009", name="孙悦", word="正确")
    assert world.found() == {("chsi.stray", "chsi.xlsx!Sheet1!A5")}


def test_joined_by_id_alone(world):
    world.set("chsi", "1001", student_no="")
    assert world.found() == set()
    links = world.run().links
    assert links[(links["source"] == "chsi")]["rung"].tolist() == [
        "id_no",
        "student_no",
        "student_no",
    ]


def test_damaged_id_never_joins(world):
    world.damage("chsi", "1001", "id_no", "990101200001010000").set("chsi", "1001", student_no="")
    assert world.found() == {("chsi.damaged", "chsi.xlsx!Sheet1!C2"), ("chsi.absent", "1001")}
    stray = world.run().strays.iloc[0]
    assert (stray["proposed_student_no"], stray["evidence"]) == ("1001", "证件号前15位相同")


def step(world, student_no):
    rows = world.run("2025-03-03").progress
    own = rows[(rows["student_no"] == student_no) & (rows["step"] == "学信网校对")].iloc[0]
    return own["state"], own["move"]
