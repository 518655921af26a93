"""Chapter roster: each rule speaks of one broken thing, and of nothing else."""

from __future__ import annotations

import pytest


def test_duplicate_no(world):
    world.add("roster", **row(world, "1001"))
    assert world.found() == {("roster.duplicate_no", "1001")}


def test_duplicate_no_leaves_blank_what_the_rows_contradict(world):
    world.add("roster", **{**row(world, "1001"), "major_code": "0802"})
    assert ("roster.duplicate_no", "1001") in world.found()
    assert world.run().cases.loc[0, ["name", "major_code"]].tolist() == ["王芳", ""]


def test_duplicate_id(world):
    same = row(world, "1001")["id_no"]
    world.set("roster", "1004", id_no=same, sex="女", birth_date="2000-01-01")
    assert world.found() == {("roster.duplicate_id", "1001"), ("roster.duplicate_id", "1004")}
    assert "1001、1004" in world.run().findings["message"][0]


def test_duplicate_id_in_the_second_row_of_a_student(world):
    same = row(world, "1001")["id_no"]
    world.add("roster", **{**row(world, "1004"), "id_no": same})
    found = world.found()
    assert {("roster.duplicate_id", "1001"), ("roster.duplicate_id", "1004")} <= found


def test_id_check(world):
    world.set("roster", "1004", id_no="990101199904040050")
    assert world.found() == {("roster.id_check", "1004")}
    assert world.one("roster.id_check")["observed"] == "尾号0050"


def test_duplicate_id_on_a_row_that_is_out_of_scope(world):
    same = row(world, "1001")["id_no"]
    world.set("roster", "1004", id_no=same, sex="女", birth_date="2000-01-01", certificates="单证")
    assert world.found() == {("roster.duplicate_id", "1001"), ("roster.single_certificate", "1004")}
    assert "1001、1004" in world.one("roster.duplicate_id")["message"]


@pytest.mark.parametrize(
    "number",
    ["H12345678", "M1234567890", "A123456(7)", "A123456789", "EA1234567", "12345678", "AB1C2D3E4",
     "USA110123456789", "999202400001", "999202400000000001"],
)  # fmt: skip
def test_documents_without_a_check_digit(world, number):
    world.frames["roster"]["region"] = ""
    world.set("roster", "1004", id_no=number, region="中国香港")
    assert world.found() == set()


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        ("990101990404005", "error"),
        ("99010119990404005", "error"),
        ("9901011999040400599", "error"),
        ("990101", "error"),
        ("9901011999040400X", "error"),
        ("ABC", "warning"),
        ("99010119990404O059", "warning"),
    ],
)
def test_id_shape(world, number, severity):
    world.set("roster", "1004", id_no=number)
    assert world.found() == {("roster.id_shape", "1004")}
    assert world.one("roster.id_shape")["severity"] == severity


@pytest.mark.parametrize("birth", ["", "2000-02-30", "2000-03-01"])
def test_id_of_a_day_that_does_not_exist(world, birth):
    world.set("roster", "1004", id_no="99010120000230003X", birth_date=birth)
    if not birth:
        world.frames["roster"] = world.frames["roster"].drop(columns="birth_date")
    assert world.found() == {("roster.id_shape", "1004")}
    assert "出生日期不存在" in world.one("roster.id_shape")["message"]


def test_birth_differs(world):
    world.set("roster", "1004", birth_date="1999-04-05")
    assert world.found() == {("roster.birth_differs", "1004")}
    assert world.one("roster.birth_differs")["cell"] == "roster.xlsx!Sheet1!E5"


def test_sex_differs(world):
    world.set("roster", "1004", sex="女")
    assert world.found() == {("roster.sex_differs", "1004")}


@pytest.mark.parametrize(("said", "found"), [("1", False), ("男性", False), ("2", True)])
def test_sex_by_its_code(world, said, found):
    world.set("roster", "1004", sex=said)
    assert (("roster.sex_differs", "1004") in world.found()) is found


def test_birth_is_not_held_against_a_number_with_a_wrong_check_digit(world):
    world.set("roster", "1004", id_no="990101199904040050", birth_date="1999-04-05")
    assert world.found() == {("roster.id_check", "1004")}


def test_damaged(world):
    world.damage("roster", "1004", "id_no", "990101199904040000")
    assert world.found() == {("roster.damaged", "1004")}
    assert world.one("roster.damaged")["cell"] == "roster.xlsx!Sheet1!C5"


@pytest.mark.parametrize(
    ("field", "cell"),
    [("name", "B5"), ("sex", "D5"), ("birth_date", "E5"), ("major", "I5"), ("remark", "M5")],
)
def test_damaged_though_nothing_is_joined_by_it(world, field, cell):
    world.damage("roster", "1004", field, "", "公式无结果")
    assert ("roster.damaged", "1004") in world.found()
    assert ("roster.missing_field", "1004") not in world.found()
    finding = world.one("roster.damaged")
    assert (finding["severity"], finding["field"], finding["observed"]) == (
        "error",
        field,
        "公式无结果",
    )
    assert finding["cell"] == f"roster.xlsx!Sheet1!{cell}"


@pytest.mark.parametrize("field", ["sex", "birth_date"])
def test_an_error_value_is_no_other_sex_or_birth_date(world, field):
    world.damage("roster", "1004", field, "#N/A", "错误值").set("roster", "1004", **{field: "#N/A"})
    assert world.found() == {("roster.damaged", "1004")}


def test_several_damaged_cells_of_a_student(world):
    for field in ("name", "sex", "id_no"):
        world.damage("roster", "1004", field, "", "公式无结果")
    findings = world.run().findings
    fields = findings.loc[findings["rule"] == "roster.damaged", "field"]
    assert sorted(fields) == ["id_no", "name", "sex"]


@pytest.mark.parametrize("field", ["sex", "birth_date", "id_no"])
def test_missing_field(world, field):
    world.set("roster", "1004", **{field: ""})
    assert world.found() == {("roster.missing_field", "1004")}
    assert world.one("roster.missing_field")["field"] == field


@pytest.mark.parametrize("text", ["宇航学院", "航天学院", "01", "01宇航学院", " 宇航 学院 "])
def test_known_college(world, text):
    world.set("roster", "1004", college=text)
    assert world.found() == set()


def test_unknown_college(world):
    world.set("roster", "1004", college="宇宙学院")
    assert world.found() == {("roster.unknown_college", "1004")}


def test_college_cut_at_sixteen_bytes(world):
    world.set("roster", "1004", college="人文与社会科学学")
    assert world.run().cases.loc[3, "college"] == "15"


@pytest.mark.parametrize("code", ["825", "08250101", "O825", "0825-1"])
def test_unknown_major(world, code):
    world.set("roster", "1004", major_code=code)
    assert ("roster.unknown_major", "1004") in world.found()
    assert ("major.unknown_code", "1004") not in world.found()


@pytest.mark.parametrize(("code", "fault"), [("08250", "有 5 位"), ("A812", "应为数字")])
def test_unknown_major_says_what_is_wrong_with_it(world, code, fault):
    world.set("roster", "1004", major_code=code)
    assert fault in world.one("roster.unknown_major")["message"]


def test_single_certificate_is_out_of_scope(world):
    world.set("roster", "1004", certificates="单证")
    assert world.found() == {("roster.single_certificate", "1004")}
    run = world.run()
    assert "1004" not in set(run.cases["student_no"])
    roster = run.counts.set_index("source").loc["roster"]
    assert (roster["linked"], roster["out_of_scope"]) == (3, 1)


def test_not_registered(world):
    world.set("roster", "1004", status="休学")
    assert world.found() == {("roster.not_registered", "1004")}


@pytest.mark.parametrize("name", ["赵?", "赵□", "赵(石羡)", "赵\ue863", "赵A", "赵😀"])
def test_name_damaged(world, name):
    for source in ("roster", "pinyin", "images", "returned"):
        world.set(source, "1004", name=name)
    assert ("roster.name_damaged", "1004") in world.found()


@pytest.mark.parametrize("name", ["赵䶮", "阿依古丽·买买提", "John Smith", "赵𬱖"])
def test_unusual_names_are_not_damaged(world, name):
    for source in ("roster", "pinyin", "images", "returned"):
        world.set(source, "1004", name=name)
    assert ("roster.name_damaged", "1004") not in world.found()


@pytest.mark.parametrize("remark", ["身份核验未通过", "2024年身份核验不确定", "人脸比对：不一致"])
def test_face_check(world, remark):
    world.frames["roster"]["remark"] = ""
    world.set("roster", "1004", remark=remark)
    assert world.found() == {("roster.face_check", "1004")}


def row(world, student_no):
    frame = world.frames["roster"]
    return frame[frame["student_no"] == student_no].iloc[0].to_dict()


@pytest.mark.parametrize(
    ("said", "found"),
    [("2025年6月", 0), ("2025-06", 0), ("202506", 0), ("2026年6月", 1), ("2025年13月", 1)],
)
def test_a_month_of_graduation_is_as_good_as_a_day(world, said, found):
    world.frames["roster"]["graduation"] = ""
    world.set("roster", "1001", graduation=said)
    assert len([rule for rule, _ in world.found() if rule == "roster.not_now"]) == found
