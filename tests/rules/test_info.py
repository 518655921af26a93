"""Chapter info: applications to change a record (2.2.4)."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("state", "move"), [("学院已审", "研究生院"), ("待提交", "学院"), ("", "学院")]
)
def test_pending(world, state, move):
    world.set("applications", "1002", state=state)
    assert world.found() == {("info.pending", "1002")}
    assert world.one("info.pending")["move"] == move


@pytest.mark.parametrize("state", ["研究生院已批", "退回"])
def test_settled_applications(world, state):
    world.set("applications", "1002", state=state)
    assert world.found() == set()


def test_another_name_than_the_roster_s(world):
    world.set("applications", "1002", name="李鸣")
    assert world.found() == {("info.name_differs", "1002")}
    assert world.one("info.name_differs")["cell"] == "applications.xlsx!Sheet1!B2"


def test_the_name_that_is_applied_for_is_no_other_s(world):
    world.set("applications", "1002", name="李鸣", field="姓名", before="李明", after="李鸣")
    assert world.found() == {("info.not_applied", "1002")}  # and no other name


@pytest.mark.parametrize(
    ("id_no", "found"),
    [
        ("990101200002020038", {("info.number_differs", "1002")}),
        ("990101200002020011", set()),
    ],
)
def test_number_differs(world, id_no, found):
    world.frames["applications"]["id_no"] = id_no
    assert world.found() == found


def test_stray(world):
    world.add("applications", student_no="1009", name="孙悦", field="民族", state="退回")
    assert world.found() == {("info.stray", "applications.xlsx!Sheet1!A3")}
