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


def test_stray(world):
    world.add("applications", student_no="1009", name="孙悦", field="民族", state="退回")
    assert world.found() == {("info.stray", "applications.xlsx!Sheet1!A3")}
