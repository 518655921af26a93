"""Chapter lists: who is on which attachment (1.1.2 to 1.1.4)."""

from __future__ import annotations

import pytest


def test_both(world):
    world.add("recapture", student_no="1001", name="王芳", college="宇航学院")
    assert world.found() == {("lists.both", "1001")}


def test_an_old_image_that_is_not_there(world):
    world.drop("images", "1003").drop("studio", "1003").drop("chsi", "1003")
    assert world.found() == {("lists.no_old_image", "1003"), ("capture.missing", "1003")}
    assert step(world.run(), "1003", "图像采集")["state"] == "逾期"


def test_who_was_captured_needs_no_old_image(world):
    assert world.drop("images", "1003").found() == set()


def test_nobody_says_whether_the_old_image_is_there(world):
    world.drop("images").drop("studio", "1003").drop("chsi", "1003")
    assert world.found() == set()
    assert step(world.run(), "1003", "图像采集")["state"] == "不适用"


def test_an_image_of_one_never_captured(world):
    world.add("images", student_no="1001", name="王芳").drop("studio", "1001").drop("chsi", "1001")
    assert world.found() == {("lists.has_image", "1001"), ("capture.missing", "1001")}


def test_an_image_taken_this_time_is_no_contradiction(world):
    assert world.add("images", student_no="1001", name="王芳").found() == set()


def test_neither_and_no_image(world):
    world.drop("images", "1004")
    assert world.found() == {("lists.neither", "1004")}
    capture = step(world.run(), "1004", "图像采集")
    assert (capture["state"], capture["move"]) == ("存疑", "学院")


def test_a_list_that_nobody_delivered_is_not_said_to_lack_the_student(world):
    world.drop("images", "1004")
    assert "附件1、附件2都没有该生" in world.one("lists.neither")["message"]
    world.drop("recapture")
    message = world.one("lists.neither")["message"]
    assert "附件2没有提供" in message and "附件2都没有" not in message


def test_neither_but_an_image_in_the_roster(world):
    world.drop("images", "1004")
    world.frames["roster"]["image"] = ""
    world.set("roster", "1004", image="是")
    assert world.found() == set()


def test_nobody_says_whether_there_is_an_image(world):
    world.drop("images")
    assert world.found() == set()
    assert step(world.run(), "1004", "图像采集")["state"] == "无数据"


def test_approved_must_be_captured_then(world):
    world.drop("images", "1004").add("approved", student_no="1004", name="赵磊")
    assert world.found() == {("capture.missing", "1004")}


def test_approved_with_an_image_need_not_come(world):
    for student_no, name in (("1003", "陈静"), ("1004", "赵磊")):
        world.add("approved", student_no=student_no, name=name)
    world.drop("studio", "1003").drop("chsi", "1003")
    assert world.found() == set()


def test_name_differs(world):
    world.set("must_capture", "1001", name="王方")
    assert world.found() == {("lists.name_differs", "1001")}
    assert world.one("lists.name_differs")["cell"] == "must_capture.xlsx!Sheet1!B2"


def test_a_name_in_another_way_of_writing_is_not_taken_for_the_same(world):
    for source in ("roster", "studio", "chsi", "pinyin", "returned"):
        world.set(source, "1001", name="王升")
    world.set("pinyin", "1001", pinyin="Wang Sheng")
    world.set("must_capture", "1001", name="王昇")
    assert world.found() == {("lists.name_differs", "1001")}
    assert "疑为异体或繁简写法" in world.one("lists.name_differs")["message"]


@pytest.mark.parametrize("source", ["must_capture", "recapture", "images", "approved"])
def test_number_differs(world, source):
    world.add(source, student_no="1003", name="陈静", id_no="990101199903030086")
    assert ("lists.number_differs", "1003") in world.found()
    message = world.one("lists.number_differs")["message"]
    assert "“尾号0086”，学籍为“尾号0043”（第17位起不同）" in message


def test_a_wrong_student_number_beside_a_right_identity_number(world):
    world.add("images", student_no="1007", name="赵磊", id_no="990101199904040059")
    assert world.found() == {("lists.number_differs", "1004")}
    finding = world.one("lists.number_differs")
    assert (finding["observed"], finding["expected"]) == ("1007", "1004")


def test_the_same_number_in_part_or_in_full(world):
    world.frames["images"]["id_no"] = ["990***********0043", "990101199904040059"]
    assert world.found() == set()


def test_stray(world):
    world.add("must_capture", student_no="1009", name="孙悦", college="宇航学院")
    assert world.found() == {("lists.stray", "must_capture.xlsx!Sheet1!A4")}


def test_a_damaged_row_is_no_stray(world):
    world.damage("must_capture", "1001", "student_no", "1E+03")
    found = world.found()
    assert {rule for rule, _ in found} >= {"lists.damaged"}
    assert not {rule for rule, _ in found} & {"lists.stray"}


def step(run, student_no, name):
    rows = run.progress
    return rows[(rows["student_no"] == student_no) & (rows["step"] == name)].iloc[0]


def test_a_roster_and_a_list_that_contradict_about_an_image(world):
    world.frames["roster"]["image"] = ["否", "否", "是", "否"]
    (finding,) = world.run().findings.to_dict("records")
    assert (finding["rule"], finding["student_no"]) == ("lists.image_unclear", "1004")
    assert "学籍名册写没有图像，已有图像名单里却有" in finding["message"]


def test_a_word_that_says_neither_and_who_was_captured_meanwhile(world):
    world.frames["roster"]["image"] = ["看情况", "否", "是", "看情况"]
    assert ("lists.image_unclear", "1004") in world.found()
    assert ("lists.image_unclear", "1001") not in world.found()
