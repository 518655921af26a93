"""Who must be captured, who may, and of whom it cannot be told; everybody stands somewhere."""

from __future__ import annotations

import pytest

from gradrecon.drafts.lists import Place

MUST, MAY, UNKNOWN, OUTSIDE = Place


@pytest.fixture
def stands(proposal_of):
    """Where each student stands, by 学号."""
    return lambda world: dict(proposal_of(world).lists[["student_no", "place"]].to_numpy())


@pytest.fixture
def reason(proposal_of):
    """Why a student stands there."""

    def why(world, student_no: str) -> str:
        return proposal_of(world).lists.set_index("student_no").loc[student_no, "why"]

    return why


def test_who_has_no_image_must_and_who_has_one_may(world, stands):
    assert stands(world) == {"1001": MUST, "1002": MUST, "1003": MAY, "1004": MAY}


def test_grouped_by_college_in_the_cohort_s_order(world, proposal_of):
    lists = proposal_of(world).lists
    assert lists["student_no"].tolist() == ["1001", "1004", "1002", "1003"]
    assert lists["college_name"].tolist() == ["宇航学院"] * 2 + ["机电学院"] * 2


def test_the_roster_s_own_column_suffices(world, stands, reason):
    world.drop("images")
    world.frames["roster"]["image"] = ["否", "是", "", "有?"]
    assert stands(world) == {"1001": MUST, "1002": MAY, "1003": UNKNOWN, "1004": UNKNOWN}
    assert "没有写明" in reason(world, "1003")
    assert "“有?”" in reason(world, "1004")


def test_where_nobody_says_nothing_is_told(world, stands):
    world.drop("images")
    assert set(stands(world).values()) == {UNKNOWN}


def test_single_certificates_are_out_of_scope_with_the_reason(world, stands, reason):
    world.set("roster", "1002", certificates="单证")
    assert stands(world)["1002"] == OUTSIDE
    assert reason(world, "1002") == "证书类型为“单证”"


def test_a_row_that_may_be_a_student_s_leaves_open_whether_there_is_an_image(world, stands, reason):
    world.add("images", student_no="9999", name="王芳")
    assert stands(world)["1001"] == UNKNOWN
    assert "images.xlsx!Sheet1!4" in reason(world, "1001")


def test_a_word_that_says_neither_leaves_it_open(world, stands, reason):
    world.frames["images"]["image"] = ["是", "处理中"]
    assert stands(world)["1003"] == MAY and stands(world)["1004"] == UNKNOWN
    assert "“处理中”" in reason(world, "1004")


def test_a_student_not_registered_is_listed_and_it_is_said(world, stands, reason):
    world.set("roster", "1001", status="休学")
    assert stands(world)["1001"] == MUST
    assert reason(world, "1001") == "学籍状态：休学"


def test_two_rows_of_one_number_that_disagree_leave_it_open(world, stands, reason):
    world.drop("images")
    world.frames["roster"]["image"] = "否"
    world.add("roster", student_no="1001", name="王芳", image="是")
    assert stands(world)["1001"] == UNKNOWN and stands(world)["1002"] == MUST
    assert "有 2 行" in reason(world, "1001") and "roster.xlsx!Sheet1!2" in reason(world, "1001")


def test_the_very_same_row_again_is_no_contradiction(world, stands):
    row = {**world.frames["roster"].iloc[0]}
    world.add("roster", **row)
    assert stands(world)["1001"] == MUST


def test_two_colleges_in_two_rows_are_both_named(world, proposal_of):
    world.add("roster", **{**world.frames["roster"].iloc[0], "college": "机电学院"})
    lists = proposal_of(world).lists.set_index("student_no")
    assert lists.loc["1001", "college_name"] == "宇航学院、机电学院"


@pytest.mark.parametrize(
    ("own", "listed", "says"),
    [
        ("是", "否", "学籍名册写有图像，已有图像名单写没有"),
        ("否", "是", "学籍名册写没有图像，已有图像名单里却有"),
        ("退役复学", "是", "“退役复学”"),
    ],
)
def test_roster_and_list_that_contradict_leave_it_open(world, stands, reason, own, listed, says):
    world.frames["roster"]["image"] = ["否", "否", own, "是"]
    world.frames["images"]["image"] = [listed, "是"]
    assert stands(world) == {"1001": MUST, "1002": MUST, "1003": UNKNOWN, "1004": MAY}
    assert says in reason(world, "1003")


def test_a_word_in_the_roster_leaves_it_open_though_the_list_is_silent(world, stands):
    world.frames["roster"]["image"] = ["看情况", "否", "是", "是"]
    assert stands(world)["1001"] == UNKNOWN


def test_whom_the_roster_leaves_blank_is_listed_with_a_remark(world, stands, reason):
    world.frames["roster"]["image"] = ["", "否", "是", "是"]
    assert stands(world)["1001"] == MUST
    assert "没有写明" in reason(world, "1001")


@pytest.mark.parametrize(
    ("cells", "says"),
    [({"graduation": "2026-06-30"}, "2026-06-30"), ({"remark": "延期毕业"}, "延期毕业"),
     ({"status": "延毕"}, "延毕")],
)  # fmt: skip
def test_who_leaves_later_is_on_neither_list(world, stands, reason, cells, says):
    world.frames["roster"][["graduation", "remark"]] = ["2025-06-30", ""]
    world.set("roster", "1001", **cells)
    assert (stands(world)["1001"], stands(world)["1002"]) == (UNKNOWN, MUST)
    assert says in reason(world, "1001")


def test_two_numbers_of_one_person_leave_it_open(world, stands, reason):
    world.set("roster", "1002", id_no="990101200001010022")
    assert stands(world)["1001"] == stands(world)["1002"] == UNKNOWN
    assert "1001、1002" in reason(world, "1001")


def test_everybody_stands_once_and_every_row_is_accounted_for(world, proposal_of):
    world.set("roster", "1002", certificates="单证").add("images", student_no="8", name="路人")
    proposal = proposal_of(world)
    assert sum(len(proposal.of(place)) for place in Place) == len(world.frames["roster"])
    images = proposal.counts.set_index("source").loc["images"]
    assert (images["rows_in"], images["linked"], images["stray"]) == (3, 2, 1)
    assert len(proposal.strays) == 1
