"""Which applications there are, and how far each is."""

from __future__ import annotations

from typing import Any

import pytest

from gradrecon.outputs.workbooks.applications import applications

ROW = {"student_no": "1001", "name": "王芳", "field": "民族", "before": "汉族", "after": "满族"}


@pytest.mark.parametrize(
    ("word", "state"),
    [("", "待提交"), ("院系审核通过", "学院已审"), ("研究生院批准", "研究生院已批"),
     ("已办结", "研究生院已批"), ("驳回", "退回"), ("看看再说", "状态“看看再说”不认识")],
)  # fmt: skip
def test_the_state_is_the_word_s_meaning_and_a_change_is_seen_in_the_record(
    world: Any, word: str, state: str
) -> None:
    listed = applications(world.add("applications", **ROW, state=word).run("2025-03-05"))
    assert listed.set_index("学号")["状态"].to_dict() == {"1001": state, "1002": "已更改"}
