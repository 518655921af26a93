"""Chapter pinyin: whether the spelling is there, right and confirmed (2.1, 2.2.3)."""

from __future__ import annotations

import pytest

from gradrecon.run.readiness import ready


def submitted(world, spelling, student_no="1001", **cells):
    return world.set("pinyin", student_no, pinyin=spelling, **cells)


def again(world, spelling, **cells):
    return world.add("pinyin", student_no="1001", name="王芳", pinyin=spelling, **cells)


def returned(world, spelling, confirmed):
    """What stands of 1001 in the returned table, and of the others nothing."""
    world.frames["returned"]["pinyin"] = ""
    return world.set("returned", "1001", pinyin=spelling, confirmed=confirmed)


def printed(world):
    """The spelling that goes on the certificate of 1001."""
    return world.run().cases.set_index("student_no").loc["1001", "confirmed_pinyin"]


@pytest.mark.parametrize(
    ("day", "severity", "move"),
    [
        ("2024-12-10", "notice", "学生"),
        ("2024-12-17", "notice", "学院"),
        ("2025-03-01", "error", "学院"),
    ],
)
def test_blank(world, day, severity, move):
    submitted(world, "")
    finding = world.one("pinyin.blank", day)
    assert (finding["severity"], finding["move"]) == (severity, move)
    assert finding["expected"] == "Wang Fang"


def test_blank_until_the_college_fills_it_in(world):
    world.drop("pinyin", "1001")
    world.frames["returned"]["pinyin"] = ""
    assert world.found() == {("pinyin.blank", "1001")}
    world.set("returned", "1001", pinyin="Wang Fang")
    assert world.found() == set()


def test_late(world):
    submitted(world, "Wang Fang", submitted="2024-12-17 00:10:00")
    assert world.found() == {("pinyin.late", "1001")}


@pytest.mark.parametrize("day", ["12月20日", "晚交"])
def test_a_day_that_could_not_be_read_is_not_late(world, day):
    submitted(world, "Wang Fang", submitted=day)
    assert world.found() == set()


def test_the_college_is_not_late_when_it_completes(world):
    submitted(world, "Wang Fang", submitted="2025-01-10 10:00:00", by_college="是")
    assert world.found() == set()


def test_two_submissions_that_differ(world):
    world.add("pinyin", student_no="1001", name="王芳", pinyin="Wang Fan", confirmed="是")
    assert ("pinyin.differs", "1001") in world.found()
    assert "Wang Fan、Wang Fang" in world.one("pinyin.differs")["message"]


def test_two_submissions_alike_but_for_case(world):
    world.add("pinyin", student_no="1001", name="王芳", pinyin="WANG FANG", confirmed="是")
    assert not {rule for rule, _ in world.found()} & {"pinyin.differs"}


def test_a_later_spelling_does_not_overwrite_the_confirmed_one(world):
    submitted(world, "Wang Fang", submitted="2024-12-01 09:00:00", confirmed="是")
    again(world, "Wang Fan", submitted="2024-12-02 09:00:00", by_college="是", confirmed="否")
    assert world.found() == {("pinyin.differs", "1001")}
    finding = world.one("pinyin.differs")
    assert finding["cell"] == "pinyin.xlsx!Sheet1!C6"
    assert "已采用学生确认的“Wang Fang”" in finding["message"]
    assert printed(world) == "Wang Fang"


@pytest.mark.parametrize("earlier", ["是", "否"])
def test_submissions_differ_until_the_latest_is_confirmed(world, earlier):
    submitted(world, "Wang Fan", submitted="2024-12-01 09:00:00", confirmed=earlier)
    again(world, "Wang Fang", submitted="2024-12-02 09:00:00", confirmed="是")
    assert world.found() == set()
    assert printed(world) == "Wang Fang"


def test_submissions_differ_until_one_is_confirmed_in_the_returned_table(world):
    world.set("returned", "1001", confirmed="")
    submitted(world, "Wang Fan", submitted="2024-12-01 09:00:00", confirmed="")
    again(world, "Wang Fang", submitted="2024-12-02 09:00:00", confirmed="")
    assert world.found() == {("pinyin.differs", "1001"), ("pinyin.unconfirmed", "1001")}
    returned(world, "Wang Fang", "是")
    assert world.found() == set()


def test_of_two_confirmed_spellings_without_a_time_none_is_the_latest(world):
    submitted(world, "Wang Fan", submitted="晚交", confirmed="是")
    again(world, "Wang Fang", submitted="12月20日", confirmed="是")
    assert ("pinyin.differs", "1001") in world.found()


def test_what_the_student_confirms_in_the_returned_table_is_adopted(world):
    submitted(world, "Wang Fan", confirmed="")
    returned(world, "Wang Fang", "是")
    assert world.found() == {("pinyin.respelt", "1001")}
    finding = world.one("pinyin.respelt")
    assert (finding["severity"], finding["cell"]) == ("notice", "returned.xlsx!Sheet1!E2")
    assert printed(world) == "Wang Fang"


def test_what_is_adopted_from_the_returned_table_is_judged(world):
    submitted(world, "Wang Fang", confirmed="")
    returned(world, "Wang Fan", "是")
    assert world.found() == {("pinyin.respelt", "1001"), ("pinyin.reading", "1001")}
    assert world.one("pinyin.reading")["cell"] == "returned.xlsx!Sheet1!E2"


@pytest.mark.parametrize("confirmed", ["", "否"])
def test_a_returned_spelling_that_is_not_confirmed_overwrites_nothing(world, confirmed):
    submitted(world, "Wang Fang", confirmed="")
    returned(world, "Wang Fan", confirmed)
    assert world.found() == {("pinyin.respelt", "1001"), ("pinyin.unconfirmed", "1001")}
    assert world.one("pinyin.respelt")["severity"] == "warning"


def test_a_returned_spelling_does_not_overwrite_the_confirmed_one(world):
    returned(world, "Wang Fan", "")
    assert world.found() == {("pinyin.respelt", "1001"), ("pinyin.unconfirmed", "1001")}
    assert printed(world) == "Wang Fang"


def test_of_two_spellings_confirmed_in_two_places_none_counts(world):
    returned(world, "Wang Fan", "是")
    assert world.found() == {("pinyin.contradicted", "1001")}
    assert world.one("pinyin.contradicted")["severity"] == "error"
    assert printed(world) == ""
    assert not ready(world.run().readiness)["1001"]
    submitted(world, "Wang Fan")
    assert world.found() == {("pinyin.reading", "1001")}


@pytest.mark.parametrize("spelling", ["WANG FANG", "WangFang", "Fang Wang", "wáng fāng"])
def test_format(world, spelling):
    submitted(world, spelling)
    assert world.found() == {("pinyin.format", "1001")}
    assert world.one("pinyin.format")["expected"] == "Wang Fang"


@pytest.mark.parametrize("spelling", ["Wang Fan", "Weng Fang", "Wang Xiaofang"])
def test_reading(world, spelling):
    submitted(world, spelling)
    assert world.found() == {("pinyin.reading", "1001")}


def test_a_spelling_of_nobody_known_is_held_against_the_name(world):
    submitted(world, "Zhao Xuanling")
    assert "“Zhao Xuanling”姓和名的读音都与“王芳”对不上" in world.one("pinyin.reading")["message"]


def test_someone_else(world):
    submitted(world, "Zhao Lei")
    assert world.found() == {("pinyin.reading", "1001"), ("pinyin.someone_else", "1001")}
    assert "学号 1004" in world.one("pinyin.someone_else")["message"]


def test_a_student_of_another_college_is_no_someone_else(world):
    submitted(world, "Li Ming")
    assert world.found() == {("pinyin.reading", "1001")}


def test_foreign_students_are_spelt_by_their_document(world):
    world.frames["roster"]["region"] = "中国"
    world.set("roster", "1001", region="中国香港")
    submitted(world, "Wong Fong")
    assert world.found() == set()
    world.set("pinyin", "1001", confirmed="").set("returned", "1001", confirmed="")
    assert world.found() == {("pinyin.ask", "1001"), ("pinyin.unconfirmed", "1001")}


@pytest.mark.parametrize(
    "papers",
    [
        {"ethnicity": "香港"},
        {"ethnicity": "中国台湾"},
        {"id_no": "A123456(7)"},
        {"id_no": "H12345678"},
        {"id_no": "810000200001010021"},
    ],
)
def test_without_a_region_the_papers_tell_who_is_spelt_by_a_document(world, papers):
    world.frames["roster"]["ethnicity"] = "汉族"
    world.set("roster", "1001", **papers)
    submitted(world, "Wong Fong")
    assert not {rule for rule, _ in world.found()} & {"pinyin.reading", "pinyin.format"}


@pytest.mark.parametrize("region", ["中国籍", "中国（内地）", "中国大陆", "中华人民共和国"])
@pytest.mark.parametrize("id_no", ["990101200001010022", ""])
def test_students_of_the_mainland_are_spelt_by_readings(world, region, id_no):
    world.frames["roster"]["region"] = "中国"
    world.set("roster", "1001", region=region, id_no=id_no)
    submitted(world, "Wong Fong")
    assert ("pinyin.reading", "1001") in world.found()


@pytest.mark.parametrize(("day", "severity"), [("2025-02-28", "notice"), ("2025-03-01", "error")])
def test_unconfirmed(world, day, severity):
    world.set("pinyin", "1001", confirmed="").set("returned", "1001", confirmed="否")
    assert world.found(day) == {("pinyin.unconfirmed", "1001")}
    assert world.one("pinyin.unconfirmed", day)["severity"] == severity


def test_a_no_in_the_returned_table_leaves_all_to_be_confirmed_once_more(world):
    world.set("returned", "1001", confirmed="否")
    assert world.found() == {("pinyin.unconfirmed", "1001")}
    assert "核对表上却没有确认" in world.one("pinyin.unconfirmed")["message"]
    steps = world.run("2025-02-20").progress.set_index(["student_no", "step"])
    assert steps.loc[("1001", "信息复核"), "state"] == "待办"
    assert printed(world) == "Wang Fang"


def test_confirmed_in_the_returned_table(world):
    world.set("pinyin", "1001", confirmed="")
    assert world.found() == set()


def test_nobody_records_confirmations_yet(world):
    world.drop("returned")
    del world.frames["pinyin"]["confirmed"]
    assert world.found() == set()


def test_college_filled(world):
    world.set("returned", "1001", confirmed="")
    submitted(world, "Wang Fang", by_college="是", confirmed="")
    assert world.found() == {("pinyin.college_filled", "1001")}


def test_name_differs(world):
    world.set("pinyin", "1001", name="汪芳")
    assert world.found() == {("pinyin.name_differs", "1001")}


@pytest.mark.parametrize(
    ("id_no", "found"),
    [
        ("990***********0024", {("pinyin.number_differs", "1001")}),
        ("990101200001010065", {("pinyin.number_differs", "1001")}),
        ("990***********0022", set()),
        ("", set()),
    ],
)
def test_number_differs(world, id_no, found):
    world.frames["pinyin"]["id_no"] = ""
    assert world.set("pinyin", "1001", id_no=id_no).found() == found


def test_stray(world):
    world.add("pinyin", student_no="1009", name="孙悦", pinyin="Sun Yue", confirmed="是")
    assert world.found() == {("pinyin.stray", "pinyin.xlsx!Sheet1!A6")}


def test_damaged(world):
    world.damage("pinyin", "1001", "student_no", "1E+03")
    assert world.found() == {
        ("pinyin.damaged", "pinyin.xlsx!Sheet1!A2"),
        ("pinyin.blank", "1001"),
    }
