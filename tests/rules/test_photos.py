"""Chapter capture, the photos themselves: whose they are, and whether they are as specified."""

# Drawn tables are as wide as they need to be.
# ruff: noqa: E501

from __future__ import annotations

import re

import numpy as np
import pytest

from gradrecon.photos.likeness import as_letters
from gradrecon.photos.size import ACROSS, DOWN

PHOTOS = """
    student_no | id_no              | exam_no | name | kb | width | height | turned | dpi | format | mode | quality | background  | digest | likeness
    1001       |                    |         | 王芳 | 30 | 480   | 640    |        | 300 | JPEG   | RGB  | 80      | 100,197,255 | a1     | bbbbbbbb
               | 990101200002020011 |         |      | 20 | 480   | 640    |        | 300 | JPEG   | RGB  | 60      | 110,190,250 | a2     | vvvvvvvv
    1003       |                    |         |      | 40 | 480   | 640    |        | 300 | JPEG   | RGB  | 95      | 90,210,240  | a3     | bbbbvvvv
    """


@pytest.fixture
def photos(world):
    return world.draw("photos", PHOTOS)


def test_photos_as_specified(photos):
    run = photos.run()
    assert run.findings.empty
    counts = run.counts.set_index("source").loc["photos"]
    assert counts[["rows_in", "linked"]].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("rule", "cells", "says"),
    [
        ("form", {"format": "PNG"}, "照片实际是 PNG 24位，应为 JPEG 24位"),
        ("form", {"mode": "L"}, "照片实际是 JPEG 灰度"),
        ("turned", {"turned": "旋转90°"}, "旋转90°"),
        ("pixels", {"width": "413", "height": "626"}, "413×626 像素，应为 480×640"),
        ("dpi", {"dpi": "72"}, "分辨率为 72，应为 300"),
        ("dpi", {"dpi": ""}, "分辨率没有写明"),
        ("size", {"kb": "19.9"}, "19.9 KB，应为 20–40 KB"),
        ("size", {"kb": "40.1"}, "40.1 KB"),
        ("quality", {"quality": "59"}, "约为 59，应不低于 60"),
        ("background", {"background": "255,255,255"}, "RGB(255,255,255)"),
        ("background", {"background": "100,197,224"}, "RGB(100,197,224)"),
        ("name", {"name": "王方"}, "“王方”，学籍为“王芳”"),
    ],
)
def test_a_photo_otherwise_than_specified(photos, rule, cells, says):
    (finding,) = photos.set("photos", "1001", **cells).run().findings.to_dict("records")
    assert (finding["rule"], finding["student_no"]) == (f"capture.photo_{rule}", "1001")
    assert says in finding["message"]
    assert finding["source"] == "photos"
    assert finding["cell"].startswith("photos.xlsx!")


def test_a_school_may_ask_for_something_else(photos):
    wanted = photos.cohort.photos.model_copy(
        update={"width": 413, "height": 626, "dpi": 0, "min_quality": 0, "max_kb": 100}
    )
    photos.cohort = photos.cohort.model_copy(update={"photos": wanted})
    photos.frames["photos"] = photos.frames["photos"].assign(
        width="413", height="626", dpi="72", quality="10", kb="90"
    )
    assert photos.found() == set()


def test_missing(photos):
    photos.drop("photos", "1001")
    assert photos.found() == {("capture.photo_missing", "1001")}


def test_who_was_not_captured_needs_no_photo_unless_everyone_does(photos):
    wanted = photos.cohort.photos.model_copy(update={"expected": "everyone"})
    photos.cohort = photos.cohort.model_copy(update={"photos": wanted})
    assert photos.found() == {("capture.photo_missing", "1004")}


def test_an_unreadable_photo_is_not_called_missing(photos):
    photos.reject("photos", "1001", "文件是空的")
    run = photos.run()
    (finding,) = run.findings.to_dict("records")
    assert (finding["rule"], finding["student_no"]) == ("capture.photo_unreadable", "1001")
    assert "文件是空的" in finding["message"]
    assert (finding["college"], finding["cell"]) == ("01", "photos.xlsx!Sheet1!2")
    assert run.counts.set_index("source").loc["photos", "rejected"] == 1


def test_an_unreadable_photo_of_nobody(photos):
    photos.set("photos", "1001", student_no="9999")
    photos.reject("photos", "9999", "图像已损坏")
    assert dict(photos.found()) == {
        "capture.photo_unreadable": "photos.xlsx!Sheet1!2",
        "capture.photo_missing": "1001",
    }


def test_strays_are_proposed_a_student_and_linked_by_nobody(photos):
    photos.set("photos", "1001", student_no="1O01")
    findings = photos.run().findings.set_index("rule")
    assert set(findings.index) == {"capture.photo_stray", "capture.photo_missing"}
    finding = findings.loc["capture.photo_stray"]
    assert "可能是学号 1001（姓名相同）" in finding["message"]
    assert finding["expected"] == "1001"


def test_an_exam_number_alone_finds_its_student(photos):
    photos.frames["roster"]["exam_no"] = ["99999200000000" + str(n) for n in range(4)]
    photos.set("photos", "1001", student_no="", exam_no="999992000000000")
    run = photos.run()
    assert run.findings.empty
    links = run.links
    assert links[links["source"] == "photos"]["rung"].tolist() == ["exam_no", "id_no", "student_no"]


def test_one_file_for_two_students(photos):
    photos.set("photos", "1003", digest="a1", likeness="bbbbbbbb")
    findings = photos.run().findings
    assert findings["rule"].tolist() == ["capture.photo_same"] * 2
    assert findings["student_no"].tolist() == ["1001", "1003"]
    assert findings["observed"].tolist() == ["1001、1003"] * 2
    assert (findings["severity"] == "error").all()


@pytest.fixture
def picture():
    """A picture as it is kept: blurred spots of its own, moved by some fields."""

    def kept(seed: int, moved: float = 0) -> str:
        spots = np.random.default_rng(seed).uniform(0.1, 0.9, (12, 2))
        down, across = np.mgrid[:DOWN, :ACROSS]
        away = [
            ((across - x * ACROSS - moved) ** 2 + (down - y * DOWN) ** 2) / 18 for x, y in spots
        ]
        return as_letters((200 * np.exp(-np.min(away, axis=0))).astype("uint8").tobytes())

    return kept


def test_the_same_picture_in_two_files(photos, picture):
    photos.set("photos", "1001", likeness=picture(1))
    photos.set("photos", "1003", likeness=picture(1, moved=0.4))
    findings = photos.run().findings
    assert findings["rule"].tolist() == ["capture.photo_alike"] * 2
    first, second = findings["observed"]
    assert re.fullmatch(r"1003（9[6-9]%）", first) and re.fullmatch(r"1001（9[6-9]%）", second)


def test_other_pictures_are_told_apart_and_none_compared_where_nobody_asks(photos, picture):
    photos.set("photos", "1001", likeness=picture(1)).set("photos", "1003", likeness=picture(2))
    assert photos.found() == set()
    photos.set("photos", "1003", likeness=picture(1))
    silent = photos.cohort.photos.model_copy(update={"alike_within": 0})
    photos.cohort = photos.cohort.model_copy(update={"photos": silent})
    assert photos.found() == set()


def test_a_copy_of_a_students_own_photo_is_nothing_to_look_at(photos):
    copy = dict(photos.frames["photos"].iloc[0])
    photos.add("photos", **copy)
    assert photos.found() == set()


def test_two_photos_of_one_student(photos):
    other = {**photos.frames["photos"].iloc[0], "digest": "a9", "likeness": "vvvvbbbb"}
    photos.add("photos", **other)
    assert photos.found() == {("capture.photo_twice", "1001")}


def test_many_owners_are_counted_not_listed(photos):
    same = {"digest": "a1", "likeness": "bbbbbbbb"}
    photos.frames["photos"] = photos.frames["photos"].assign(**same)
    photos.add("photos", **{**photos.frames["photos"].iloc[0], "student_no": "1004", "name": ""})
    assert photos.run().findings["observed"].tolist() == ["1001、1002、1003等4人"] * 4
