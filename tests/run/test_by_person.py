"""A stray that reviewers linked is the student's; a proposal that they refused is made no more."""

from __future__ import annotations

import pytest

LINK = ("认定为同一人", "1004")


@pytest.fixture
def stray(reviewed):
    """赵磊 was photographed, but the studio's list has him under an unknown number."""
    reviewed.world.set("images", "1004", student_no="1003").add(
        "studio", student_no="9999", name="赵磊", code="A009", taken="2024-11-26 09:30:00", fee="20"
    )
    return reviewed


def test_before_anybody_decides_it_is_nobody_s(stray):
    run = stray.run
    assert run.strays[["row", "proposed_student_no"]].to_numpy().tolist() == [[5, "1004"]]
    assert captures(run) == 0


def test_a_link_by_two_reviewers_makes_it_the_student_s(stray):
    stray.decide("capture.stray", *LINK, "甲", "乙")
    run = stray.run
    assert run.strays.empty
    link = run.links[run.links["rung"] == "decision"].iloc[0]
    assert (link["student_no"], link["row"], link["source"]) == ("1004", 5, "studio")
    assert captures(run) == 1
    assert stray.finding("capture.stray", run)["state"] == "settled"
    assert "capture.number_differs" not in set(run.findings["rule"])
    assert run.counts.set_index("source").loc["studio", "linked"] == 4


def test_one_reviewer_does_not_suffice(stray):
    stray.decide("capture.stray", *LINK, "甲")
    assert captures(stray.run) == 0


def test_a_link_ends_when_what_is_proposed_changes(stray):
    stray.decide("capture.stray", *LINK, "甲", "乙")
    stray.world.add(
        "roster", student_no="1005", name="赵磊", id_no="H1234567", college="宇航学院",
        major_code="0825", status="注册学籍", certificates="双证",
    )  # fmt: skip
    run = stray.run
    assert captures(run) == 0
    assert stray.finding("capture.stray", run)["state"] == "stale"


def test_a_link_ends_when_the_student_leaves_the_roster(stray):
    stray.world.add(
        "roster", student_no="1005", name="孙浩", college="宇航学院", certificates="双证"
    )
    stray.decide("capture.stray", "认定为同一人", "1005", "甲", "乙")
    assert stray.finding("capture.stray")["state"] == "settled"
    stray.world.drop("roster", "1005")
    assert stray.finding("capture.stray")["state"] == "stale"


def test_a_row_with_a_ruined_number_can_be_linked_too(reviewed):
    reviewed.world.set("images", "1004", student_no="1003").add(
        "chsi", name="赵磊", id_no="990101199904040059", word="正确"
    ).damage("chsi", "", "id_no", "990101199904040000")
    assert reviewed.finding("chsi.damaged")["expected"] == "1004"
    reviewed.decide("chsi.damaged", *LINK, "甲", "乙")
    run = reviewed.run
    assert reviewed.finding("chsi.damaged", run)["state"] == "settled"
    assert run.cases.set_index("student_no").loc["1004", "chsi_state"] == "正确"


def test_a_refused_proposal_is_made_no_more(stray):
    stray.decide("capture.stray", "不是同一人")
    run = stray.run
    assert run.strays["proposed_student_no"].tolist() == [""]
    assert stray.finding("capture.stray", run)["state"] == "settled"


def test_undoing_a_link_gives_the_row_back(stray):
    stray.decide("capture.stray", *LINK, "甲", "乙")
    stray.log = type(stray.log)(stray.log.entries[:1])
    assert captures(stray.run) == 0


def captures(run):
    return run.cases.set_index("student_no").loc["1004", "captures"]


@pytest.fixture
def mistaken(reviewed):
    """The studio wrote 王芳's number beside 赵磊's name: by the number it is her picture."""
    reviewed.world.set("studio", "1001", student_no="1001", name="赵*").set(
        "chsi", "1001", name="赵磊", id_no="990***********0059"
    )
    return reviewed


def test_before_anybody_decides_the_number_says_whose_it_is(mistaken):
    run = mistaken.run
    assert {"chsi.name_differs", "chsi.number_differs"} <= set(run.findings["rule"])
    assert run.cases.set_index("student_no").loc["1001", "chsi_rows"] == 1


def test_a_row_that_is_not_the_student_s_becomes_a_stray(mistaken):
    mistaken.decide("chsi.name_differs", "不是同一人")
    run = mistaken.run
    assert run.cases.set_index("student_no").loc["1001", "chsi_rows"] == 0
    (stray,) = run.strays.to_dict("records")
    assert (stray["source"], stray["row"]) == ("chsi", 2)
    assert stray["reason"] == "经人判定，不是学号 1001"
    assert stray["proposed_student_no"] == "1004"
    assert run.counts.set_index("source").loc["chsi", ["linked", "stray"]].tolist() == [2, 1]
    assert mistaken.finding("chsi.name_differs", run)["state"] == "settled"
    assert mistaken.finding("chsi.stray", run)["state"] == "open"
    assert "chsi.number_differs" not in set(run.findings["rule"])


def test_undoing_that_gives_the_row_back(mistaken):
    mistaken.decide("chsi.name_differs", "不是同一人")
    mistaken.log = type(mistaken.log)()
    run = mistaken.run
    assert run.strays.empty and run.cases.set_index("student_no").loc["1001", "chsi_rows"] == 1
    assert mistaken.finding("chsi.name_differs", run)["state"] == "open"


def test_it_ends_when_the_row_is_mended(mistaken):
    mistaken.decide("chsi.name_differs", "不是同一人")
    mistaken.world.set("chsi", "1001", name="王力")
    run = mistaken.run
    assert run.strays.empty
    assert mistaken.finding("chsi.name_differs", run)["state"] == "stale"


def test_the_row_can_be_given_to_the_right_student(mistaken):
    mistaken.decide("chsi.name_differs", "不是同一人")
    mistaken.decide("chsi.stray", *LINK, "甲", "乙")
    run = mistaken.run
    rows = run.cases.set_index("student_no")["chsi_rows"]
    assert (rows["1001"], rows["1004"], len(run.strays)) == (0, 1, 0)
    assert mistaken.finding("chsi.name_differs", run)["state"] == "settled"
    assert mistaken.finding("chsi.stray", run)["state"] == "settled"


def test_a_row_said_to_be_and_not_to_be_the_student_s_stays_until_they_agree(mistaken):
    mistaken.decide("chsi.number_differs", "认定为同一人", "", "甲", "乙")
    mistaken.decide("chsi.name_differs", "不是同一人")
    run = mistaken.run
    assert run.strays.empty
    assert {
        mistaken.finding(f"chsi.{one}_differs", run)["awaits"] for one in ("name", "number")
    } == {"conflict"}


def test_a_photo_is_linked_and_parted_like_any_row(reviewed):
    looks = {
        "kb": "30", "width": "480", "height": "640", "dpi": "300", "format": "JPEG",
        "mode": "RGB", "background": "100,197,255",
    }  # fmt: skip
    reviewed.world.draw("photos", "student_no | name").add(
        "photos", name="王芳", digest="a", **looks
    )
    reviewed.world.add("photos", student_no="1002", name="李敏", digest="b", **looks)
    reviewed.decide("capture.photo_stray", "认定为同一人", "1001", "甲", "乙")
    reviewed.decide("capture.photo_name", "不是同一人")
    run = reviewed.run
    photos = run.links[run.links["source"] == "photos"]
    assert photos[["student_no", "rung"]].to_numpy().tolist() == [["1001", "decision"]]
    assert run.strays["file"].tolist() == ["photos.xlsx"]
    findings = run.findings.set_index("rule")
    assert sorted(findings.loc["capture.photo_stray", "state"]) == ["open", "settled"]
    assert set(findings.loc["capture.photo_missing", "student_no"]) == {"1002", "1003"}
