"""Whose photo a file's name says it is."""

from __future__ import annotations

import pytest

from gradrecon.photos.names import said_by, shown

ID = "990101200001010022"


@pytest.mark.parametrize(
    ("path", "student_no", "id_no", "exam_no", "name"),
    [
        ("photos/2022010001.jpg", "2022010001", "", "", ""),
        ("photos/2022010001.JPG", "2022010001", "", "", ""),
        ("photos/2022010001张三.jpg", "2022010001", "", "", "张三"),
        ("photos/张三2022010001.jpeg", "2022010001", "", "", "张三"),
        ("photos/2022010001_张三 (1).jpg", "2022010001", "", "", "张三"),
        ("photos/2022010001-张三 - 副本.jpg", "2022010001", "", "", "张三"),
        ("photos/2022010001 - 副本 (2).jpg", "2022010001", "", "", ""),
        ("photos/2022010001（1）.jpg", "2022010001", "", "", ""),
        ("photos/２０２２０１０００１.jpg", "2022010001", "", "", ""),
        ("photos/ZhangSan2022010001.jpg", "2022010001", "", "", ""),
        ("photos/学号2022010001姓名张三.jpg", "2022010001", "", "", "张三"),
        ("photos/2022010001 张三 蓝底证件照.jpg", "2022010001", "", "", "张三"),
        ("photos/sx2022010001.jpg", "SX2022010001", "", "", ""),
        (f"photos/{ID}.jpg", "", ID, "", ""),
        ("photos/99010120000101003x张三.jpg", "", "99010120000101003X", "", "张三"),
        ("photos/H12345678.jpg", "", "H12345678", "", ""),
        ("photos/999992000000001.jpg", "", "", "999992000000001", ""),
        (f"photos/2022010001_{ID}_张三.jpg", "2022010001", ID, "", "张三"),
        ("photos/阿依古丽·买买提2022010001.jpg", "2022010001", "", "", "阿依古丽·买买提"),
        ("photos/2022010001_2022010002.jpg", "", "", "", ""),
        ("photos/张三李四 王五2022010001.jpg", "2022010001", "", "", ""),
        ("photos/张三.jpg", "", "", "", "张三"),
        ("photos/photo (3).jpg", "", "", "", ""),
    ],
)
def test_numbers_and_name(path, student_no, id_no, exam_no, name):
    assert said_by(path)[:4] == (student_no, id_no, exam_no, name)


def test_the_folder_may_name_the_college_and_the_file_no_person():
    said = said_by("photos/计算机学院/2022010001计算机学院.jpg", colleges={"计算机学院"})
    assert (said.college, said.name) == ("计算机学院", "")
    assert said_by("photos/2022010001.jpg").college == ""


def test_a_school_may_say_what_the_number_is():
    assert said_by("photos/E12345678.jpg", "id_no").id_no == "E12345678"


@pytest.mark.parametrize(
    ("path", "may_be_shown"),
    [
        (f"photos/{ID}王芳.jpg", "photos/尾号0022王芳.jpg"),
        ("photos/99010120000101003x.jpg", "photos/尾号003X.jpg"),
        ("photos/h12345678.jpg", "photos/尾号5678.jpg"),
        (f"photos/{ID}_{ID[:-1]}1.jpg", "photos/尾号0022_尾号0021.jpg"),
        ("photos/2022010001.jpg", "photos/2022010001.jpg"),
    ],
)
def test_of_an_id_number_only_the_end_is_shown(path, may_be_shown):
    assert shown(path, said_by(path)) == may_be_shown
