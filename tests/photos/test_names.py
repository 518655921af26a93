"""Whose photo a file's name says it is."""

from __future__ import annotations

import pytest

from gradrecon.photos.names import known, said_by, shown

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


@pytest.mark.parametrize(
    ("file", "number", "may_be_shown"),
    [
        ("GX7654321.jpg", "GX7654321", "尾号4321.jpg"),
        ("gx7654321 MORGAN.jpg", "GX7654321", "尾号4321 MORGAN.jpg"),
        ("GX7654321_2 (1).jpg", "GX7654321", "尾号4321_2 (1).jpg"),
        ("GX-7654321.jpg", "GX7654321", "尾号4321.jpg"),
        ("ＧＸ７６５４３２１.jpg", "GX7654321", "尾号4321.jpg"),
        ("Z123456(7).jpg", "Z123456(7)", "尾号4567.jpg"),
        ("Z1234567.jpg", "Z123456(7)", "尾号4567.jpg"),
        ("08765432.jpg", "08765432", "尾号5432.jpg"),
        ("C9X8Y7Z65.jpg", "C9X8Y7Z65", "尾号7Z65.jpg"),
    ],
)
def test_a_document_of_the_roster_is_known_whatever_its_shape(file, number, may_be_shown):
    roster = known(["2022010001"], [ID, "GX7654321", "Z123456(7)", "08765432", "C9X8Y7Z65"])
    said = said_by(f"photos/{file}", roster=roster)
    assert (said.student_no, said.id_no) == ("", number)
    assert shown(f"photos/{file}", said) == f"photos/{may_be_shown}"


def test_a_passport_of_nobody_is_masked_and_a_student_number_with_letters_is_not():
    plain, lettered = known(["2022010001"], []), known(["SX2022010"], [])
    assert shown("photos/QY1234567.jpg", said_by("photos/QY1234567.jpg", roster=plain)) == (
        "photos/尾号4567.jpg"
    )
    said = said_by("photos/SX2022011.jpg", roster=lettered)
    assert (said.student_no, said.id_no) == ("SX2022011", "")
