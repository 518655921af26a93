"""A name where somebody signs says yes; a word about a signature does not."""

from __future__ import annotations

from typing import Any

import pytest

from gradrecon.linking.understood import is_signature, understood


@pytest.mark.parametrize(
    ("text", "name"),
    [("周敏", True), ("欧阳文静", True), ("下周补", False), ("周五", False), ("王敏代", False),
     ("院长出差", False), ("已寄出", False), ("OK", False), ("明天来签", False),
     ("见附件", False), ("扫描件", False), ("外出", False), ("马上", False), ("文件", False)],
)  # fmt: skip
def test_a_name_is_a_signature(text: str, name: bool) -> None:
    assert is_signature(text) is name


def test_a_student_s_own_name_confirms_and_another_does_not(world: Any) -> None:
    world.set("returned", "1001", confirmed="王芳").set("returned", "1002", confirmed="王芳")
    world.set("handovers", "宇航学院", signed_dean="周敏", sealed="周敏")
    tables = understood(world.tables(), world.cohort)
    assert tables["returned"].rows["confirmed"].tolist() == ["是", "王芳", "是", "是"]
    register = tables["handovers"].rows
    assert (register["signed_dean"][0], register["sealed"][0]) == ("是", "周敏")


def test_the_cohort_s_own_words(world: Any) -> None:
    words = world.cohort.words.model_copy(update={"yes": ("口头同意",), "no": ("再说",)})
    cohort = world.cohort.model_copy(update={"words": words})
    world.set("returned", "1001", confirmed="口头同意").set("returned", "1002", confirmed="再说")
    rows = understood(world.tables(), cohort)["returned"].rows
    assert rows["confirmed"].tolist() == ["是", "否", "是", "是"]
