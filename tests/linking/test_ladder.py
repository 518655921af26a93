"""Whose is each row: every rung links, refuses and proposes as it says (laws 3 and 4)."""

from __future__ import annotations


def link(world, source="studio", place=-1):
    """The last link or stray of a source, as a dictionary."""
    run = world.run()
    links = run.links[run.links["source"] == source]
    strays = run.strays[run.strays["source"] == source]
    last = world.tables()[source].rows["row"].iloc[place]
    rows = [*links[links["row"] == last].to_dict("records")]
    rows += strays[strays["row"] == last].to_dict("records")
    (row,) = rows
    return row


def test_by_student_no(world):
    row = link(world)
    assert (row["student_no"], row["rung"]) == ("1003", "student_no")
    assert row["agreed"] == "student_no name id_no"


def test_by_id_no(world):
    world.add("studio", name="赵磊", id_no="990101199904040059")
    assert link(world)["rung"] == "id_no"


def test_a_wrong_student_no_with_the_right_id(world):
    world.add("studio", student_no="9999", name="赵磊", id_no="990101199904040059")
    row = link(world)
    assert (row["student_no"], row["rung"], row["differed"]) == ("1004", "id_no", "student_no")


def test_an_id_that_two_students_share_links_nobody(world):
    world.set("roster", "1001", id_no="990101199904040059")
    world.add("studio", id_no="990101199904040059")
    assert link(world)["reason"] == "学籍名册中没有此人"


def test_by_name_college_and_one_more_field(world):
    world.add("studio", name="赵磊", college="宇航学院", birth_date="1999-04-04")
    assert link(world)["rung"] == "name_college_birth_date"


def test_name_and_college_alone_only_propose(world):
    world.add("studio", name="赵磊", college="宇航学院")
    row = link(world)
    assert (row["proposed_student_no"], row["evidence"]) == ("1004", "姓名、学院相同")


def test_a_masked_name_does_not_even_propose(world):
    world.add("studio", name="赵*", college="宇航学院")
    assert link(world)["proposed_student_no"] == ""


def test_a_masked_number_may_contradict_a_link_by_name(world):
    weak = {"name": "赵磊", "college": "宇航学院", "birth_date": "1999-04-04"}
    world.add("studio", **weak, id_no="990***********0050")
    assert link(world)["proposed_student_no"] == "1004"


def test_two_rows_that_claim_one_student_by_name_both_stay_out(world):
    weak = {"name": "赵磊", "college": "宇航学院", "birth_date": "1999-04-04"}
    world.add("studio", **weak).add("studio", **weak)
    assert "reason" in link(world, place=-1)
    assert "reason" in link(world, place=-2)


def test_two_students_of_one_name_are_told_apart_by_the_further_field_only(world):
    twin = dict(zip(world.frames["roster"].columns, world.frames["roster"].iloc[3], strict=True))
    world.add("roster", **{**twin, "student_no": "1005", "id_no": "", "birth_date": "1998-01-01"})
    world.add("studio", name="赵磊", college="宇航学院", birth_date="1998-01-01")
    assert link(world)["student_no"] == "1005"
    world.set("studio", "", birth_date="")
    assert link(world)["proposed_student_no"] == ""


def test_a_row_with_an_unknown_number_never_links_by_name(world):
    weak = {"name": "赵磊", "college": "宇航学院", "birth_date": "1999-04-04"}
    world.add("studio", **weak, student_no="9999")
    row = link(world)
    assert (row["reason"], row["proposed_student_no"]) == ("学籍名册中没有此人", "1004")


def test_a_number_of_one_and_id_and_name_of_another_is_refused(world):
    world.add("studio", student_no="1001", name="赵磊", id_no="990101199904040059")
    assert link(world)["reason"] == "学号与证件号指向不同的学生"


def test_a_number_and_name_of_one_outweigh_the_id_of_another(world):
    world.add("studio", student_no="1001", name="王芳", id_no="990101199904040059")
    row = link(world)
    assert (row["student_no"], row["differed"]) == ("1001", "id_no")
